package org.aulos.testkit;

import java.lang.invoke.MethodType;
import java.lang.module.ModuleDescriptor;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.aulos.api.spi.Describe;
import org.jspecify.annotations.Nullable;

/** The promises of {@link OptionsContract}, one check each. */
final class OptionsChecks {
  private static final Set<Class<?>> SCALARS =
      Set.of(int.class, long.class, double.class, boolean.class, String.class, Path.class);

  private OptionsChecks() {}

  static void visible(Class<?> type) {
    for (Class<?> part = type; part != null; part = part.getEnclosingClass()) {
      if (!Modifier.isPublic(part.getModifiers())) {
        throw new AssertionError(
            "options must be a public record, but %s is not public".formatted(part.getName()));
      }
    }
    exported(type, ModuleOf.descriptor(type));
  }

  static void exported(Class<?> type, Optional<ModuleDescriptor> module) {
    if (module.isEmpty() || module.get().isAutomatic() || module.get().isOpen()) {
      return;
    }
    boolean exported =
        module.get().exports().stream()
            .anyMatch(
                export -> !export.isQualified() && export.source().equals(type.getPackageName()));
    if (!exported) {
      throw new AssertionError(
          "options must be in an exported package, but module %s does not say 'exports %s;'"
              .formatted(module.get().name(), type.getPackageName()));
    }
  }

  static void described(Class<?> type) {
    Describe whole = type.getAnnotation(Describe.class);
    if (whole == null || whole.value().isBlank()) {
      throw new AssertionError(
          "options must say what the component does, but %s has no @Describe"
              .formatted(type.getName()));
    }
    for (RecordComponent component : type.getRecordComponents()) {
      Describe describe = component.getAnnotation(Describe.class);
      if (describe == null || describe.value().isBlank()) {
        throw new AssertionError(
            "every option must say what it means, but '%s' of %s has no @Describe"
                .formatted(component.getName(), type.getName()));
      }
      if (component.getType().isRecord()) {
        described(component.getType());
      }
    }
  }

  static void supported(Class<?> type) {
    for (RecordComponent component : type.getRecordComponents()) {
      if (!supported(component.getGenericType())) {
        throw new AssertionError(
            "options are int, long, double, boolean, String, Path, enums, lists of these, mappings"
                + " of names to these, or records of these, but '%s' of %s is a %s"
                    .formatted(
                        component.getName(),
                        type.getName(),
                        component.getGenericType().getTypeName()));
      }
    }
  }

  private static boolean supported(Type type) {
    if (type instanceof ParameterizedType map && map.getRawType() == Map.class) {
      Type element = map.getActualTypeArguments()[1];
      return map.getActualTypeArguments()[0] == String.class
          && (listOfScalars(element) || scalar(unboxed(element)));
    }
    if (listOfScalars(type)) {
      return true;
    }
    if (type instanceof Class<?> simple && simple.isRecord()) {
      supported(simple);
      return true;
    }
    return scalar(type);
  }

  private static boolean listOfScalars(Type type) {
    return type instanceof ParameterizedType list
        && list.getRawType() == List.class
        && scalar(unboxed(list.getActualTypeArguments()[0]));
  }

  private static boolean scalar(Type type) {
    return type instanceof Class<?> simple && (simple.isEnum() || SCALARS.contains(simple));
  }

  /** Lists cannot hold {@code int}; they hold {@code Integer} for it. */
  private static Type unboxed(Type type) {
    return type instanceof Class<?> simple
        ? MethodType.methodType(simple).unwrap().returnType()
        : type;
  }

  static void rebuilt(Record defaults) {
    Record rebuilt = construct(defaults);
    if (!rebuilt.equals(defaults)) {
      throw new AssertionError(
          "options built from the values of the defaults must be equal to them, but %s became %s"
              .formatted(defaults, rebuilt));
    }
  }

  private static Record construct(Record defaults) {
    Class<? extends Record> type = defaults.getClass();
    Class<?>[] types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    @Nullable Object[] values = Contents.components(defaults).toArray();
    try {
      Constructor<? extends Record> constructor = type.getDeclaredConstructor(types);
      // Records of tests need not be public.
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      throw new AssertionError(
          "the constructor must accept the defaults, but that of %s refused %s: %s"
              .formatted(type.getName(), defaults, e.getCause()),
          e);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("cannot call the constructor of " + type.getName(), e);
    }
  }
}
