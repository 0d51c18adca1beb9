package org.aulos.runtime.dataset;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.aulos.api.AudioFile;
import org.aulos.api.AulosException;
import org.aulos.api.Clip;
import org.aulos.api.Dataset;
import org.aulos.api.OptionsException;

/** Recordings that are called by name, as by the prompt they were made for. */
public final class NamedClips {
  private NamedClips() {}

  /**
   * The recordings of a place.
   *
   * @param place a folder, whose sound files are called by their paths within it without endings;
   *     or a manifest ({@code .csv}, {@code .jsonl}, {@code .ndjson}) of clips with ids
   * @return recordings by name, in alphabetical order for folders and in the order of the lines for
   *     manifests; more than one if files differ in their endings alone
   * @throws AulosException if there is no such place, it holds no sound, or what it lists is not
   *     there
   */
  public static Map<String, List<AudioFile>> in(Path place) {
    if (Files.isDirectory(place)) {
      Problems problems = new Problems();
      List<String> paths = AudioSearch.below(place, place, problems);
      problems.throwIfAny("The folder " + place, "Name a folder that holds sound files.");
      return paths.stream()
          .collect(
              Collectors.groupingBy(
                  NamedClips::bare,
                  LinkedHashMap::new,
                  Collectors.mapping(
                      path -> AudioFile.whole(place.resolve(path)), Collectors.toList())));
    }
    if (!Files.isRegularFile(place)) {
      throw new AulosException("there is no folder or manifest " + place.toAbsolutePath());
    }
    return manifest(place).clips().stream()
        .collect(
            Collectors.groupingBy(
                clip -> bare(clip.id()),
                LinkedHashMap::new,
                Collectors.mapping(NamedClips::file, Collectors.toList())));
  }

  private static Dataset manifest(Path file) {
    try {
      return Manifest.read(file);
    } catch (IllegalArgumentException e) {
      // The options were made here, of what the user has named.
      throw new OptionsException(file + ": " + e.getMessage(), e);
    }
  }

  private static AudioFile file(Clip clip) {
    return (AudioFile) clip.audio(); // a manifest lists files
  }

  /**
   * The name of a recording that is called by a path: without the ending, if it is that of sound.
   */
  public static String bare(String path) {
    return AudioFiles.isAudio(Path.of(path)) ? path.substring(0, path.lastIndexOf('.')) : path;
  }
}
