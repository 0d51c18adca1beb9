package org.aulos.nn;

import ai.djl.ndarray.types.Shape;
import java.util.Map;

/** Shapes of the weights of normalisations, by the names that {@link Layers} knows them by. */
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
}
