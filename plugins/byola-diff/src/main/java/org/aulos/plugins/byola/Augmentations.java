package org.aulos.plugins.byola;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.aulos.nn.EngineArrays;

/** The augmentations of BYOL-A as functions of what is drawn. Spectrograms are log-mel. */
final class Augmentations {
  /** Distance from 1 to the next float. */
  private static final double EPSILON = 0x1p-23;

  private Augmentations() {}

  /**
   * Another sound in the background: {@code ln((1 - a) e^x + a e^z + epsilon)}.
   *
   * @param x {@code [batch, bands, frames]}
   * @param z the other sounds, of the same shape
   * @param shares of the other sounds, {@code a}
   */
  static NDArray mixup(NDArray x, NDArray z, float[] shares) {
    NDArray a = EngineArrays.of(x.getManager(), shares, new Shape(shares.length, 1, 1));
    return x.exp().mul(a.neg().add(1)).add(z.exp().mul(a)).add(EPSILON).log();
  }

  /**
   * Fades in or out: a straight line added along time.
   *
   * @param x {@code [batch, bands, frames]}
   * @param heads what is added to the first frame of each clip
   * @param tails what is added to the last
   */
  static NDArray fade(NDArray x, float[] heads, float[] tails) {
    Shape column = new Shape(heads.length, 1, 1);
    int frames = Math.toIntExact(x.getShape().get(2));
    NDArray head = EngineArrays.of(x.getManager(), heads, column);
    NDArray tail = EngineArrays.of(x.getManager(), tails, column);
    NDArray time = x.getManager().linspace(0, 1, frames).reshape(1, 1, frames);
    return x.add(head).add(tail.sub(head).mul(time));
  }

  /** All views of a batch with mean 0 and standard deviation 1, those of all values together. */
  static NDArray standardise(NDArray x) {
    NDArray centred = x.sub(x.mean());
    // Unbiased: one degree of freedom is the mean's.
    NDArray deviation = centred.square().sum().div(x.size() - 1).pow(0.5);
    return centred.div(deviation.maximum(EPSILON));
  }
}
