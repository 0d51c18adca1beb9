package org.aulos.nn;

import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The checkpoints of one run, each a folder {@code step-N} that is there whole or not at all. It
 * holds {@code weights.safetensors}, the published weights; {@code training.safetensors}, what
 * going on needs; and what the run is, as JSON. Older ones are deleted when a new one is there.
 */
public final class CheckpointFolder {
  /** The file of a checkpoint that holds the published weights. */
  public static final String WEIGHTS = "weights.safetensors";

  /** The file of a checkpoint that says where it comes from. */
  public static final String PROVENANCE = "provenance.json";

  private static final String TRAINING = "training.safetensors";
  private static final String PREFIX = "step-";
  private static final String PARTIAL = ".part";

  private final Path directory;
  private final Map<String, String> documents;

  /**
   * Checkpoints below a folder, which is made when the first is written.
   *
   * @param provenance where the run comes from; written as JSON. A run goes on from checkpoints of
   *     the same provenance only
   * @param documents what else is written as JSON into each checkpoint, by file name
   */
  public CheckpointFolder(Path directory, Object provenance, Map<String, ?> documents) {
    this.directory = directory;
    var json = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put(PROVENANCE, json.toJson(provenance) + "\n");
    documents.forEach((name, document) -> texts.put(name, json.toJson(document) + "\n"));
    this.documents = Collections.unmodifiableMap(texts);
  }

  /** The newest checkpoint below a folder; empty if there is none. */
  public static Optional<Path> latest(Path directory) throws IOException {
    return steps(directory).stream()
        .max(Long::compare)
        .map(step -> directory.resolve(PREFIX + step));
  }

  /**
   * Gives a run the state of the newest checkpoint.
   *
   * @return the steps it has taken; 0 if there is none, and nothing has changed then
   * @throws IOException if it cannot be read, or belongs to another run
   */
  long restore(Trainee trainee, Optimiser optimiser) throws IOException {
    Optional<Path> latest = latest(directory);
    if (latest.isEmpty()) {
      return 0;
    }
    Path folder = latest.get();
    if (!Files.readString(folder.resolve(PROVENANCE)).equals(documents.get(PROVENANCE))) {
      throw new WeightsException(
          folder
              + " was trained with other options, data or versions, as its "
              + PROVENANCE
              + " says. Go on with the same, or train into another folder.");
    }
    StateDict state = StateDict.read(folder.resolve(TRAINING));
    trainee.weights().set(state.under("weights."));
    optimiser.set(state.under("optimiser."));
    trainee.restore(state.under("state."));
    return stepOf(folder).orElseThrow();
  }

  /** Writes a checkpoint, and deletes the older ones. */
  Path write(long step, Trainee trainee, Optimiser optimiser) throws IOException {
    Path folder = folder(step);
    delete(folder);
    Path partial = Files.createDirectories(partial(folder));
    trainee.published().write(partial.resolve(WEIGHTS));
    below("weights.", trainee.weights().toStateDict())
        .and(below("optimiser.", optimiser.toStateDict()))
        .and(below("state.", trainee.state()))
        .write(partial.resolve(TRAINING));
    for (Map.Entry<String, String> document : documents.entrySet()) {
      Path file = Files.writeString(partial.resolve(document.getKey()), document.getValue());
      force(file, StandardOpenOption.WRITE);
    }
    force(partial, StandardOpenOption.READ);
    Files.move(partial, folder, StandardCopyOption.ATOMIC_MOVE);
    force(directory, StandardOpenOption.READ);
    for (long older : steps(directory)) {
      if (older < step) {
        delete(folder(older));
      }
    }
    return folder;
  }

  private static StateDict below(String prefix, StateDict tensors) {
    return tensors.renamed(name -> prefix + name);
  }

  private Path folder(long step) {
    return directory.resolve(PREFIX + step);
  }

  private static List<Long> steps(Path directory) throws IOException {
    List<Long> steps = new ArrayList<>();
    if (Files.isDirectory(directory)) {
      try (DirectoryStream<Path> folders = Files.newDirectoryStream(directory, PREFIX + "*")) {
        folders.forEach(folder -> stepOf(folder).ifPresent(steps::add));
      }
    }
    return steps;
  }

  private static OptionalLong stepOf(Path folder) {
    String number = folder.getFileName().toString().substring(PREFIX.length());
    return number.matches("[1-9][0-9]{0,17}")
        ? OptionalLong.of(Long.parseLong(number))
        : OptionalLong.empty();
  }

  /** A folder of files, if it is there. It loses its name first: a folder of that name is whole. */
  private static void delete(Path folder) throws IOException {
    Path partial = partial(folder);
    if (Files.isDirectory(folder)) {
      Files.move(folder, partial, StandardCopyOption.ATOMIC_MOVE);
    }
    if (Files.isDirectory(partial)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(partial)) {
        for (Path file : files) {
          Files.delete(file);
        }
      }
      Files.delete(partial);
    }
  }

  private static Path partial(Path folder) {
    return folder.resolveSibling(folder.getFileName() + PARTIAL);
  }

  private static void force(Path path, StandardOpenOption access) throws IOException {
    try (FileChannel channel = FileChannel.open(path, access)) {
      channel.force(true);
    }
  }
}
