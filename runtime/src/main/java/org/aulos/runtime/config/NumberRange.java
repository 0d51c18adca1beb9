package org.aulos.runtime.config;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The range of a number, found by asking the constructor of its record. Only the bounds 0 and 1 are
 * looked for, below and above, and only such as do not move when another number moves with the
 * option: a greatest value of 0 or more since the least one is 0 by default is no bound.
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
      if (accepts(bound) && refuses(bound - 1)) {
        keywords.put("minimum", bound);
      }
    }
    return keywords;
  }

  private Map<String, Object> ofReal() {
    Map<String, Object> keywords = new LinkedHashMap<>();
    for (double bound : BOUNDS) {
      double below = Math.nextDown(bound);
      double above = Math.nextUp(bound);
      if (refuses(below) && accepts(above)) {
        keywords.put(accepts(bound) ? "minimum" : "exclusiveMinimum", bound);
      }
      if (accepts(below) && refuses(above)) {
        keywords.put(accepts(bound) ? "maximum" : "exclusiveMaximum", bound);
      }
    }
    return keywords;
  }

  /** Whether no record has the value, neither by default nor with another number near it. */
  private boolean refuses(double value) {
    if (accepts(value)) {
      return false;
    }
    for (RecordComponent other : defaults.getClass().getRecordComponents()) {
      if (!other.getName().equals(component.getName()) && isNumber(other)) {
        for (double near : new double[] {value - 1, value, value + 1}) {
          if (accepts(
              Map.of(
                  component.getName(),
                  boxed(component, value),
                  other.getName(),
                  boxed(other, near)))) {
            return false;
          }
        }
      }
    }
    return true;
  }

  private boolean accepts(double value) {
    return accepts(Map.of(component.getName(), boxed(component, value)));
  }

  /** Whether there is a record of these values and of the defaults elsewhere. */
  private boolean accepts(Map<String, Object> values) {
    List<Object> arguments = new ArrayList<>();
    for (RecordComponent any : defaults.getClass().getRecordComponents()) {
      Object value = values.get(any.getName());
      arguments.add(value == null ? RecordBinder.read(any, defaults) : value);
    }
    try {
      RecordBinder.construct(defaults.getClass(), arguments);
      return true;
    } catch (InvocationTargetException e) {
      return false;
    }
  }

  private static boolean isNumber(RecordComponent component) {
    Class<?> type = component.getType();
    return type == int.class || type == long.class || type == double.class;
  }

  private static Object boxed(RecordComponent component, double value) {
    if (component.getType() == int.class) {
      return (int) value;
    }
    return component.getType() == long.class ? (Object) (long) value : (Object) value;
  }
}
