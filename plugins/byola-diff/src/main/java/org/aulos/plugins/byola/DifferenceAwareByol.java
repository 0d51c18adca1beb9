package org.aulos.plugins.byola;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.aulos.nn.EngineArrays;
import org.aulos.nn.Layers;
import org.aulos.nn.Mode;
import org.aulos.nn.Weights;

/**
 * Subtraction-consistent learning on top of BYOL (Takeuchi et al., <i>Towards learning a
 * difference-aware general-purpose audio representation</i>, equations 1 to 5): the embedding of a
 * mixture minus that of one of its parts should predict what the target network makes of the other
 * part.
 *
 * <p>The online network has an encoder, a projector and two predictors; the target network, which
 * has no gradient and follows the online one, an encoder and a projector.
 */
final class DifferenceAwareByol {
  private static final String ENCODER = "encoder.";
  private static final String PROJECTOR = "projector.";
  private static final String PREDICTOR = "predictor.";
  private static final String DIFFERENCE_PREDICTOR = "diff_predictor.";
  private static final double LEAST_NORM = 1e-12;

  private final ByolaNetwork network;
  private final Weights online;
  private final Weights target;
  private final double difference;
  private final Mode mode;

  /**
   * Both networks.
   *
   * @param online weights of {@link #shapes}
   * @param target weights of {@link #targetShapes}
   * @param difference the share of the difference loss, lambda; 0 to 1. At 0 it is not computed,
   *     and the method is BYOL-A
   * @param mode of both networks
   */
  DifferenceAwareByol(
      ByolaNetwork network, Weights online, Weights target, double difference, Mode mode) {
    this.network = network;
    this.online = online;
    this.target = target;
    this.difference = difference;
    this.mode = mode;
  }

  /**
   * Widths of projector and predictors.
   *
   * @param hidden values between their layers; 4,096 as published
   * @param output values of a projection; 256 as published
   */
  record Heads(int hidden, int output) {
    static final Heads PUBLISHED = new Heads(4096, 256);
  }

  /** Shapes of the weights of the online network, by name. */
  static Map<String, Shape> shapes(ByolaNetwork network, Heads heads) {
    Map<String, Shape> shapes = new LinkedHashMap<>(targetShapes(network, heads));
    Map<String, Shape> predictor = Head.shapes(heads.output(), heads.hidden(), heads.output());
    predictor.forEach((name, shape) -> shapes.put(PREDICTOR + name, shape));
    predictor.forEach((name, shape) -> shapes.put(DIFFERENCE_PREDICTOR + name, shape));
    return shapes;
  }

  /** Shapes of the weights of the target network, by name. */
  static Map<String, Shape> targetShapes(ByolaNetwork network, Heads heads) {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    network.shapes().forEach((name, shape) -> shapes.put(ENCODER + name, shape));
    Head.shapes(network.dimension(), heads.hidden(), heads.output())
        .forEach((name, shape) -> shapes.put(PROJECTOR + name, shape));
    return shapes;
  }

  /**
   * The losses of two views of the same clips: {@code loss}, which is minimised, and its parts
   * {@code byol} and {@code difference}.
   *
   * @param first augmented log-mel spectrograms {@code [batch, 1, 64, frames]}
   * @param second the other view, of the same shape
   * @param firstRatios gamma, the share of the neighbour in the mixtures of the first view
   * @param secondRatios that of the second view
   */
  Map<String, NDArray> losses(
      NDArray first, NDArray second, float[] firstRatios, float[] secondRatios) {
    NDArray firstTarget = targetProjection(first);
    NDArray secondTarget = targetProjection(second);
    // y: embeddings, p: predictions, z: target projections, as in the paper.
    NDArray y1 = embedding(first);
    NDArray y2 = embedding(second);
    NDArray z1 = projection(y1);
    NDArray z2 = projection(y2);
    NDArray p1 = prediction(z1, PREDICTOR);
    NDArray p2 = prediction(z2, PREDICTOR);
    NDArray byol = distance(p1, secondTarget).add(distance(p2, firstTarget));
    Map<String, NDArray> losses = new LinkedHashMap<>();
    if (difference == 0) {
      losses.put("loss", byol);
      return losses;
    }
    NDArray apart =
        differenceTerm(first, y1, firstRatios, secondTarget)
            .add(differenceTerm(second, y2, secondRatios, firstTarget));
    losses.put("loss", Layers.scaled(byol, 1 - difference).add(Layers.scaled(apart, difference)));
    losses.put("byol", byol);
    losses.put("difference", apart);
    return losses;
  }

  /**
   * The distance of what is left of a mixture, the neighbour's share subtracted, from the target.
   *
   * @param y embeddings of {@code view}
   */
  private NDArray differenceTerm(NDArray view, NDArray y, float[] ratios, NDArray target) {
    NDArray remainder = embedding(mixed(view, ratios)).sub(shifted(y).mul(column(ratios, y, 2)));
    return distance(prediction(projection(remainder), DIFFERENCE_PREDICTOR), target);
  }

  /** Each input mixed with its neighbour: {@code ln(gamma e^s + (1 - gamma) e^v)}. */
  static NDArray mixed(NDArray view, float[] ratios) {
    NDArray gamma = column(ratios, view, 4);
    return logSumExp(shifted(view).add(gamma.log()), view.add(gamma.neg().add(1).log()));
  }

  /** {@code ln(e^a + e^b)} without overflow. */
  private static NDArray logSumExp(NDArray a, NDArray b) {
    NDArray largest = NDArrays.maximum(a, b);
    return a.sub(largest).exp().add(b.sub(largest).exp()).log().add(largest);
  }

  /** The rows, each in the place of the one before, the first in that of the last. */
  private static NDArray shifted(NDArray rows) {
    return NDArrays.concat(new NDList(rows.get("1:"), rows.get(":1")), 0);
  }

  private static NDArray column(float[] values, NDArray like, int axes) {
    long[] shape = new long[axes];
    Arrays.fill(shape, 1);
    shape[0] = values.length;
    return EngineArrays.of(like.getManager(), values, new Shape(shape));
  }

  NDArray embedding(NDArray view) {
    return ByolaNetwork.pooled(network.frames(view, online.under(ENCODER), mode));
  }

  NDArray projection(NDArray y) {
    return Head.forward(y, online.under(PROJECTOR));
  }

  private NDArray prediction(NDArray z, String predictor) {
    return Head.forward(z, online.under(predictor));
  }

  NDArray targetProjection(NDArray view) {
    NDArray y = ByolaNetwork.pooled(network.frames(view, target.under(ENCODER), mode));
    return Head.forward(y, target.under(PROJECTOR));
  }

  /** {@code 2 - 2 cos} of each pair of rows, the mean of all. */
  private static NDArray distance(NDArray a, NDArray b) {
    int[] last = {1};
    NDArray cosine = Layers.unit(a, LEAST_NORM).mul(Layers.unit(b, LEAST_NORM)).sum(last);
    return Layers.scaled(cosine.mean(), -2).add(2);
  }
}
