package org.aulos.plugins.coala;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.aulos.api.CheckpointException;
import org.aulos.nn.EngineArrays;
import org.aulos.nn.Layers;
import org.aulos.nn.Mode;
import org.aulos.nn.Norms;
import org.aulos.nn.StateDict;
import org.aulos.nn.Weights;
import org.aulos.plugins.coala.tags.TagLookup;
import org.aulos.plugins.coala.tags.WordVectors;

/**
 * The auto-encoder of tags of the original COALA: it hears which words of its vocabulary a clip
 * has, and learns to tell them again.
 */
final class MultiHotTower implements TagTower {
  /** The array that tells its weights from those of other towers. */
  static final String KEY = "tag_encoder.0.weight";

  /** The name of its loss: the mean binary cross-entropy of the words told again. */
  static final String LOSS = "tags";

  private static final String ENCODER = "tag_encoder.";
  private static final String DECODER = "tag_decoder.";
  private static final String PROJECTION = "fc_tag.0";
  private static final int HIDDEN = 512;
  private static final int WIDTH = 1152;
  private static final float DROPOUT = 0.25f;
  // About the least float whose inverse, the derivative of the logarithm, is finite.
  private static final double LEAST = 1e-38;

  private final List<String> vocabulary;
  private final TagLookup lookup;

  /**
   * A tower.
   *
   * @param vocabulary each word once
   */
  MultiHotTower(List<String> vocabulary) {
    this.vocabulary = List.copyOf(vocabulary);
    lookup = new TagLookup(vocabulary);
  }

  @Override
  public int width() {
    return WIDTH;
  }

  @Override
  public List<String> vocabulary() {
    return vocabulary;
  }

  @Override
  public Map<String, Shape> shapes() {
    Map<String, Shape> shapes = encoderShapes();
    block(shapes, DECODER, 0, WIDTH, HIDDEN);
    block(shapes, DECODER, 4, HIDDEN, HIDDEN);
    block(shapes, DECODER, 7, HIDDEN, vocabulary.size());
    return shapes;
  }

  @Override
  public Map<String, Shape> encoderShapes() {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    block(shapes, ENCODER, 0, vocabulary.size(), HIDDEN);
    block(shapes, ENCODER, 4, HIDDEN, HIDDEN);
    block(shapes, ENCODER, 8, HIDDEN, WIDTH);
    shapes.put(PROJECTION + ".weight", new Shape(WIDTH, WIDTH));
    return shapes;
  }

  /** A linear layer and the normalisation behind it. */
  private static void block(
      Map<String, Shape> shapes, String network, int at, int inputs, int outputs) {
    shapes.put(network + at + ".weight", new Shape(outputs, inputs));
    shapes.put(network + at + ".bias", new Shape(outputs));
    Norms.batch(shapes, network + (at + 1), outputs);
  }

  @Override
  public StateDict constants() {
    return StateDict.of("constants", Map.of());
  }

  @Override
  public TagTower knowing(WordVectors more) {
    throw new CheckpointException(
        "the network of the original COALA hears no word vectors; leave 'words' out.");
  }

  @Override
  public Output of(List<List<String>> tags, Weights weights, Mode mode, NDManager manager) {
    NDArray y = present(tags, manager);
    NDArray z =
        hidden(
            hidden(hidden(y, weights, ENCODER, 0, mode), weights, ENCODER, 4, mode),
            weights,
            ENCODER,
            8,
            mode);
    NDArray projection =
        Layers.dropout(Layers.linear(z, weights.under(PROJECTION + ".")), DROPOUT, mode);
    return mode == Mode.EVALUATION
        ? new Output(projection, Map.of())
        : new Output(projection, Map.of(LOSS, crossEntropy(told(z, weights, mode), y)));
  }

  /** 1 for each word that a clip has, {@code [batch, words]}. */
  private NDArray present(List<List<String>> tags, NDManager manager) {
    float[] present = new float[Math.multiplyExact(tags.size(), vocabulary.size())];
    for (int clip = 0; clip < tags.size(); clip++) {
      for (String word : lookup.words(tags.get(clip))) {
        present[clip * vocabulary.size() + lookup.position(word)] = 1;
      }
    }
    return EngineArrays.of(manager, present, new Shape(tags.size(), vocabulary.size()));
  }

  /** How likely each word is, as a logit. */
  private static NDArray told(NDArray z, Weights weights, Mode mode) {
    NDArray first = hidden(z, weights, DECODER, 0, mode);
    NDArray second = Activation.relu(normalised(first, weights, DECODER, 4, mode));
    return normalised(second, weights, DECODER, 7, mode);
  }

  private static NDArray hidden(NDArray x, Weights weights, String network, int at, Mode mode) {
    return Layers.dropout(
        Activation.relu(normalised(x, weights, network, at, mode)), DROPOUT, mode);
  }

  private static NDArray normalised(NDArray x, Weights weights, String network, int at, Mode mode) {
    NDArray linear = Layers.linear(x, weights.under(network + at + "."));
    return Layers.batchNorm(linear, weights.under(network + (at + 1) + "."), mode);
  }

  /**
   * The mean binary cross-entropy.
   *
   * @param logits of the words
   * @param present 1 for words that there are, 0 for others; of the same shape
   */
  static NDArray crossEntropy(NDArray logits, NDArray present) {
    NDArray there = likely(logits).log().mul(present);
    // 1 - sigmoid(x) is sigmoid(-x), which does not round to 0 where sigmoid(x) rounds to 1.
    NDArray absent = likely(logits.neg()).log().mul(present.neg().add(1));
    return there.add(absent).mean().neg();
  }

  private static NDArray likely(NDArray logits) {
    return Activation.sigmoid(logits).maximum(EngineArrays.scalar(logits.getManager(), LEAST));
  }
}
