package org.aulos.runtime.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.aulos.api.spi.Describe;
import org.jspecify.annotations.Nullable;

/**
 * The JSON Schema (2020-12) of what {@link RecordBinder} binds onto an options record: keys, types,
 * defaults, documentation, enum constants, and the ranges that {@link NumberRange} finds.
 */
public final class RecordSchema {
  private static final String TYPE = "type";
  private static final String DESCRIPTION = "description";

  private RecordSchema() {}

  /** The schema of a mapping of the record's options, none of which is required. */
  public static Map<String, Object> of(Record defaults) {
    Map<String, Object> schema = new LinkedHashMap<>();
    String description = description(defaults.getClass().getAnnotation(Describe.class));
    if (!description.isEmpty()) {
      schema.put(DESCRIPTION, description);
    }
    schema.put(TYPE, "object");
    schema.put("properties", properties(defaults));
    schema.put("additionalProperties", false);
    return schema;
  }

  /** The schema of each option, by key. */
  public static Map<String, Object> properties(Record defaults) {
    Map<String, Object> properties = new LinkedHashMap<>();
    RecordBinder.components(defaults.getClass())
        .forEach((key, component) -> properties.put(key, property(component, defaults)));
    return properties;
  }

  private static Map<String, Object> property(RecordComponent component, Record defaults) {
    Map<String, Object> schema = new LinkedHashMap<>();
    String description = description(component.getAnnotation(Describe.class));
    if (!description.isEmpty()) {
      schema.put(DESCRIPTION, description);
    }
    Object standard = RecordBinder.read(component, defaults);
    if (standard instanceof Record nested) {
      of(nested).forEach(schema::putIfAbsent);
    } else {
      schema.putAll(type(component.getGenericType()));
      schema.putAll(NumberRange.of(component, defaults));
    }
    schema.put("default", RecordBinder.plain(standard));
    return schema;
  }

  private static String description(@Nullable Describe describe) {
    return describe == null ? "" : describe.value();
  }

  private static Map<String, Object> type(Type type) {
    if (type instanceof ParameterizedType map && map.getRawType() == Map.class) {
      Map<String, Object> names = new LinkedHashMap<>();
      names.put(TYPE, "object");
      names.put("additionalProperties", type(map.getActualTypeArguments()[1]));
      return names;
    }
    if (type instanceof ParameterizedType list) {
      return list(type(list.getActualTypeArguments()[0]));
    }
    Class<?> own = RecordBinder.plainType((Class<?>) type);
    if (own.isEnum()) {
      return Map.of(
          "enum",
          Arrays.stream(own.getEnumConstants())
              .map(constant -> OptionNames.constant((Enum<?>) constant))
              .toList());
    }
    if (own == int.class || own == long.class) {
      return Map.of(TYPE, "integer");
    }
    if (own == double.class) {
      return Map.of(TYPE, "number");
    }
    if (own == boolean.class) {
      return Map.of(TYPE, "boolean");
    }
    // Whatever YAML takes a word for, a text keeps it as it is written: a fold may be called 1.
    return own == Path.class ? Map.of(TYPE, "string") : text();
  }

  /** The schema of a text. */
  public static Map<String, Object> text() {
    return Map.of(TYPE, List.of("string", "number", "boolean"));
  }

  /** The schema of a list; a single value stands for a list of one. */
  public static Map<String, Object> list(Map<String, Object> item) {
    Map<String, Object> several = new LinkedHashMap<>();
    several.put(TYPE, "array");
    several.put("items", item);
    return Map.of("anyOf", List.of(item, several));
  }
}
