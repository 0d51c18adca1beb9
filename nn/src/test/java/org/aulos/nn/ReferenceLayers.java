package org.aulos.nn;

import java.util.Random;

/** Layers as their definitions say, in double precision, for one patch of {@code [h][w][c]}. */
final class ReferenceLayers {
  private ReferenceLayers() {}

  /** A patch of {@code [h][w][c]}. */
  static final class Image {
    final int height;
    final int width;
    final int channels;
    final double[] values;

    Image(int height, int width, int channels) {
      this(height, width, channels, new double[height * width * channels]);
    }

    Image(int height, int width, int channels, double[] values) {
      this.height = height;
      this.width = width;
      this.channels = channels;
      this.values = values;
    }

    double at(int y, int x, int c) {
      boolean inside = y >= 0 && y < height && x >= 0 && x < width;
      return inside ? values[(y * width + x) * channels + c] : 0;
    }

    void set(int y, int x, int c, double value) {
      values[(y * width + x) * channels + c] = value;
    }
  }

  /**
   * A convolution padded as TensorFlow's SAME.
   *
   * @param kernel {@code [outputs, inputs / groups, size, size]}
   */
  static Image convolution(
      Image in, float[] kernel, double[] bias, int size, int stride, boolean depthwise) {
    int height = (in.height + stride - 1) / stride;
    int width = (in.width + stride - 1) / stride;
    int before = Math.max(0, (height - 1) * stride + size - in.height) / 2;
    Image out = new Image(height, width, bias.length);
    int inputs = depthwise ? 1 : in.channels;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        for (int c = 0; c < bias.length; c++) {
          double sum = bias[c];
          for (int i = 0; i < inputs; i++) {
            for (int k = 0; k < size * size; k++) {
              int row = y * stride - before + k / size;
              int column = x * stride - before + k % size;
              sum +=
                  kernel[(c * inputs + i) * size * size + k]
                      * in.at(row, column, depthwise ? c : i);
            }
          }
          out.set(y, x, c, sum);
        }
      }
    }
    return out;
  }

  static Image relu(Image in) {
    for (int i = 0; i < in.values.length; i++) {
      in.values[i] = Math.max(0, in.values[i]);
    }
    return in;
  }

  /** The largest of each 2 x 2 points. */
  static Image pool(Image in) {
    Image out = new Image(in.height / 2, in.width / 2, in.channels);
    for (int y = 0; y < out.height; y++) {
      for (int x = 0; x < out.width; x++) {
        for (int c = 0; c < out.channels; c++) {
          double upper = Math.max(in.at(2 * y, 2 * x, c), in.at(2 * y, 2 * x + 1, c));
          double lower = Math.max(in.at(2 * y + 1, 2 * x, c), in.at(2 * y + 1, 2 * x + 1, c));
          out.set(y, x, c, Math.max(upper, lower));
        }
      }
    }
    return out;
  }

  /** {@code weight} is {@code [outputs, inputs]}. */
  static double[] dense(double[] in, float[] weight, float[] bias) {
    double[] out = new double[bias.length];
    for (int o = 0; o < out.length; o++) {
      out[o] = bias[o];
      for (int i = 0; i < in.length; i++) {
        out[o] += weight[o * in.length + i] * in[i];
      }
    }
    return out;
  }

  static double[] doubles(float[] values) {
    double[] doubles = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      doubles[i] = values[i];
    }
    return doubles;
  }

  /** Gaussian values. */
  static float[] draw(Random random, int count, double deviation) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (deviation * random.nextGaussian());
    }
    return values;
  }
}
