package org.aulos.plugins.coala;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.util.List;
import java.util.Map;
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
import org.aulos.training.TrainingRun;

/**
 * Trains COALA on clips and their tags; a clip without tags is heard with its labels. Clips of
 * whose tags the vocabulary holds none are left out.
 */
final class CoalaTrainer implements Trainer {
  private final String name;
  private final String version;
  private final CoalaTrainerOptions options;
  private final TagTower tower;
  private final NDManager manager;

  private CoalaTrainer(
      String name, String version, CoalaTrainerOptions options, TagTower tower, NDManager manager) {
    this.name = name;
    this.version = version;
    this.options = options;
    this.tower = tower;
    this.manager = manager;
  }

  /**
   * A trainer.
   *
   * @param name of the component
   * @param version of its plugin
   * @throws AulosException if the words cannot be read
   */
  static CoalaTrainer of(
      String name, String version, CoalaTrainerOptions options, Resources resources) {
    boolean vectors = options.tags() != CoalaTrainerOptions.Tags.MULTI_HOT;
    if (options.vocabulary().toString().isEmpty()
        || (vectors && options.words().toString().isEmpty())) {
      throw new AulosException(
          "%s learns from known words; name them (vocabulary)%s."
              .formatted(name, vectors ? " and their vectors (words)" : ""));
    }
    try {
      List<String> words = WordTable.words(resources.file(options.vocabulary()));
      TagTower tower = vectors ? tower(options, words, resources) : new MultiHotTower(words);
      return new CoalaTrainer(name, version, options, tower, resources.manager());
    } catch (IOException e) {
      throw new CheckpointException("the word vectors cannot be read: " + e.getMessage(), e);
    }
  }

  private static TagTower tower(
      CoalaTrainerOptions options, List<String> words, Resources resources) throws IOException {
    StateDict file = StateDict.read(resources.file(options.words()));
    WordTable table = WordTable.of(words, file.get(TagNetwork.TABLE));
    int heads = options.tags() == CoalaTrainerOptions.Tags.ATTENTION ? options.heads() : 0;
    return new WordTower(new TagNetwork(heads, table.width(), options.countPadding()), table);
  }

  @Override
  public Checkpoint train(TrainingData data, TrainingListener listener) {
    List<Clip> clips = data.dataset().clips();
    List<Integer> heard =
        IntStream.range(0, clips.size())
            .filter(i -> tower.hears(tags(clips.get(i))))
            .boxed()
            .toList();
    if (heard.size() < 2) {
      throw new AulosException(
          "%s learns from two clips or more with tags that its vocabulary holds, but of %d clips %d have any; its first words are %s."
              .formatted(
                  name,
                  clips.size(),
                  heard.size(),
                  tower.vocabulary().stream().limit(10).toList()));
    }
    try (NDManager own = manager.newSubManager();
        Patches patches = Patches.of(data, heard, own)) {
      return train(data, heard, patches, listener, own);
    } catch (IOException e) {
      throw new CheckpointException(data.directory() + ": " + e.getMessage(), e);
    }
  }

  private Checkpoint train(
      TrainingData data,
      List<Integer> heard,
      Patches patches,
      TrainingListener listener,
      NDManager own)
      throws IOException {
    List<Clip> clips = heard.stream().map(data.dataset().clips()::get).toList();
    Passes passes = new Passes(clips.size(), options.batchSize(), data.seed());
    Scaler scaler = patches.scaler(options.scaledBy());
    List<List<String>> tags = clips.stream().map(CoalaTrainer::tags).toList();
    CoalaTrainee trainee =
        new CoalaTrainee(
            options,
            tower,
            new CoalaTrainee.Examples(patches, scaler, tags, passes),
            data.seed(),
            own);
    TrainingRun run =
        new TrainingRun(
            name, version, TrainingRun.values(options, "checkpoint-every"), data, listener);
    return run.train(
        new TrainingRun.Method(
            trainee,
            new Sgd(Sgd.Options.DEFAULTS, trainee.weights(), own),
            step -> options.learningRate(),
            step -> passes.examples(step).stream().map(i -> clips.get(i).id()).toList()),
        new TrainingLoop.Plan(options.epochs() * passes.steps(), options.checkpointEvery()),
        Map.of(
            CoalaDocument.FILE,
            new CoalaDocument(scaler, tower.vocabulary(), options.countPadding()).toJson()),
        own);
  }

  private static List<String> tags(Clip clip) {
    return clip.tags().isEmpty() ? clip.labels() : clip.tags();
  }
}
