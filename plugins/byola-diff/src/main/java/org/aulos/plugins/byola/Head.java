package org.aulos.plugins.byola;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import java.util.LinkedHashMap;
import java.util.Map;
import org.aulos.nn.Layers;
import org.aulos.nn.Mode;
import org.aulos.nn.Norms;
import org.aulos.nn.Weights;

/**
 * Projector and predictors of BYOL: a linear layer, batch normalisation, rectifier, linear layer.
 */
final class Head {
  private Head() {}

  /** Shapes of the weights, by name. */
  static Map<String, Shape> shapes(int inputs, int hidden, int outputs) {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    shapes.put("0.weight", new Shape(hidden, inputs));
    shapes.put("0.bias", new Shape(hidden));
    Norms.batch(shapes, "1", hidden);
    shapes.put("3.weight", new Shape(outputs, hidden));
    shapes.put("3.bias", new Shape(outputs));
    return shapes;
  }

  /**
   * The output in training: the statistics are those of the batch.
   *
   * @param x {@code [batch, inputs]}, two rows at least
   * @return {@code [batch, outputs]}
   */
  static NDArray forward(NDArray x, Weights weights) {
    NDArray hidden = Layers.linear(x, weights.under("0."));
    NDArray normalised = Layers.batchNorm(hidden, weights.under("1."), Mode.TRAINING);
    return Layers.linear(Activation.relu(normalised), weights.under("3."));
  }
}
