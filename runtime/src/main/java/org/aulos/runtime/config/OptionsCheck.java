package org.aulos.runtime.config;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.aulos.api.spi.Component;

/**
 * Whether an options record can be bound: what {@link RecordBinder} and {@link Component} take for
 * granted.
 */
public final class OptionsCheck {
  private OptionsCheck() {}

  /** What keeps a component's options from being written in a configuration; empty if nothing. */
  public static Optional<String> problem(Record defaults) {
    Class<?> type = defaults.getClass();
    if (RecordBinder.components(type).containsKey(ComponentBinder.USE)) {
      return Optional.of(
          "%s has an option '%s', which is the key that names the component"
              .formatted(type.getName(), ComponentBinder.USE));
    }
    return visibility(type).or(() -> content(defaults)).or(() -> construction(defaults));
  }

  private static Optional<String> visibility(Class<?> type) {
    for (Class<?> part = type; part != null; part = part.getEnclosingClass()) {
      if (!Modifier.isPublic(part.getModifiers())) {
        return Optional.of("%s is not public".formatted(part.getName()));
      }
    }
    Module module = type.getModule();
    return module.isExported(type.getPackageName(), OptionsCheck.class.getModule())
        ? Optional.empty()
        : Optional.of(
            "the package of %s is not exported by module %s"
                .formatted(type.getName(), module.getName()));
  }

  private static Optional<String> content(Record defaults) {
    for (RecordComponent component : defaults.getClass().getRecordComponents()) {
      String place = "'%s' of %s".formatted(component.getName(), defaults.getClass().getName());
      if (!RecordBinder.supports(component.getGenericType())) {
        return Optional.of(
            "%s is of type %s; expected int, long, double, boolean, String, Path, an enum, a list of these, a mapping of names to these, or a record"
                .formatted(place, component.getGenericType().getTypeName()));
      }
      Object value = RecordBinder.read(component, defaults);
      // Contracts do not bind whoever has not compiled against them.
      if (value == null) {
        return Optional.of(place + " is null in the defaults");
      }
      if (value instanceof Record inner) {
        Optional<String> problem =
            visibility(inner.getClass()).or(() -> content(inner)).or(() -> construction(inner));
        if (problem.isPresent()) {
          return problem;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<String> construction(Record defaults) {
    List<Object> values = new ArrayList<>();
    for (RecordComponent component : defaults.getClass().getRecordComponents()) {
      values.add(RecordBinder.read(component, defaults));
    }
    try {
      RecordBinder.construct(defaults.getClass(), values);
      return Optional.empty();
    } catch (InvocationTargetException e) {
      return Optional.of(
          "the constructor of %s refuses the defaults: %s"
              .formatted(defaults.getClass().getName(), e.getCause()));
    }
  }
}
