package org.aulos.runtime;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.aulos.api.spi.Describe;
import org.aulos.runtime.config.OptionNames;
import org.aulos.runtime.config.RecordBinder;

/**
 * An option of a component, as its options record declares it.
 *
 * @param key its key in configuration files
 * @param type what it takes, in words
 * @param standard its default value; a mapping for an option that has options of its own
 * @param description what it means
 */
public record OptionDescription(String key, String type, Object standard, String description) {
  /** The options that a record declares, in its order. */
  static List<OptionDescription> of(Record defaults) {
    Map<String, Object> values = RecordBinder.values(defaults);
    List<OptionDescription> options = new ArrayList<>();
    RecordBinder.components(defaults.getClass())
        .forEach(
            (key, component) ->
                options.add(
                    new OptionDescription(
                        key,
                        type(component.getGenericType()),
                        Optional.ofNullable(values.get(key)).orElse(""),
                        describe(component))));
    return options;
  }

  private static String describe(RecordComponent component) {
    Describe describe = component.getAnnotation(Describe.class);
    return describe == null ? "" : describe.value();
  }

  private static String type(Type type) {
    if (type instanceof ParameterizedType map && map.getRawType() == Map.class) {
      return "mapping of names to " + type(map.getActualTypeArguments()[1]);
    }
    if (type instanceof ParameterizedType list) {
      return "list of " + type(list.getActualTypeArguments()[0]);
    }
    Class<?> own = RecordBinder.plainType((Class<?>) type);
    if (own.isEnum()) {
      return String.join(
          " | ",
          Arrays.stream(own.getEnumConstants())
              .map(c -> OptionNames.constant((Enum<?>) c))
              .toList());
    }
    if (own == int.class || own == long.class) {
      return "whole number";
    } else if (own == double.class) {
      return "number";
    } else if (own == boolean.class) {
      return "true | false";
    }
    return own.isRecord() ? "mapping" : own == String.class ? "text" : "path";
  }
}
