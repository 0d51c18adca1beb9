package org.aulos.runtime.plugin;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.aulos.api.AulosException;
import org.aulos.api.OptionsException;
import org.aulos.runtime.Places;

/**
 * Where plugins are looked for beside the module path and the class path of Aulos.
 *
 * @param places folders of plugins: each folder and each jar that lies in one of them is a plugin.
 *     A place may also be a plugin itself: a jar, or a folder of classes
 * @param strict whether a plugin that cannot be used is an error; otherwise it is reported and the
 *     others are used
 */
public record PluginSources(List<Path> places, boolean strict) {
  /** The environment variable that names places. */
  public static final String VARIABLE = "AULOS_PLUGINS";

  /** No places: only the plugins that come with Aulos. */
  public static final PluginSources NONE = new PluginSources(List.of(), false);

  private static final String OPTION = "--plugins";

  /** Sources. */
  public PluginSources {
    places = List.copyOf(places);
  }

  /**
   * The places that a user names, then those of the environment, then {@link Places#plugins()} if
   * that is there.
   *
   * @param named places, several in one text joined by the separator of paths
   * @throws OptionsException if a place that was named is not there
   */
  public static PluginSources of(
      List<String> named, Map<String, String> environment, Places places) {
    Set<Path> all = new LinkedHashSet<>();
    named.forEach(text -> all.addAll(existing(text, OPTION)));
    all.addAll(existing(environment.getOrDefault(VARIABLE, ""), VARIABLE));
    if (Files.isDirectory(places.plugins())) {
      all.add(places.plugins());
    }
    return new PluginSources(List.copyOf(all), false);
  }

  private static List<Path> existing(String text, String source) {
    List<Path> places = new ArrayList<>();
    for (String name : text.split(Pattern.quote(File.pathSeparator), -1)) {
      Path place = Path.of(name);
      if (name.isEmpty()) {
        continue;
      }
      if (!Files.exists(place)) {
        throw new OptionsException(
            "there is no folder of plugins %s, which %s names; create it or name another"
                .formatted(place.toAbsolutePath(), source));
      }
      places.add(place.toAbsolutePath().normalize());
    }
    return places;
  }

  /** The same places, with the given strictness. */
  public PluginSources strictly(boolean strict) {
    return new PluginSources(places, strict);
  }

  /**
   * The jars and folders that are to be plugins: place by place, ordered by name within each; what
   * is reached twice counts once.
   */
  List<Path> bundles() {
    Set<Path> seen = new LinkedHashSet<>();
    List<Path> bundles = new ArrayList<>();
    for (Path place : places) {
      for (Path bundle : bundles(place)) {
        if (seen.add(real(bundle))) {
          bundles.add(bundle);
        }
      }
    }
    return bundles;
  }

  private static List<Path> bundles(Path place) {
    if (Files.isRegularFile(place) || PluginJar.isCode(place)) {
      return List.of(place);
    }
    try (Stream<Path> entries = Files.list(place)) {
      return entries
          .filter(entry -> !entry.getFileName().toString().startsWith("."))
          .filter(entry -> Files.isDirectory(entry) || PluginJar.isJar(entry))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw unreadable(place, e);
    }
  }

  private static Path real(Path bundle) {
    try {
      return bundle.toRealPath();
    } catch (IOException e) {
      throw unreadable(bundle, e);
    }
  }

  private static AulosException unreadable(Path place, IOException cause) {
    return new OptionsException("cannot read the folder of plugins " + place + ": " + cause, cause);
  }
}
