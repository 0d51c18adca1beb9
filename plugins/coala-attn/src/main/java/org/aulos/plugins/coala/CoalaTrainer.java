package org.aulos.plugins.coala;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.aulos.api.AulosException;
import org.aulos.api.Checkpoint;
import org.aulos.api.CheckpointException;
import org.aulos.api.Clip;
import org.aulos.api.Trainer;
import org.aulos.api.TrainingData;
import org.aulos.api.TrainingListener;
import org.aulos.api.spi.Resources;
import org.aulos.nn.Passes;
import org.aulos.nn.Sgd;
import org.aulos.nn.StateDict;
import org.aulos.nn.TrainingLoop;
import org.aulos.plugins.coala.tags.TagCleaning;
import org.aulos.plugins.coala.tags.TagLookup;
import org.aulos.training.TrainingRun;

/**
 * Trains COALA on clips and their tags; a clip without tags is heard with its labels. Clips of
 * whose tags the vocabulary holds none are left out.
 */
final class CoalaTrainer implements Trainer {
  private final String name;
  private final String version;
  private final CoalaTrainerOptions options;
  private final TrainingWords words;
  private final NDManager manager;

  private CoalaTrainer(
      String name,
      String version,
      CoalaTrainerOptions options,
      TrainingWords words,
      NDManager manager) {
    this.name = name;
    this.version = version;
    this.options = options;
    this.words = words;
    this.manager = manager;
  }

  /**
   * A trainer.
   *
   * @param name of the component
   * @param version of its plugin
   * @throws AulosException if files of words cannot be read
   */
  static CoalaTrainer of(
      String name, String version, CoalaTrainerOptions options, Resources resources) {
    return new CoalaTrainer(
        name, version, options, TrainingWords.of(options, resources), resources.manager());
  }

  /**
   * What a training hears.
   *
   * @param clips positions in the data set
   * @param tags words of the vocabulary that each of them has
   */
  private record Heard(List<Integer> clips, List<List<String>> tags, TagTower tower) {}

  @Override
  public Checkpoint train(TrainingData data, TrainingListener listener) {
    Heard heard = heard(data.dataset().clips(), data.seed());
    PatchFrontEnd frontEnd = new PatchFrontEnd(options.hamming());
    try (NDManager own = manager.newSubManager();
        Patches patches = Patches.of(data, heard.clips(), frontEnd, own)) {
      ShownPatches shown =
          new ShownPatches(data, heard.clips(), frontEnd, patches, options.examples(), own);
      return train(data, heard, patches, shown, listener, own);
    } catch (IOException e) {
      throw new CheckpointException(data.directory() + ": " + e.getMessage(), e);
    }
  }

  private Heard heard(List<Clip> clips, long seed) {
    List<List<String>> all = clips.stream().map(clip -> TagCleaning.words(tags(clip))).toList();
    List<Integer> open = notHeldOut(all);
    TrainingWords.Heard known = words.of(open.stream().map(all::get).toList(), all, seed);
    TagLookup lookup = new TagLookup(known.vocabulary());
    List<Integer> heard = new ArrayList<>();
    List<List<String>> tags = new ArrayList<>();
    for (int clip : open) {
      List<String> own = lookup.words(tags(clips.get(clip)));
      if (!own.isEmpty()) {
        heard.add(clip);
        tags.add(own);
      }
    }
    if (heard.size() < 2) {
      throw new AulosException(
          "%s learns from two clips or more with tags that its vocabulary holds, but of %d clips %d have any; its first words are %s."
              .formatted(
                  name, open.size(), heard.size(), known.vocabulary().stream().limit(10).toList()));
    }
    return new Heard(heard, tags, known.tower());
  }

  /** Positions of the clips that may be learnt from. */
  private List<Integer> notHeldOut(List<List<String>> clips) {
    List<List<String>> out = new ArrayList<>();
    for (String tag : options.heldOut()) {
      List<String> words = TagCleaning.words(List.of(tag));
      // Every clip has all words of none.
      if (words.isEmpty() || clips.stream().noneMatch(clip -> clip.containsAll(words))) {
        throw new AulosException(
            "%s: no clip has the tag '%s', which is to be held out (held-out)%s."
                .formatted(name, tag, words.isEmpty() ? "; there is no word in it" : ""));
      }
      out.add(words);
    }
    return IntStream.range(0, clips.size())
        .filter(clip -> out.stream().noneMatch(clips.get(clip)::containsAll))
        .boxed()
        .toList();
  }

  private Checkpoint train(
      TrainingData data,
      Heard heard,
      Patches patches,
      ShownPatches shown,
      TrainingListener listener,
      NDManager own)
      throws IOException {
    List<Clip> clips = heard.clips().stream().map(data.dataset().clips()::get).toList();
    Passes passes = new Passes(clips.size(), options.batchSize(), data.seed());
    Scaler scaler = patches.scaler(options.scaledBy());
    CoalaTrainee trainee =
        new CoalaTrainee(
            options,
            heard.tower(),
            new CoalaTrainee.Examples(patches, scaler, heard.tags(), passes),
            data.seed(),
            own);
    Map<String, String> values = TrainingRun.values(options, "checkpoint-every", "examples");
    // A run does not go on with other words, though the files that hold them bear the same names.
    values.put("words-digest", digest(heard.tower()));
    TrainingRun run = new TrainingRun(name, version, values, data, listener);
    return run.train(
        new TrainingRun.Method(
            trainee,
            new Sgd(Sgd.Options.DEFAULTS, trainee.weights(), own),
            step -> options.learningRate(),
            step -> passes.examples(step).stream().map(i -> clips.get(i).id()).toList(),
            () -> shown.beside(trainee::reconstruction)),
        new TrainingLoop.Plan(options.epochs() * passes.steps(), options.checkpointEvery()),
        Map.of(
            CoalaDocument.FILE,
            new CoalaDocument(
                    scaler, heard.tower().vocabulary(), options.countPadding(), options.hamming())
                .toJson()),
        own);
  }

  private static String digest(TagTower tower) throws IOException {
    Sha256 digest = new Sha256();
    tower.vocabulary().forEach(digest::with);
    StateDict constants = tower.constants();
    for (String name : new TreeSet<>(constants.names())) {
      digest.with(constants.get(name).toFloats());
    }
    return digest.name();
  }

  private static List<String> tags(Clip clip) {
    return clip.tags().isEmpty() ? clip.labels() : clip.tags();
  }
}
