package org.aulos.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.aulos.testkit.Signals;

/** Clips of tests, and batches of them. */
final class Batches {
  private Batches() {}

  /**
   * Noise, a tone in noise 54 dB below it, silence, a short clip, a single sample and an empty
   * clip.
   */
  static List<float[]> clips(int sampleRate) {
    return List.of(
        Signals.noise(1, 1, sampleRate).channel(0),
        tone(sampleRate),
        Signals.silence(0.25, sampleRate).channel(0),
        Signals.noise(2, 0.03, sampleRate).channel(0),
        new float[] {0.5f},
        new float[0]);
  }

  private static float[] tone(int sampleRate) {
    float[] tone = Signals.sine(440, 0.5, sampleRate).channel(0);
    float[] noise = Signals.noise(3, 0.5, sampleRate).channel(0);
    for (int i = 0; i < tone.length; i++) {
      tone[i] += 0.007f * noise[i];
    }
    return tone;
  }

  /** Fails unless all values are within {@code tolerance} of the expected ones. */
  static void assertClose(String what, float[] actual, float[] expected, double tolerance) {
    assertThat(actual).as(what).hasSameSizeAs(expected);
    int worst = 0;
    for (int i = 0; i < actual.length; i++) {
      if (!(Math.abs(actual[i] - expected[i]) <= Math.abs(actual[worst] - expected[worst]))) {
        worst = i;
      }
    }
    if (actual.length > 0) {
      assertThat(actual[worst])
          .as("%s: the value that differs most, number %d", what, worst)
          .isCloseTo(expected[worst], within((float) tolerance));
    }
  }

  static int[] lengths(List<float[]> clips) {
    return clips.stream().mapToInt(clip -> clip.length).toArray();
  }

  /** {@code [batch, samples]}, what lies behind each clip being {@code padding}. */
  static NDArray of(NDManager manager, List<float[]> clips, float padding) {
    int width = Math.max(1, Arrays.stream(lengths(clips)).max().orElse(0)) + 11;
    float[] data = new float[clips.size() * width];
    Arrays.fill(data, padding);
    for (int i = 0; i < clips.size(); i++) {
      System.arraycopy(clips.get(i), 0, data, i * width, clips.get(i).length);
    }
    return manager.create(data, new Shape(clips.size(), width));
  }

  /** The first values of each row, as many as {@code counts} says; the others must be zero. */
  static List<float[]> valid(NDArray rows, int[] counts) {
    float[] values = rows.toFloatArray();
    int stride = values.length / counts.length;
    List<float[]> valid = new ArrayList<>();
    for (int i = 0; i < counts.length; i++) {
      valid.add(Arrays.copyOfRange(values, i * stride, i * stride + counts[i]));
      for (int k = i * stride + counts[i]; k < (i + 1) * stride; k++) {
        if (values[k] != 0) {
          throw new AssertionError("value %d behind row %d is %s".formatted(k, i, values[k]));
        }
      }
    }
    return valid;
  }
}
