package org.aulos.plugins.coala;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.aulos.api.Trainer;
import org.aulos.testkit.TestResources;

/** A training of three steps, of small networks, on the clips of the contract. */
final class SmallTraining {
  private SmallTraining() {}

  static CoalaTrainerOptions options(CoalaTrainerOptions.Tags tags, ScaledBy scaledBy) {
    return showing(0, tags, scaledBy);
  }

  /** That shows some of its clips. */
  static CoalaTrainerOptions showing(
      int examples, CoalaTrainerOptions.Tags tags, ScaledBy scaledBy) {
    return options(
        tags,
        scaledBy,
        Path.of(SmallTags.WEIGHTS),
        Path.of(SmallTags.VOCABULARY),
        Path.of(""),
        List.of(),
        examples);
  }

  /** Of words that the tags themselves tell, each that any clip has. */
  static CoalaTrainerOptions withoutFiles(Path tagLists, List<String> heldOut) {
    Path none = Path.of("");
    return options(CoalaTrainerOptions.Tags.MEAN, ScaledBy.FRAME, none, none, tagLists, heldOut, 0);
  }

  private static CoalaTrainerOptions options(
      CoalaTrainerOptions.Tags tags,
      ScaledBy scaledBy,
      Path words,
      Path vocabulary,
      Path tagLists,
      List<String> heldOut,
      int examples) {
    return new CoalaTrainerOptions(
        tags,
        2,
        true,
        words,
        vocabulary,
        new DictionaryOptions(1, 1, 100, 8, 2, 0),
        tagLists,
        heldOut,
        scaledBy,
        false,
        4,
        5,
        10,
        5,
        0.1,
        1,
        4,
        0.005,
        2,
        examples);
  }

  static Trainer trainer(CoalaTrainerOptions.Tags tags, Path folder, NDManager manager) {
    return trainer(options(tags, ScaledBy.FRAME), folder, manager);
  }

  static Trainer trainer(CoalaTrainerOptions options, Path folder, NDManager manager) {
    try {
      SmallTags.write(folder, List.of("noise", "short", "sine"), manager);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return CoalaTrainer.of("coala-attn", "test", options, TestResources.of(manager, folder));
  }
}
