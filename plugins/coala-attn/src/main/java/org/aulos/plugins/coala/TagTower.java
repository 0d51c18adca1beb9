package org.aulos.plugins.coala;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.aulos.api.CheckpointException;
import org.aulos.nn.Mode;
import org.aulos.nn.StateDict;
import org.aulos.nn.Weights;
import org.aulos.plugins.coala.tags.WordVectors;

/** The network that hears the tags. */
interface TagTower {
  /**
   * The tower of which these are the weights.
   *
   * @param vocabulary the words that they know by number
   * @param countPadding see {@link TagNetwork}
   * @throws CheckpointException if they are of another architecture, or of other words
   * @throws IOException if they cannot be read
   */
  static TagTower of(StateDict weights, List<String> vocabulary, boolean countPadding)
      throws IOException {
    return weights.names().contains(MultiHotTower.KEY)
        ? new MultiHotTower(vocabulary)
        : new WordTower(
            TagNetwork.of(weights, countPadding),
            WordVectors.of(weights.get(TagNetwork.TABLE), vocabulary));
  }

  /** Values of a projection. */
  int width();

  /** The words that it hears, in their order. */
  List<String> vocabulary();

  /** Shapes of what is learnt, by the official names. */
  Map<String, Shape> shapes();

  /** Shapes of those of them that make projections: the rest is there to be trained. */
  default Map<String, Shape> encoderShapes() {
    return shapes();
  }

  /** What belongs to the published weights but is not learnt. */
  StateDict constants();

  /**
   * This tower, hearing more words: those beyond its own that have a vector.
   *
   * @throws CheckpointException if it hears no word vectors, or others than these
   */
  TagTower knowing(WordVectors more);

  /**
   * What it makes of sets of tags.
   *
   * @param tags of each clip, in any order
   * @param manager owns the arrays
   */
  Output of(List<List<String>> tags, Weights weights, Mode mode, NDManager manager);

  /**
   * What a tower makes of tags.
   *
   * @param projection what the contrastive loss compares, {@code [batch, width]}
   * @param losses of its own, single numbers by name
   */
  record Output(NDArray projection, Map<String, NDArray> losses) {
    public Output {
      losses = Map.copyOf(losses);
    }
  }
}
