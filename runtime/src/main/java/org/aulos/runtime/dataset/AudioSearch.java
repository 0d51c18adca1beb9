package org.aulos.runtime.dataset;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Collects the audio files below a folder and counts the other files by their endings. Hidden files
 * are passed over, links are followed.
 */
final class AudioSearch extends SimpleFileVisitor<Path> {
  private static final int DEEPEST = 32;
  private static final int MOST_CLIPS = 2_000_000;

  private final Path root;
  private final Problems problems;
  private final List<String> found = new ArrayList<>();
  private final Map<String, Integer> others = new TreeMap<>();

  private AudioSearch(Path root, Problems problems) {
    this.root = root;
    this.problems = problems;
  }

  /**
   * The audio files below {@code folder}, as sorted paths relative to {@code root} with {@code /}
   * between names; that there is none is a problem.
   */
  static List<String> below(Path folder, Path root, Problems problems) {
    AudioSearch search = new AudioSearch(root, problems);
    try {
      Files.walkFileTree(folder, Set.of(FileVisitOption.FOLLOW_LINKS), DEEPEST, search);
    } catch (IOException e) {
      problems.add(folder, "cannot be searched: " + e.getMessage());
    }
    if (search.found.isEmpty()) {
      problems.add(folder, "holds no audio" + search.others());
    }
    search.found.sort(Comparator.naturalOrder());
    return search.found;
  }

  static boolean hidden(Path path) {
    return path.getFileName().toString().startsWith(".");
  }

  @Override
  public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
    return hidden(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    if (hidden(file)) {
      return FileVisitResult.CONTINUE;
    }
    if (attributes.isDirectory()) {
      problems.add(file, "lies more than " + DEEPEST + " folders deep");
    } else if (AudioFiles.isAudio(file)) {
      found.add(root.relativize(file).toString().replace('\\', '/'));
    } else {
      others.merge(AudioFiles.extension(file), 1, Integer::sum);
    }
    if (found.size() <= MOST_CLIPS) {
      return FileVisitResult.CONTINUE;
    }
    problems.add(root, "holds more than " + MOST_CLIPS + " clips");
    return FileVisitResult.TERMINATE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException fault) {
    String text =
        fault instanceof FileSystemLoopException
            ? "is a link to a folder that holds it"
            : "cannot be read: " + fault;
    problems.add(file, text);
    return FileVisitResult.CONTINUE;
  }

  /** Of the files that are no audio: how many there are, and of which endings. */
  private String others() {
    return others.isEmpty()
        ? ""
        : others.entrySet().stream()
            .map(entry -> "%d of '.%s'".formatted(entry.getValue(), entry.getKey()))
            .collect(Collectors.joining(", ", ", only ", ""));
  }
}
