package org.aulos.runtime.plugin;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.aulos.api.spi.Plugin;
import org.aulos.runtime.AulosVersion;

/**
 * Which versions of {@code org.aulos.api} go together. From 1.0 on those of one major version do;
 * before it, where each minor version may break what was, those of one minor version.
 */
public final class ApiVersion {
  private static final Pattern VERSION = Pattern.compile("(\\d+)(?:\\.(\\d+))?.*");

  private ApiVersion() {}

  /** The version of the API that is running; {@code development} if it does not say. */
  public static String current() {
    return AulosVersion.of(Plugin.class);
  }

  /**
   * Whether what was compiled against one version runs on the other. A text that begins with no
   * number tells nothing, and nothing is held against it.
   */
  public static boolean compatible(String compiled, String running) {
    Optional<String> one = line(compiled);
    Optional<String> other = line(running);
    return one.isEmpty() || other.isEmpty() || one.equals(other);
  }

  /** The part of a version that compatible ones share: {@code 2} of 2.1.0, {@code 0.2} of 0.2.1. */
  private static Optional<String> line(String version) {
    Matcher matcher = VERSION.matcher(version);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String major = matcher.group(1);
    String minor = Optional.ofNullable(matcher.group(2)).orElse("0");
    return Optional.of(major.equals("0") ? major + "." + minor : major);
  }
}
