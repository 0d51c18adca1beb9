package org.aulos.runtime.dataset;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.aulos.api.AudioFile;
import org.aulos.api.Clip;
import org.aulos.api.Dataset;
import org.aulos.api.spi.Resources;
import org.aulos.runtime.dataset.synthesis.Dice;

/**
 * The data set {@code folders}: clips in the order of their ids, which are the paths within the
 * directory, with {@code /} between names. Links are followed.
 *
 * <p>Folds: within a class the clips are put in the order of a hash of seed and id and dealt out in
 * turn, so a clip's fold does not depend on the order in which the file system lists it.
 */
final class Folders {
  private static final String REMEDY =
      "Put the recordings of each class into a folder that bears its name, directly below"
          + " 'directory', or describe them in a manifest.";

  private final Path directory;
  private final FoldersOptions options;
  private final Problems problems = new Problems();

  private Folders(Path directory, FoldersOptions options) {
    this.directory = directory;
    this.options = options;
  }

  static Dataset create(FoldersOptions options, Resources resources) {
    return new Folders(resources.file(options.directory()), options).read();
  }

  private Dataset read() {
    Map<String, List<String>> classes = new TreeMap<>();
    for (Path path : visibleIn(directory)) {
      if (Files.isDirectory(path)) {
        classes.put(path.getFileName().toString(), AudioSearch.below(path, directory, problems));
      } else if (AudioFiles.isAudio(path)) {
        problems.add(path, "lies in no class folder");
      }
    }
    if (classes.isEmpty() && problems.none()) {
      problems.add(directory, "holds no class folder");
    }
    Map<String, String> folds = new HashMap<>();
    int firstFold = 0;
    for (var entry : classes.entrySet()) {
      deal(entry.getKey(), entry.getValue(), firstFold, folds);
      // Classes whose size is no multiple of the folds leave their rest to different folds.
      firstFold += entry.getValue().size();
    }
    problems.throwIfAny("Data set 'folders' in " + directory, REMEDY);
    List<Clip> clips =
        classes.entrySet().stream()
            .flatMap(entry -> entry.getValue().stream().map(id -> clip(id, entry.getKey(), folds)))
            .toList();
    return ListedDataset.of(clips);
  }

  private Clip clip(String id, String label, Map<String, String> folds) {
    AudioFile audio = AudioFile.whole(directory.resolve(id));
    return new Clip(id, audio, List.of(label), List.of(), folds.get(id), null);
  }

  private List<Path> visibleIn(Path folder) {
    try (Stream<Path> paths = Files.list(folder)) {
      return paths.filter(path -> !AudioSearch.hidden(path)).sorted().toList();
    } catch (IOException | UncheckedIOException e) {
      problems.add(folder, "cannot be listed: " + e.getMessage());
      return List.of();
    }
  }

  private void deal(String label, List<String> ids, int firstFold, Map<String, String> folds) {
    if (options.folds() == 0 || ids.isEmpty()) {
      return;
    }
    if (ids.size() < options.folds()) {
      problems.add(
          directory.resolve(label),
          "%d clips cannot fill %d folds; add clips or set 'folds' to %s"
              .formatted(ids.size(), options.folds(), ids.size() > 1 ? ids.size() : 0));
    }
    List<String> dealt = new ArrayList<>(ids);
    dealt.sort(Comparator.comparingLong(id -> Dice.seed(options.seed(), id)));
    for (int i = 0; i < dealt.size(); i++) {
      folds.put(dealt.get(i), Integer.toString((firstFold + i) % options.folds() + 1));
    }
  }
}
