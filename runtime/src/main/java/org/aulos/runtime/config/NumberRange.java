package org.aulos.runtime.config;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The range of a number, found by asking the constructor of its record. Only the bounds 0 and 1 are
 * looked for, below and above, the other options being at their defaults: such bounds hold whatever
 * the others are, while a bound like half the sample rate moves with them.
 */
final class NumberRange {
  private static final List<Integer> BOUNDS = List.of(0, 1);

  private final Record defaults;
  private final RecordComponent component;

  private NumberRange(Record defaults, RecordComponent component) {
    this.defaults = defaults;
    this.component = component;
  }

  /** Keywords of JSON Schema; none if the option is no number, or bounded by none of these. */
  static Map<String, Object> of(RecordComponent component, Record defaults) {
    NumberRange range = new NumberRange(defaults, component);
    Class<?> type = component.getType();
    if (type == int.class || type == long.class) {
      return range.ofWhole();
    }
    return type == double.class ? range.ofReal() : Map.of();
  }

  private Map<String, Object> ofWhole() {
    Map<String, Object> keywords = new LinkedHashMap<>();
    for (int bound : BOUNDS) {
      if (accepts(bound) && !accepts(bound - 1)) {
        keywords.put("minimum", bound);
      }
    }
    return keywords;
  }

  private Map<String, Object> ofReal() {
    Map<String, Object> keywords = new LinkedHashMap<>();
    for (double bound : BOUNDS) {
      boolean below = accepts(Math.nextDown(bound));
      boolean at = accepts(bound);
      boolean above = accepts(Math.nextUp(bound));
      if (!below && above) {
        keywords.put(at ? "minimum" : "exclusiveMinimum", bound);
      }
      if (below && !above) {
        keywords.put(at ? "maximum" : "exclusiveMaximum", bound);
      }
    }
    return keywords;
  }

  private boolean accepts(double value) {
    List<Object> arguments = new ArrayList<>();
    for (RecordComponent other : defaults.getClass().getRecordComponents()) {
      arguments.add(
          other.getName().equals(component.getName())
              ? boxed(value)
              : RecordBinder.read(other, defaults));
    }
    try {
      RecordBinder.construct(defaults.getClass(), arguments);
      return true;
    } catch (InvocationTargetException e) {
      return false;
    }
  }

  private Object boxed(double value) {
    if (component.getType() == int.class) {
      return (int) value;
    }
    return component.getType() == long.class ? (Object) (long) value : (Object) value;
  }
}
