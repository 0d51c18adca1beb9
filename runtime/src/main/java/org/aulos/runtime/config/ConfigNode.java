package org.aulos.runtime.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A piece of configuration that knows where it was written. */
public sealed interface ConfigNode {
  /** Where it was written. */
  Origin origin();

  /** What it is, in words for a message. */
  String kind();

  /**
   * Where a value was written.
   *
   * @param source {@code bench.yaml:12}, or the argument {@code -o seed=x}
   * @param folder what relative paths in the value are resolved against at once: the working
   *     directory for arguments, nothing for files, whose relative paths stay as written until the
   *     component that owns them asks
   */
  record Origin(String source, @Nullable Path folder) {
    /** A place in a file. */
    public static Origin of(String source) {
      return new Origin(source, null);
    }

    @Override
    public String toString() {
      return source;
    }
  }

  /**
   * A single value.
   *
   * @param origin where it was written
   * @param text the value as written, without quotes
   * @param empty whether it is YAML's null: nothing, {@code ~} or {@code null}
   */
  record Value(Origin origin, String text, boolean empty) implements ConfigNode {
    @Override
    public String kind() {
      return empty ? "nothing" : "'" + text + "'";
    }
  }

  /**
   * A list.
   *
   * @param origin where it starts
   * @param items its items
   */
  record Items(Origin origin, List<ConfigNode> items) implements ConfigNode {
    @Override
    public String kind() {
      return "a list";
    }
  }

  /**
   * Keys with values, in the order of writing.
   *
   * @param origin where it starts
   * @param entries the values by key
   * @param keys where each key was written
   */
  record Keys(Origin origin, Map<String, ConfigNode> entries, Map<String, Origin> keys)
      implements ConfigNode {
    @Override
    public String kind() {
      return "a mapping";
    }

    /** The value of one key. */
    public Optional<ConfigNode> get(String key) {
      return Optional.ofNullable(entries.get(key));
    }

    /** Where one key was written; where the mapping starts if it is absent. */
    public Origin originOf(String key) {
      return keys.getOrDefault(key, origin);
    }
  }
}
