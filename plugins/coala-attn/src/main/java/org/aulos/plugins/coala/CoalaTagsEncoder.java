package org.aulos.plugins.coala;

import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.aulos.api.CheckpointException;
import org.aulos.api.EmbeddingBatch;
import org.aulos.api.Encoder;
import org.aulos.api.TagBatch;
import org.aulos.api.spi.Resources;
import org.aulos.nn.CheckpointFolder;
import org.aulos.nn.Mode;
import org.aulos.nn.Scope;
import org.aulos.nn.StateDict;
import org.aulos.nn.Weights;
import org.aulos.plugins.coala.tags.WordList;
import org.aulos.plugins.coala.tags.WordVectors;

/**
 * Encodes sets of tags. Words that the network never learnt from are heard if they have a vector.
 */
final class CoalaTagsEncoder implements Encoder<TagBatch> {
  private final TagTower tower;
  private final Weights weights;
  private final NDManager manager;

  private CoalaTagsEncoder(TagTower tower, StateDict weights, NDManager manager)
      throws IOException {
    this.tower = tower;
    Map<String, Shape> shapes = tower.encoderShapes();
    this.weights = Weights.of(weights.only(shapes.keySet()), shapes, manager);
    this.manager = manager;
  }

  /**
   * An encoder of the weights that the options name.
   *
   * @throws CheckpointException if there are none, they cannot be read, or are of another network
   */
  static CoalaTagsEncoder of(CoalaTagsOptions options, Resources resources) {
    if (options.weights().toString().isEmpty()) {
      throw new CheckpointException(
          "coala-tags hears with trained weights only; name a checkpoint or a published file (weights).");
    }
    Path place = resources.file(options.weights());
    try {
      return Files.isDirectory(place)
          ? ofCheckpoint(place, options, resources)
          : ofFile(place, options, resources);
    } catch (IOException e) {
      throw new CheckpointException(place + ": " + e.getMessage(), e);
    }
  }

  private static CoalaTagsEncoder ofCheckpoint(
      Path folder, CoalaTagsOptions options, Resources resources) throws IOException {
    CoalaDocument document = CoalaDocument.read(folder);
    StateDict weights = StateDict.read(folder.resolve(CheckpointFolder.WEIGHTS));
    TagTower tower = TagTower.of(weights, document.vocabulary(), document.countPadding());
    return of(tower, weights, options, resources);
  }

  private static CoalaTagsEncoder ofFile(Path file, CoalaTagsOptions options, Resources resources)
      throws IOException {
    if (options.vocabulary().toString().isEmpty()) {
      throw new CheckpointException(
          "%s: published weights know words by number; name the vocabulary they go with (vocabulary)."
              .formatted(file));
    }
    List<String> vocabulary = WordList.read(resources.file(options.vocabulary()));
    StateDict weights = StateDict.read(file);
    TagTower tower = TagTower.of(weights, vocabulary, options.countPadding());
    return of(tower, weights, options, resources);
  }

  private static CoalaTagsEncoder of(
      TagTower tower, StateDict weights, CoalaTagsOptions options, Resources resources)
      throws IOException {
    TagTower hearing =
        options.words().toString().isEmpty()
            ? tower
            : tower.knowing(WordVectors.read(resources.file(options.words())));
    return new CoalaTagsEncoder(hearing, weights, resources.manager());
  }

  @Override
  public Class<TagBatch> inputType() {
    return TagBatch.class;
  }

  @Override
  public int dimension() {
    return tower.width();
  }

  @Override
  public OptionalLong parameters() {
    return OptionalLong.of(weights.size());
  }

  @Override
  public EmbeddingBatch encode(TagBatch batch) {
    return new EmbeddingBatch(
        Scope.result(
            () -> {
              NDList vectors = new NDList();
              // One by one, so that no set depends on its neighbours by a rounding.
              for (List<String> tags : batch.tags()) {
                vectors.add(
                    tower.of(List.of(tags), weights, Mode.EVALUATION, manager).projection());
              }
              return NDArrays.concat(vectors);
            }));
  }
}
