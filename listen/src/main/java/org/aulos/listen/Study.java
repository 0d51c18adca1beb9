package org.aulos.listen;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.aulos.api.AudioException;
import org.aulos.api.AudioFile;
import org.aulos.api.AulosException;
import org.aulos.api.OptionsException;
import org.aulos.runtime.Configuration;
import org.aulos.runtime.Digests;
import org.aulos.runtime.dataset.NamedClips;

/** A listening test: what is asked, and a clip of every system for every prompt. Immutable. */
public final class Study {
  /** A page with more could not be used. */
  private static final int MOST_SYSTEMS = 26;

  private final Path file;
  private final StudyOptions options;
  private final Map<ClipKey, AudioFile> clips;

  private Study(Path file, StudyOptions options, Map<ClipKey, AudioFile> clips) {
    this.file = file;
    this.options = options;
    this.clips = clips;
  }

  /**
   * The study that a YAML file describes. Sound files are looked for, not opened.
   *
   * @throws OptionsException holding every mistake in the file
   * @throws AulosException holding every clip that is not there
   */
  public static Study read(Path file) {
    Configuration configuration = Configuration.read(file);
    StudyOptions options = configuration.bind(StudyOptions.DEFAULTS);
    throwIfAny(file, mistakes(options));
    return new Study(
        file.toAbsolutePath().normalize(), options, clips(file, options, configuration.folder()));
  }

  /** What a single key cannot know. */
  private static List<String> mistakes(StudyOptions options) {
    List<String> mistakes = new ArrayList<>();
    if (options.prompts().isEmpty()) {
      mistakes.add("prompts: is missing; expected a mapping of names to prompts");
    }
    options
        .prompts()
        .forEach(
            (name, prompt) -> {
              if (prompt.description().isBlank() && prompt.lyrics().isBlank()) {
                mistakes.add("prompts." + name + ": expected a description or lyrics");
              }
            });
    int systems = options.systems().size();
    if (systems < 1 || systems > MOST_SYSTEMS) {
      mistakes.add("systems: expected 1 to " + MOST_SYSTEMS + " systems but was " + systems);
    }
    if (options.questions().isEmpty() && !options.best()) {
      mistakes.add("questions: expected a question, or best: true");
    }
    options
        .questions()
        .forEach(
            (name, question) -> {
              if (name.equals(ListeningReport.WINS)) {
                mistakes.add(
                    "questions." + name + ": this is what picks are called; choose another name");
              }
              if (question.text().isBlank()) {
                mistakes.add("questions." + name + ".text: expected the question");
              }
            });
    for (String system : options.inferenceSeconds().keySet()) {
      if (!options.systems().containsKey(system)) {
        mistakes.add(
            "inference-seconds.%s: expected one of %s"
                .formatted(system, String.join(", ", options.systems().keySet())));
      }
    }
    Stream.of(options.prompts(), options.systems(), options.questions())
        .flatMap(names -> names.keySet().stream())
        .filter(name -> name.isBlank())
        .forEach(name -> mistakes.add("expected a name but was '" + name + "'"));
    return mistakes;
  }

  private static void throwIfAny(Path file, List<String> mistakes) {
    if (!mistakes.isEmpty()) {
      throw new OptionsException(
          "the study " + file + " cannot be used:\n  " + String.join("\n  ", mistakes));
    }
  }

  private static Map<ClipKey, AudioFile> clips(Path file, StudyOptions options, Path folder) {
    Map<String, Path> places = new LinkedHashMap<>(options.systems());
    if (!options.reference().toString().isEmpty()) {
      places.put(ClipKey.REFERENCE, options.reference());
    }
    List<String> missing = new ArrayList<>();
    Map<ClipKey, AudioFile> clips = new LinkedHashMap<>();
    places.forEach(
        (system, place) -> {
          Path absolute = folder.resolve(place).normalize();
          try {
            clips.putAll(clips(options, system, absolute, missing));
          } catch (AulosException e) {
            missing.add(String.valueOf(e.getMessage()));
          }
        });
    if (!missing.isEmpty()) {
      throw new AulosException(
          "the study %s lacks clips:\n  %s\nEvery system needs a sound file for every prompt, named like it, or a manifest with its name as id."
              .formatted(file, String.join("\n  ", missing)));
    }
    return clips;
  }

  private static Map<ClipKey, AudioFile> clips(
      StudyOptions options, String system, Path place, List<String> missing) {
    Map<String, List<AudioFile>> named = NamedClips.in(place);
    Map<ClipKey, AudioFile> clips = new LinkedHashMap<>();
    for (String prompt : options.prompts().keySet()) {
      ClipKey key = new ClipKey(prompt, system);
      List<AudioFile> found = named.getOrDefault(prompt, List.of());
      if (found.isEmpty()) {
        missing.add(key + ": nothing of that name in " + place);
      } else if (found.size() > 1) {
        missing.add(
            "%s: which of %s?".formatted(key, found.stream().map(AudioFile::path).toList()));
      } else {
        clips.put(key, found.get(0));
      }
    }
    return clips;
  }

  /** Its file; absolute. */
  public Path file() {
    return file;
  }

  /** What its file says. */
  public StudyOptions options() {
    return options;
  }

  /**
   * Where answers are kept unless the user says otherwise: the folder beside its file that is named
   * like it, with {@code .listen} for an ending.
   */
  public Path defaultFolder() {
    String name = file.getFileName().toString().replaceFirst("\\.ya?ml$", "");
    return file.resolveSibling(name + ".listen");
  }

  /** The clips of every prompt, the reference among them, in the order of systems. */
  Map<ClipKey, AudioFile> clips() {
    return clips;
  }

  /** Whether there is a recording to compare with. */
  boolean hasReference() {
    return !options.reference().toString().isEmpty();
  }

  /** SHA-256 of the bytes and the bounds of every clip. */
  Map<ClipKey, String> digests() {
    Map<ClipKey, String> digests = new LinkedHashMap<>();
    clips.forEach((key, clip) -> digests.put(key, digest(clip)));
    return digests;
  }

  private static String digest(AudioFile clip) {
    try {
      String bytes = Digests.sha256(clip.path());
      return Digests.sha256(bytes + " " + clip.startSeconds() + " " + clip.endSeconds());
    } catch (IOException e) {
      throw new AudioException(clip.path(), "cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * Everything that answers depend on besides the clips, in words; answers to different designs do
   * not belong together.
   */
  Map<String, String> design() {
    Map<String, String> design = new TreeMap<>();
    design.put("prompts", options.prompts().toString());
    design.put("systems", options.systems().keySet().toString());
    options
        .questions()
        .forEach(
            (name, question) ->
                design.put("questions." + name, question.text() + " " + question.labels()));
    design.put("best", String.valueOf(options.best()));
    design.put("reference", String.valueOf(hasReference()));
    design.put("loudness", String.valueOf(options.loudness()));
    design.put("max-seconds", String.valueOf(options.maxSeconds()));
    design.put("equal-lengths", String.valueOf(options.equalLengths()));
    return design;
  }
}
