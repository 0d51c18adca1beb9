package org.aulos.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import java.util.Map;

/** Weights of normalisations, by the names that {@link Layers} knows them by. */
public final class Norms {
  private Norms() {}

  /**
   * Adds those of a batch normalisation.
   *
   * @param name of the layer, without a dot at its end
   */
  public static void batch(Map<String, Shape> shapes, String name, int channels) {
    layer(shapes, name, channels);
    shapes.put(name + ".running_mean", new Shape(channels));
    shapes.put(name + ".running_var", new Shape(channels));
  }

  /**
   * Adds those of a layer normalisation.
   *
   * @param name of the layer, without a dot at its end
   */
  public static void layer(Map<String, Shape> shapes, String name, int width) {
    shapes.put(name + ".weight", new Shape(width));
    shapes.put(name + ".bias", new Shape(width));
  }

  /**
   * The weights of one convolution that gives what a convolution and the batch normalisation behind
   * it give in {@link Mode#EVALUATION}, but for rounding.
   *
   * @param convolution {@code weight [outputs, inputs, height, width]} and {@code bias [outputs]}
   * @param norm of {@code outputs} channels
   * @param manager owns the new weights
   */
  public static Weights folded(Weights convolution, Weights norm, NDManager manager) {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      NDArray variance = norm.get("running_var");
      NDArray gain = norm.get("weight").div(variance.add(Layers.BATCH_NORM_EPSILON).pow(0.5));
      NDArray bias = convolution.get("bias").sub(norm.get("running_mean")).mul(gain);
      Weights folded =
          new Weights(
              Map.of(
                  "weight", convolution.get("weight").mul(gain.reshape(-1, 1, 1, 1)),
                  "bias", bias.add(norm.get("bias"))));
      return folded.copy(manager);
    }
  }
}
