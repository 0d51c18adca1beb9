package org.aulos.plugins.byola;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Makes two views of each clip: mixup, random resize crop, and in version 2 a random linear fader;
 * then all views together are standardised.
 */
final class Views {
  /** Views of a clip. */
  static final int COUNT = 2;

  private final AugmentationOptions options;
  private final MixupMemory memory;
  private final RandomResizeCrop crop;

  Views(AugmentationOptions options, MixupMemory memory, int frames) {
    this.options = options;
    this.memory = memory;
    crop =
        new RandomResizeCrop(ByolaNetwork.BANDS, frames, options.leastCrop(), options.mostCrop());
  }

  /**
   * Two views of a batch, which then goes into the memory.
   *
   * @param x normalised log-mel spectrograms {@code [batch, 64, frames]}
   * @return two arrays {@code [batch, 1, 64, frames]}
   */
  List<NDArray> of(NDArray x, RandomGenerator random) {
    NDArray first = augmented(x, 0, random);
    NDArray second = augmented(x, 1, random);
    memory.push(x);
    NDArray both = Augmentations.standardise(NDArrays.concat(new NDList(first, second), 0));
    long batch = x.getShape().get(0);
    return List.of(both.get(":" + batch).expandDims(1), both.get(batch + ":").expandDims(1));
  }

  private NDArray augmented(NDArray x, int view, RandomGenerator random) {
    int batch = Math.toIntExact(x.getShape().get(0));
    int[] picks = memory.draw(batch, view, random);
    float[] shares = new float[batch];
    for (int clip = 0; clip < batch; clip++) {
      shares[clip] = (float) (options.mixup() * random.nextDouble());
    }
    NDArray mixed = Augmentations.mixup(x, memory.backgrounds(x, view, picks), shares);
    List<RandomResizeCrop.Crop> crops =
        Stream.generate(() -> crop.draw(random)).limit(batch).toList();
    NDArray cropped = crop.apply(mixed, crops);
    return options.fader() > 0
        ? Augmentations.fade(cropped, faders(batch, random), faders(batch, random))
        : cropped;
  }

  private float[] faders(int batch, RandomGenerator random) {
    float[] values = new float[batch];
    for (int clip = 0; clip < batch; clip++) {
      values[clip] = (float) (options.fader() * (2 * random.nextDouble() - 1));
    }
    return values;
  }
}
