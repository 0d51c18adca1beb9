package org.aulos.plugins.coala;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.aulos.nn.EngineArrays;
import org.aulos.nn.Layers;

/** The losses of COALA. */
final class Losses {
  private static final float OFFSET = 1e-5f;
  private static final double LEAST_NORM = 1e-8;

  private Losses() {}

  /**
   * The generalised Kullback-Leibler divergence of patches from their reconstruction: the sum over
   * time, the mean over all else.
   *
   * @param reconstruction {@code [batch, 1, 96, 96]}, above 0
   * @param y the patches, of the same shape, 0 or more
   */
  static NDArray reconstruction(NDArray reconstruction, NDArray y) {
    NDArray ratio = y.add(OFFSET).log().sub(reconstruction.add(OFFSET).log());
    return y.mul(ratio).add(reconstruction).sub(y).sum(new int[] {3}).mean();
  }

  /**
   * The normalised, temperature-scaled cross-entropy (NT-Xent): each projection should be nearer to
   * its partner than to all others of the batch, those of its own kind included.
   *
   * @param audio {@code [batch, width]}
   * @param tags {@code [batch, width]}
   * @param temperature above 0
   */
  static NDArray contrast(NDArray audio, NDArray tags, double temperature) {
    long batch = audio.getShape().get(0);
    NDArray a = Layers.unit(audio, LEAST_NORM);
    NDArray w = Layers.unit(tags, LEAST_NORM);
    NDArray sharpness = EngineArrays.scalar(audio.getManager(), 1 / temperature);
    NDArray both = NDArrays.concat(new NDList(a, w)); // [2N, F]
    NDArray likeness = both.matMul(both.transpose()).mul(sharpness).exp();
    NDArray others = likeness.mul(notItself(2 * batch, audio)).sum(new int[] {1});
    NDArray partner = a.mul(w).sum(new int[] {1}).mul(sharpness).exp(); // [N]
    NDArray partners = NDArrays.concat(new NDList(partner, partner));
    return partners.div(others).add(OFFSET).log().mean().neg();
  }

  /** 0 on the diagonal, 1 beside it. */
  private static NDArray notItself(long rows, NDArray like) {
    int size = Math.toIntExact(rows);
    float[] mask = new float[size * size];
    Arrays.fill(mask, 1);
    for (int i = 0; i < size; i++) {
      mask[i * size + i] = 0;
    }
    return EngineArrays.of(like.getManager(), mask, new Shape(size, size));
  }
}
