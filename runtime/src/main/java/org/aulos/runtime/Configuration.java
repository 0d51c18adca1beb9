package org.aulos.runtime;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.aulos.runtime.config.ConfigNode.Keys;
import org.aulos.runtime.config.ConfigNode.Origin;
import org.aulos.runtime.config.ConfigSource;
import org.aulos.runtime.config.Problems;
import org.aulos.runtime.config.RecordBinder;

/** What a user has written: a YAML file, assignments, or both. Immutable. */
public final class Configuration {
  private static final Path WORKING = Path.of("").toAbsolutePath();

  private final String name;
  private final Path folder;
  private final Keys keys;

  private Configuration(String name, Path folder, Keys keys) {
    this.name = name;
    this.folder = folder;
    this.keys = keys;
  }

  /**
   * An empty configuration for a job that is told by arguments alone; its relative paths are
   * relative to the working directory.
   */
  public static Configuration empty(String name) {
    return new Configuration(name, WORKING, new Keys(Origin.of(name), Map.of(), Map.of()));
  }

  /**
   * The configuration in a YAML file; its relative paths are relative to the file's folder.
   *
   * @throws org.aulos.api.OptionsException if the file cannot be read or is not YAML
   */
  public static Configuration read(Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    String name = absolute.getFileName().toString().replaceFirst("\\.ya?ml$", "");
    Path folder = Optional.ofNullable(absolute.getParent()).orElse(absolute);
    return new Configuration(name, folder, ConfigSource.read(file));
  }

  /**
   * This configuration with assignments laid over it, as {@code -o} gives them.
   *
   * @param assignments each {@code key=value}; keys may lead into mappings: {@code
   *     systems.mfcc.encoder=statistics}
   * @throws org.aulos.api.OptionsException if one is not of that form
   */
  public Configuration with(List<String> assignments) {
    Keys changed = keys;
    for (String assignment : assignments) {
      changed = ConfigSource.override(changed, assignment, WORKING);
    }
    return new Configuration(name, folder, changed);
  }

  /**
   * This configuration with assignments laid over it that the user has not written as such.
   *
   * @param assignments each {@code key=value}
   * @param origin what messages call the place where the user has written them, as in {@code the
   *     arguments}
   */
  public Configuration with(List<String> assignments, String origin) {
    Keys changed = keys;
    for (String assignment : assignments) {
      changed = ConfigSource.override(changed, assignment, new Origin(origin, WORKING));
    }
    return new Configuration(name, folder, changed);
  }

  /** Its short name: that of the file, without ending. */
  public String name() {
    return name;
  }

  /** What its relative paths are relative to; absolute. */
  public Path folder() {
    return folder;
  }

  /**
   * The record that it describes. Components give the keys ({@code maxSeconds} is written {@code
   * max-seconds}) and may be numbers, texts, truth values, enums, paths (which stay as written, see
   * {@link #folder()}), records, lists of these but of records, and maps from names to these.
   * Records within a map are filled up from their public constant {@code DEFAULTS}.
   *
   * @param defaults values of the keys that are not given; its class is public, in a package that
   *     is exported to this module
   * @throws org.aulos.api.OptionsException holding every problem, each with its line and key
   */
  public <O extends Record> O bind(O defaults) {
    Problems problems = new Problems();
    Optional<O> bound = new RecordBinder(problems).bind(keys, "", defaults, Set.of());
    problems.throwIfAny();
    return bound.orElseThrow();
  }

  Keys keys() {
    return keys;
  }
}
