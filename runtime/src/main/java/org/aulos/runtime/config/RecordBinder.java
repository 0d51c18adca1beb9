package org.aulos.runtime.config;

import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.aulos.api.AulosException;
import org.aulos.api.Suggestions;
import org.aulos.runtime.config.ConfigNode.Items;
import org.aulos.runtime.config.ConfigNode.Keys;
import org.aulos.runtime.config.ConfigNode.Origin;
import org.aulos.runtime.config.ConfigNode.Value;
import org.jspecify.annotations.Nullable;

/**
 * Binds configuration onto option records. The record is the schema: its components give keys and
 * types, its defaults fill what is left out, its constructor validates.
 */
public final class RecordBinder {
  private static final String ONE_OF = "one of ";

  /** Types of single values, beside enums. */
  private static final Set<Class<?>> SCALARS =
      Set.of(int.class, long.class, double.class, boolean.class, String.class, Path.class);

  private final Problems problems;

  /** A binder that gathers what is wrong in {@code problems}. */
  public RecordBinder(Problems problems) {
    this.problems = problems;
  }

  /**
   * The record that {@code node} describes; empty if there was a problem.
   *
   * @param node the keys given
   * @param path key path of the node, for messages; empty at the root
   * @param defaults values for the keys that are not given
   * @param reserved keys that the caller reads itself
   */
  public <O extends Record> Optional<O> bind(
      Keys node, String path, O defaults, Set<String> reserved) {
    int before = problems.messages().size();
    Map<String, RecordComponent> components = components(defaults.getClass());
    for (String key : node.entries().keySet()) {
      if (!components.containsKey(key) && !reserved.contains(key)) {
        problems.add(
            node.originOf(key),
            join(path, key),
            "unknown key; " + Suggestions.among(key, allowed(components.keySet(), reserved)));
      }
    }
    List<Object> arguments = new ArrayList<>();
    components.forEach(
        (key, component) -> {
          Object fallback = read(component, defaults);
          Optional<Object> given =
              node.get(key)
                  .map(value -> value(value, join(path, key), component.getGenericType(), fallback))
                  .orElse(Optional.of(fallback));
          arguments.add(given.orElse(fallback));
        });
    if (problems.messages().size() > before) {
      return Optional.empty();
    }
    return construct(defaults, arguments, node, path);
  }

  private static List<String> allowed(Set<String> own, Set<String> reserved) {
    return Stream.concat(reserved.stream().sorted(), own.stream()).toList();
  }

  /** The components of a record by key, in their order. */
  public static Map<String, RecordComponent> components(Class<?> record) {
    Map<String, RecordComponent> components = new LinkedHashMap<>();
    for (RecordComponent component : record.getRecordComponents()) {
      components.put(OptionNames.key(component.getName()), component);
    }
    return components;
  }

  /** Every option of a record with its value, as JSON and YAML write them. */
  public static Map<String, Object> values(Record options) {
    return values(options, UnaryOperator.identity());
  }

  /** Every option of a record with its value, with each path as {@code paths} makes it. */
  public static Map<String, Object> values(Record options, UnaryOperator<Path> paths) {
    Map<String, Object> values = new LinkedHashMap<>();
    components(options.getClass())
        .forEach((key, component) -> values.put(key, plain(read(component, options), paths)));
    return values;
  }

  /**
   * A copy of a record with another value for one of its options.
   *
   * @throws IllegalArgumentException if the record does not take the value
   */
  public static Record with(Record options, String key, Object value) {
    List<Object> arguments = new ArrayList<>();
    components(options.getClass())
        .forEach((own, part) -> arguments.add(own.equals(key) ? value : read(part, options)));
    try {
      return construct(options.getClass(), arguments);
    } catch (InvocationTargetException e) {
      throw new IllegalArgumentException(key + " cannot be " + value, e.getCause());
    }
  }

  /** A value as JSON and YAML write it. */
  static Object plain(Object value) {
    return plain(value, UnaryOperator.identity());
  }

  private static Object plain(Object value, UnaryOperator<Path> paths) {
    if (value instanceof Record options) {
      return values(options, paths);
    }
    if (value instanceof Enum<?> constant) {
      return OptionNames.constant(constant);
    }
    if (value instanceof List<?> list) {
      return list.stream().map(item -> plain(item, paths)).toList();
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> values = new LinkedHashMap<>();
      map.forEach((name, own) -> values.put(name.toString(), plain(own, paths)));
      return values;
    }
    return value instanceof Path path ? paths.apply(path).toString() : value;
  }

  /** The value that a record has for one of its components. */
  public static Object read(RecordComponent component, Record options) {
    try {
      return component.getAccessor().invoke(options);
    } catch (ReflectiveOperationException e) {
      throw invisible(options.getClass(), e);
    }
  }

  @SuppressWarnings("unchecked") // the record is of the defaults' class
  private <O extends Record> Optional<O> construct(
      O defaults, List<Object> arguments, Keys node, String path) {
    try {
      return Optional.of((O) construct(defaults.getClass(), arguments));
    } catch (InvocationTargetException e) {
      Throwable cause = e.getCause();
      if (cause instanceof IllegalArgumentException || cause instanceof AulosException) {
        problems.add(blamed(node, cause.getMessage()), path, String.valueOf(cause.getMessage()));
        return Optional.empty();
      }
      throw new IllegalStateException(
          "the constructor of " + defaults.getClass().getName() + " failed", cause);
    }
  }

  /**
   * A record of the given values, in the order of its components.
   *
   * @throws InvocationTargetException holding what the constructor has thrown
   */
  static Record construct(Class<? extends Record> type, List<Object> arguments)
      throws InvocationTargetException {
    Class<?>[] types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      return type.getDeclaredConstructor(types).newInstance(arguments.toArray());
    } catch (InvocationTargetException e) {
      throw e;
    } catch (ReflectiveOperationException e) {
      throw invisible(type, e);
    }
  }

  private static IllegalArgumentException invisible(
      Class<?> type, ReflectiveOperationException cause) {
    return new IllegalArgumentException(
        "the options record " + type.getName() + " must be public, in an exported package", cause);
  }

  /**
   * Where the key is written that the constructor's message names, if it names one that was given.
   */
  private static Origin blamed(Keys node, @Nullable String message) {
    if (message != null) {
      for (String key : node.entries().keySet()) {
        if (names(message, key) || names(message, camel(key))) {
          return node.originOf(key);
        }
      }
    }
    return node.origin();
  }

  /** Whether a message holds a name as a word of its own: "sample-rate" does not name "rate". */
  private static boolean names(String message, String name) {
    return Pattern.compile("(?<![\\w-])" + Pattern.quote(name) + "(?![\\w-])")
        .matcher(message)
        .find();
  }

  private static String camel(String key) {
    StringBuilder camel = new StringBuilder();
    for (String word : key.split("-", -1)) {
      if (camel.length() > 0 && !word.isEmpty()) {
        camel.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
      } else {
        camel.append(word);
      }
    }
    return camel.toString();
  }

  private Optional<Object> value(ConfigNode node, String path, Type type, Object fallback) {
    if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
      return list(node, path, list);
    }
    if (type instanceof ParameterizedType map && map.getRawType() == Map.class) {
      return map(node, path, map.getActualTypeArguments()[1]);
    }
    if (fallback instanceof Record record) {
      return record(node, path, record);
    }
    return scalar(node, path, (Class<?>) type);
  }

  /**
   * The finite number that {@code node} holds; empty if there was a problem.
   *
   * @param path key path of the node, for messages
   */
  public Optional<Double> number(ConfigNode node, String path) {
    Optional<Double> number = scalar(node, path, double.class).map(Double.class::cast);
    return number.isPresent() && number.get().isInfinite()
        ? wrong(node, path, "a finite number").map(Double.class::cast)
        : number;
  }

  private Optional<Object> record(ConfigNode node, String path, Record defaults) {
    if (node instanceof Keys keys) {
      return bind(keys, path, defaults, Set.of()).map(bound -> bound);
    }
    Set<String> keys = components(defaults.getClass()).keySet();
    return wrong(node, path, "a mapping of " + String.join(", ", keys));
  }

  /** The type as a record component would have it: {@code int} for {@code Integer}. */
  public static Class<?> plainType(Class<?> type) {
    return MethodType.methodType(type).unwrap().returnType();
  }

  /** Whether options of this type can be bound. */
  static boolean supports(Type type) {
    if (type instanceof ParameterizedType map && map.getRawType() == Map.class) {
      Type element = map.getActualTypeArguments()[1];
      return map.getActualTypeArguments()[0] == String.class
          && (isListOfScalars(element) || isScalar(element));
    }
    return isListOfScalars(type)
        || isScalar(type)
        || (type instanceof Class<?> plain && plain.isRecord());
  }

  private static boolean isListOfScalars(Type type) {
    return type instanceof ParameterizedType list
        && list.getRawType() == List.class
        && isScalar(list.getActualTypeArguments()[0]);
  }

  private static boolean isScalar(Type type) {
    return type instanceof Class<?> plain && (plain.isEnum() || SCALARS.contains(plainType(plain)));
  }

  private Optional<Object> list(ConfigNode node, String path, ParameterizedType type) {
    Class<?> element = plainType((Class<?>) type.getActualTypeArguments()[0]);
    // A single value stands for a list of one, as in labels: rain.
    List<ConfigNode> nodes = node instanceof Items items ? items.items() : List.of(node);
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      scalar(nodes.get(i), path + "[" + i + "]", element).ifPresent(values::add);
    }
    return values.size() == nodes.size() ? Optional.of(List.copyOf(values)) : Optional.empty();
  }

  /** Names of the user's choice, in the order of writing, each with a value or with options. */
  private Optional<Object> map(ConfigNode node, String path, Type element) {
    if (!(node instanceof Keys keys)) {
      return wrong(node, path, "a mapping of names");
    }
    Map<String, Object> values = new LinkedHashMap<>();
    keys.entries()
        .forEach(
            (name, value) -> {
              String at = join(path, name);
              Optional<Object> bound =
                  element instanceof Class<?> own
                      ? named(value, at, plainType(own))
                      : list(value, at, (ParameterizedType) element);
              bound.ifPresent(own -> values.put(name, own));
            });
    return values.size() == keys.entries().size()
        ? Optional.of(Collections.unmodifiableMap(values))
        : Optional.empty();
  }

  private Optional<Object> named(ConfigNode node, String path, Class<?> type) {
    return type.isRecord() ? record(node, path, defaults(type)) : scalar(node, path, type);
  }

  /** What the options in a mapping of names are when they are left out: the record's own. */
  private static Record defaults(Class<?> record) {
    try {
      return (Record) record.getField("DEFAULTS").get(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(
          "the options record "
              + record.getName()
              + " must be public, in an exported package, with a public constant DEFAULTS",
          e);
    }
  }

  private Optional<Object> scalar(ConfigNode node, String path, Class<?> type) {
    if (!(node instanceof Value value) || value.empty()) {
      return wrong(node, path, expectation(type));
    }
    try {
      return Optional.of(convert(value, type));
    } catch (IllegalArgumentException e) {
      return wrong(node, path, expectation(type) + range(value.text(), type));
    }
  }

  private Object convert(Value value, Class<?> type) {
    String text = value.text();
    if (type == String.class) {
      return text;
    } else if (type == int.class) {
      return Integer.valueOf(digits(text));
    } else if (type == long.class) {
      return Long.valueOf(digits(text));
    } else if (type == double.class) {
      return number(text);
    } else if (type == boolean.class) {
      return bool(text);
    } else if (type == Path.class) {
      return path(value);
    } else if (type.isEnum()) {
      return constant(type, text);
    }
    throw new IllegalStateException("options of type " + type.getName() + " are not supported");
  }

  /** Without the underscores that group digits. */
  private static String digits(String text) {
    return text.replaceAll("(?<=[0-9])_(?=[0-9])", "");
  }

  private static Double number(String text) {
    if (text.matches("[+-]?\\.inf")) {
      return Double.valueOf(text.replace(".inf", "Infinity"));
    }
    String plain = digits(text);
    // Java would take 10d and 0x1p3 for numbers too.
    if (!plain.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?")) {
      throw new IllegalArgumentException("not a number: " + text);
    }
    return Double.valueOf(plain);
  }

  /** The range of a whole number that was refused although it is one. */
  private static String range(String text, Class<?> type) {
    if (!digits(text).matches("[+-]?\\d+")) {
      return "";
    } else if (type == int.class) {
      return " between " + Integer.MIN_VALUE + " and " + Integer.MAX_VALUE;
    }
    return type == long.class ? " between " + Long.MIN_VALUE + " and " + Long.MAX_VALUE : "";
  }

  private static Boolean bool(String text) {
    if (text.equals("true") || text.equals("false")) {
      return Boolean.valueOf(text);
    }
    throw new IllegalArgumentException("expected true or false but was " + text);
  }

  private static Path path(Value value) {
    try {
      Path path = Path.of(value.text());
      Path folder = value.origin().folder();
      return folder == null ? path : folder.resolve(path).normalize();
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("not a path: " + value.text(), e);
    }
  }

  private static Object constant(Class<?> type, String text) {
    for (Object constant : type.getEnumConstants()) {
      if (OptionNames.constant((Enum<?>) constant).equals(text)) {
        return constant;
      }
    }
    throw new IllegalArgumentException("no such constant: " + text);
  }

  private static String expectation(Class<?> type) {
    if (type == int.class || type == long.class) {
      return "a whole number";
    } else if (type == double.class) {
      return "a number";
    } else if (type == boolean.class) {
      return "true or false";
    } else if (type.isEnum()) {
      return ONE_OF
          + Arrays.stream(type.getEnumConstants())
              .map(c -> OptionNames.constant((Enum<?>) c))
              .collect(Collectors.joining(", "));
    }
    return type == Path.class ? "a path" : "a text";
  }

  private Optional<Object> wrong(ConfigNode node, String path, String expected) {
    String hint = "";
    if (node instanceof Value value && expected.startsWith(ONE_OF)) {
      hint =
          Suggestions.closest(
                  value.text(), List.of(expected.substring(ONE_OF.length()).split(", ", -1)))
              .map(close -> "; did you mean '" + close + "'?")
              .orElse("");
    }
    problems.add(node.origin(), path, "expected " + expected + " but was " + node.kind() + hint);
    return Optional.empty();
  }

  private static String join(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
