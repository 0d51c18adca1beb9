package org.aulos.runtime.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.aulos.api.AudioFile;
import org.aulos.runtime.dataset.Soundscape.Part;

/**
 * Reads soundscapes that Scaper (Salamon et al. 2017) has written down as JAMS: the annotation
 * {@code scaper}, whose observations name a source file, its part, its time and its level, and the
 * sandbox with duration, rate and reference. Sources are looked for by their file names below two
 * folders, since the paths in a recipe are those of whoever wrote it.
 */
final class ScaperRecipes {
  /** Bytes of the largest recipe: two hundred times an ordinary one. */
  private static final long LARGEST = 4L << 20;

  private static final double LONGEST_SECONDS = 600;

  /** Of what a level may be, in dB. */
  private static final double LOUDEST = 120;

  private static final String FOREGROUND = "foreground";
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final Path foreground;
  private final Path background;
  private final Map<Path, Map<String, Path>> sources = new HashMap<>();
  private int missing;
  private int asked;
  private String first = "";

  /**
   * Recipes of sources below two folders.
   *
   * @param foreground of the sounds
   * @param background of the backgrounds
   */
  ScaperRecipes(Path foreground, Path background) {
    this.foreground = foreground;
    this.background = background;
  }

  /** What a recipe makes, and the classes of its sounds. */
  record Made(Soundscape audio, List<String> labels) {}

  /** A soundscape; none, which is then a problem, if the recipe is none or lacks a source. */
  Optional<Made> read(Path file, Problems problems) {
    try {
      if (Files.size(file) > LARGEST) {
        problems.add(file, "is larger than a recipe can be: " + Files.size(file) + " bytes");
        return Optional.empty();
      }
      return made(file, MAPPER.readTree(file.toFile()), problems);
    } catch (JsonProcessingException e) {
      problems.add(file, "is not JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      problems.add(file, "cannot be read: " + e.getMessage());
    }
    return Optional.empty();
  }

  /** Adds how many sources were not found, if any. */
  void report(Problems problems) {
    if (missing > 0) {
      problems.add(
          background,
          "%d of %d sources of recipes are neither here nor in %s, '%s' is the first"
              .formatted(missing, asked, foreground, first));
    }
  }

  private Optional<Made> made(Path file, JsonNode root, Problems problems) {
    JsonNode recipe = recipe(root);
    JsonNode settings = recipe.path("sandbox").path("scaper");
    double seconds = settings.path("duration").asDouble();
    int rate = settings.path("sr").asInt();
    if (!(seconds > 0 && seconds <= LONGEST_SECONDS) || rate < 8_000 || rate > 192_000) {
      problems.add(
          file,
          "expected the annotation 'scaper' with a duration up to %s s and sr from 8000 to 192000 Hz"
              .formatted(LONGEST_SECONDS));
      return Optional.empty();
    }
    JsonNode events = recipe.path("data");
    List<Part> parts = new ArrayList<>();
    Set<String> labels = new TreeSet<>();
    for (JsonNode event : events) {
      JsonNode value = event.path("value");
      part(file, value, seconds, problems).ifPresent(parts::add);
      if (value.path("role").asText().equals(FOREGROUND)) {
        labels.add(value.path("label").asText());
      }
    }
    if (events.isEmpty()) {
      problems.add(file, "names no sound");
    }
    double reference = settings.path("ref_db").asDouble();
    return parts.isEmpty() || parts.size() < events.size()
        ? Optional.empty()
        : Optional.of(
            new Made(new Soundscape(parts, seconds, reference, rate), List.copyOf(labels)));
  }

  private static JsonNode recipe(JsonNode root) {
    for (JsonNode annotation : root.path("annotations")) {
      if (annotation.path("namespace").asText().equals("scaper")) {
        return annotation;
      }
    }
    return root.path("no such annotation");
  }

  private Optional<Part> part(Path file, JsonNode value, double seconds, Problems problems) {
    double start = value.path("source_time").asDouble();
    double onset = value.path("event_time").asDouble();
    double length = value.path("event_duration").asDouble();
    double level = value.path("snr").asDouble();
    if (!(start >= 0 && onset >= 0 && onset < seconds && length > 0 && length <= LONGEST_SECONDS)
        || !(Math.abs(level) <= LOUDEST)) {
      problems.add(file, "has a sound whose times or level cannot be: " + value);
      return Optional.empty();
    }
    if (value.hasNonNull("pitch_shift") || value.hasNonNull("time_stretch")) {
      problems.add(file, "shifts pitch or stretches time, which is not rendered here");
      return Optional.empty();
    }
    Path named = Path.of(value.path("source_file").asText().replace('\\', '/')).getFileName();
    Path folder = value.path("role").asText().equals(FOREGROUND) ? foreground : background;
    return source(String.valueOf(named), folder, problems)
        .map(found -> new Part(new AudioFile(found, start, start + length), onset, level));
  }

  private Optional<Path> source(String name, Path folder, Problems problems) {
    asked++;
    Path found = sources.computeIfAbsent(folder, place -> below(place, problems)).get(name);
    if (found == null) {
      missing++;
      first = first.isEmpty() ? name : first;
    }
    return Optional.ofNullable(found);
  }

  private static Map<String, Path> below(Path folder, Problems problems) {
    Map<String, Path> files = new HashMap<>();
    for (String path : AudioSearch.below(folder, folder, problems)) {
      files.putIfAbsent(path.substring(path.lastIndexOf('/') + 1), folder.resolve(path));
    }
    return files;
  }
}
