package org.aulos.plugins.byola;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import java.util.LinkedHashMap;
import java.util.Map;
import org.aulos.nn.Layers;
import org.aulos.nn.Weights;

/**
 * What is learnt of retrieval with auxiliary information (Takeuchi et al., "Introducing auxiliary
 * text query-modifier to content-based audio retrieval", 2022): on top of a frozen embedding of
 * audio and one of text an adapter with GELU and a linear layer each, and a linear layer that tells
 * the classes of a clip. A query is the sum of what becomes of its clip and of its text.
 */
final class QueryNetwork {
  private static final String AUDIO = "audio.";
  private static final String TEXT = "text.";
  private static final String CLASSES = "classes.";
  private static final double LEAST_NORM = 1e-12;

  private final Weights weights;
  private final double temperature;
  private final double classWeight;

  /**
   * A network.
   *
   * @param weights of {@link #shapes}
   * @param temperature that cosines are divided by
   * @param classWeight weight of the classification in the loss
   */
  QueryNetwork(Weights weights, double temperature, double classWeight) {
    this.weights = weights;
    this.temperature = temperature;
    this.classWeight = classWeight;
  }

  /** Shapes of the weights, by name. */
  static Map<String, Shape> shapes(int audio, int text, int hidden, int width, int classes) {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    branch(shapes, AUDIO, audio, hidden, width);
    branch(shapes, TEXT, text, hidden, width);
    layer(shapes, CLASSES, width, classes);
    return shapes;
  }

  private static void branch(
      Map<String, Shape> shapes, String name, int inputs, int hidden, int width) {
    layer(shapes, name + "adapter.0.", inputs, hidden);
    layer(shapes, name + "adapter.2.", hidden, width);
    layer(shapes, name + "linear.", width, width);
  }

  private static void layer(Map<String, Shape> shapes, String name, int inputs, int outputs) {
    shapes.put(name + "weight", new Shape(outputs, inputs));
    shapes.put(name + "bias", new Shape(outputs));
  }

  /**
   * Some pairs of a query and its target.
   *
   * @param query frozen embeddings of the clips, {@code [pairs, audio]}
   * @param text frozen embeddings of the texts, {@code [pairs, text]}
   * @param target frozen embeddings of the targets, {@code [pairs, audio]}
   * @param queryClasses 1 for each class of a clip, else 0, {@code [pairs, classes]}
   * @param targetClasses likewise of the targets
   */
  record Pairs(
      NDArray query, NDArray text, NDArray target, NDArray queryClasses, NDArray targetClasses) {}

  /**
   * Contrastive loss, the mean of both directions, plus the weighted cross-entropy of the classes.
   */
  NDArray loss(Pairs pairs) {
    NDArray query = clip(pairs.query());
    NDArray target = clip(pairs.target());
    NDArray asked = unit(query.add(branch(pairs.text(), TEXT)));
    NDArray cosines = Layers.scaled(asked.matMul(unit(target).transpose()), 1 / temperature);
    NDArray contrast =
        Layers.scaled(own(cosines.logSoftmax(1)).add(own(cosines.logSoftmax(0))), -0.5);
    NDArray classes =
        crossEntropy(query, pairs.queryClasses()).add(crossEntropy(target, pairs.targetClasses()));
    return contrast.add(Layers.scaled(classes, classWeight / 2));
  }

  /** Unit vectors of queries, {@code [pairs, width]}. */
  NDArray queries(NDArray clips, NDArray texts) {
    return unit(clip(clips).add(branch(texts, TEXT)));
  }

  /** Unit vectors of targets, {@code [pairs, width]}. */
  NDArray targets(NDArray clips) {
    return unit(clip(clips));
  }

  private static NDArray unit(NDArray rows) {
    return Layers.unit(rows, LEAST_NORM);
  }

  private NDArray clip(NDArray embeddings) {
    return branch(embeddings, AUDIO);
  }

  private NDArray branch(NDArray embeddings, String name) {
    Weights own = weights.under(name);
    NDArray hidden = Activation.gelu(Layers.linear(embeddings, own.under("adapter.0.")));
    return Layers.linear(Layers.linear(hidden, own.under("adapter.2.")), own.under("linear."));
  }

  /** Mean of the diagonal: what each query makes of its own target. */
  private static NDArray own(NDArray logits) {
    int pairs = (int) logits.getShape().get(0);
    NDArray diagonal = logits.getManager().eye(pairs);
    return Layers.scaled(logits.mul(diagonal).sum(), 1.0 / pairs);
  }

  /** Mean over clips and classes of {@code ln(1 + e^x) - x} for classes that are there. */
  private NDArray crossEntropy(NDArray clips, NDArray present) {
    NDArray logits = Layers.linear(clips, weights.under(CLASSES));
    NDArray softplus = Activation.relu(logits).add(logits.abs().neg().exp().add(1).log());
    return softplus.sub(logits.mul(present)).mean();
  }
}
