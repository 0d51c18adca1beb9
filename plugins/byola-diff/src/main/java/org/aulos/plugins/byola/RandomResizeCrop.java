package org.aulos.plugins.byola;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.random.RandomGenerator;
import org.aulos.nn.EngineArrays;

/**
 * Cuts a rectangle out of a spectrogram and stretches it to the size of the whole: pitch and time
 * shifted and scaled (BYOL-A, random resize crop). The rectangle may reach into silence before and
 * behind the clip, half its length together.
 *
 * <p>Cutting and bicubic interpolation along an axis are linear, so both are one matrix for each
 * axis and clip.
 *
 * @param bands of the spectrogram
 * @param frames of the spectrogram
 * @param least the smallest share of bands and of frames
 * @param most the largest; what is beyond the canvas is clipped
 */
record RandomResizeCrop(int bands, int frames, double least, double most) {
  private static final double CANVAS = 1.5;
  // The constant of the bicubic kernel, as in PyTorch.
  private static final double A = -0.75;

  /** A rectangle on the canvas; the clip begins at column {@link #offset}. */
  record Crop(int top, int left, int height, int width) {}

  private int canvas() {
    return (int) (CANVAS * frames);
  }

  private int offset() {
    return (canvas() - frames) / 2;
  }

  Crop draw(RandomGenerator random) {
    int height = clipped((int) (share(random) * bands), bands);
    int width = clipped((int) (share(random) * frames), canvas());
    return new Crop(
        random.nextInt(bands - height + 1), random.nextInt(canvas() - width + 1), height, width);
  }

  /** The bounds may be one. */
  private double share(RandomGenerator random) {
    return least + (most - least) * random.nextDouble();
  }

  private static int clipped(int size, int largest) {
    return Math.max(1, Math.min(size, largest));
  }

  /**
   * The crops, each resized to the size of the whole.
   *
   * @param x {@code [batch, bands, frames]}
   * @param crops one for each clip
   */
  NDArray apply(NDArray x, List<Crop> crops) {
    int batch = crops.size();
    float[] rows = new float[batch * bands * bands];
    float[] columns = new float[batch * frames * frames];
    for (int n = 0; n < batch; n++) {
      Crop crop = crops.get(n);
      fill(rows, n, bands, crop.top(), crop.height());
      fill(columns, n, frames, crop.left() - offset(), crop.width());
    }
    NDManager manager = x.getManager();
    NDArray down = EngineArrays.of(manager, rows, new Shape(batch, bands, bands));
    NDArray along = EngineArrays.of(manager, columns, new Shape(batch, frames, frames));
    return down.matMul(x).matMul(along.transpose(0, 2, 1));
  }

  /**
   * The matrix of one clip and axis: what each output takes of each input.
   *
   * @param start of the crop in the clip; what lies outside the clip is zero
   */
  private static void fill(float[] matrices, int clip, int size, int start, int extent) {
    double scale = size > 1 ? (double) (extent - 1) / (size - 1) : 0;
    for (int output = 0; output < size; output++) {
      int base = (clip * size + output) * size;
      double position = output * scale;
      int floor = (int) Math.floor(position);
      for (int tap = -1; tap <= 2; tap++) {
        int inside = Math.max(0, Math.min(extent - 1, floor + tap));
        int input = start + inside;
        if (input >= 0 && input < size) {
          matrices[base + input] += (float) cubic(position - floor - tap);
        }
      }
    }
  }

  /** Keys' kernel at a distance below 2. */
  private static double cubic(double distance) {
    double x = Math.abs(distance);
    if (x <= 1) {
      return ((A + 2) * x - (A + 3)) * x * x + 1;
    }
    return x < 2 ? ((A * x - 5 * A) * x + 8 * A) * x - 4 * A : 0;
  }
}
