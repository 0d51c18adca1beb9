package org.aulos.runtime.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.aulos.api.Suggestions;
import org.aulos.api.spi.Role;
import org.aulos.runtime.BenchResult.ComponentResult;
import org.aulos.runtime.Catalog;
import org.aulos.runtime.config.ConfigNode.Keys;
import org.aulos.runtime.config.ConfigNode.Value;

/**
 * Binds the choice of a component: its bare name, or a mapping of {@code use: name} and its
 * options.
 *
 * <pre>{@code
 * encoder: statistics
 *
 * encoder:
 *   use: statistics
 *   deltas: true
 * }</pre>
 */
public final class ComponentBinder {
  /** The key that names the component. */
  public static final String USE = "use";

  private final Catalog catalog;
  private final Problems problems;

  /** A binder of the catalog's components that gathers what is wrong in {@code problems}. */
  public ComponentBinder(Catalog catalog, Problems problems) {
    this.catalog = catalog;
    this.problems = problems;
  }

  /** The component that {@code node} chooses, with its options; empty if there was a problem. */
  public Optional<Chosen> bind(ConfigNode node, String path, Role<?> role) {
    if (node instanceof Value name && !name.empty()) {
      return bind(name, new Keys(name.origin(), Map.of(), Map.of()), path, role);
    }
    if (node instanceof Keys keys) {
      if (keys.get(USE).orElse(null) instanceof Value name && !name.empty()) {
        return bind(name, keys, path, role);
      }
      problems.add(
          keys.origin(), path, "expected the key '" + USE + "' with the name of " + article(role));
      return Optional.empty();
    }
    problems.add(
        node.origin(), path, "expected the name of " + article(role) + " but was " + node.kind());
    return Optional.empty();
  }

  /**
   * The components that names below a key choose, in the order of writing; none without the key.
   */
  public Map<String, Chosen> named(Keys keys, String key, Role<?> role) {
    Map<String, Chosen> named = new LinkedHashMap<>();
    keys.get(key)
        .ifPresent(
            node -> {
              if (node instanceof Keys names) {
                names
                    .entries()
                    .forEach(
                        (name, value) ->
                            bind(value, key + "." + name, role)
                                .ifPresent(chosen -> named.put(name, chosen)));
              } else {
                problems.add(
                    node.origin(), key, "expected a mapping of names but was " + node.kind());
              }
            });
    return Collections.unmodifiableMap(named);
  }

  /** The component that a key of {@code keys} chooses; a missing key is a problem. */
  public Optional<Chosen> required(Keys keys, String key, Role<?> role) {
    Optional<ConfigNode> node = keys.get(key);
    if (node.isEmpty()) {
      problems.add(keys.origin(), key, "is missing; expected the name of " + article(role));
      return Optional.empty();
    }
    return bind(node.get(), key, role);
  }

  /**
   * The component that a key of {@code keys} chooses; a missing key is a problem.
   *
   * @param path key path of {@code keys}, for messages
   */
  public Optional<Chosen> required(Keys keys, String key, String path, Role<?> role) {
    Optional<ConfigNode> node = keys.get(key);
    if (node.isEmpty()) {
      problems.add(keys.origin(), path, "expected the key '" + key + "'");
      return Optional.empty();
    }
    return bind(node.get(), path + "." + key, role);
  }

  private Optional<Chosen> bind(Value name, Keys keys, String path, Role<?> role) {
    Optional<Catalog.Entry> entry = catalog.find(role, name.text());
    if (entry.isEmpty()) {
      List<String> names = catalog.entries(role).stream().map(e -> e.component().name()).toList();
      problems.add(
          name.origin(),
          path,
          "no "
              + role
              + " is named '"
              + name.text()
              + "'; "
              + Suggestions.among(name.text(), names));
      return Optional.empty();
    }
    return new RecordBinder(problems)
        .bind(keys, path, entry.get().component().defaults(), Set.of(USE))
        .map(options -> new Chosen(entry.get(), options, keys.origin()));
  }

  /** A role as messages speak of one component: "an encoder". */
  public static String article(Role<?> role) {
    return ("aeiou".indexOf(role.name().charAt(0)) >= 0 ? "an " : "a ") + role;
  }

  /**
   * A component and the options chosen for it.
   *
   * @param entry the component and its plugin
   * @param options its options, valid by themselves
   * @param origin where it was chosen
   */
  public record Chosen(Catalog.Entry entry, Record options, ConfigNode.Origin origin) {
    /** The choice as results tell it. */
    public ComponentResult result() {
      return new ComponentResult(
          key(), entry.plugin().name(), entry.version(), RecordBinder.values(options));
    }

    /** Role and name, as in {@code encoder:statistics}. */
    public String key() {
      return entry.component().key();
    }
  }
}
