package org.aulos.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.aulos.dsp.Deltas;
import org.aulos.testkit.GoldenCase;
import org.aulos.testkit.Signals;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TensorDeltasTest {
  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void closeManager() {
    manager.close();
  }

  @ParameterizedTest
  @CsvSource({"1, 5", "2, 5", "1, 9", "2, 9", "1, 3"})
  void givesWhatTheHostGives(int order, int width) {
    int bins = 4;
    int[] frames = {20, 3, 1, 0};
    float[] values = Signals.noise(1, 1, 4 * 20 * bins).channel(0);
    NDArray features = manager.create(values, new Shape(4, 20, bins));

    NDArray derivatives = new TensorDeltas(order, width).apply(features, frames);

    int[] counts = Arrays.stream(frames).map(n -> n * bins).toArray();
    var actual = Batches.valid(derivatives, counts);
    for (int i = 0; i < frames.length; i++) {
      float[] own = Arrays.copyOfRange(values, i * 20 * bins, i * 20 * bins + counts[i]);
      float[] expected = new Deltas(order, width).apply(own, frames[i], bins);
      Batches.assertClose("clip " + i, actual.get(i), expected, 1e-6);
    }
  }

  @Test
  void agreesWithLibrosa() {
    var golden = GoldenCase.resource(getClass(), "golden/dsp-mfcc");
    NDArray mfcc =
        manager.create(golden.expected("mfcc").floats(), new Shape(1, 20, 78)).transpose(0, 2, 1);

    for (int order = 1; order <= 2; order++) {
      NDArray derivatives = new TensorDeltas(order, 5).apply(mfcc, new int[] {78});

      golden.assertMatches(order == 1 ? "delta" : "delta2", derivatives.transpose(0, 2, 1));
    }
  }

  @Test
  void leavesItsResultAlone() {
    NDArray features = manager.ones(new Shape(2, 5, 3));

    NDArray derivatives = new TensorDeltas(1, 3).apply(features, new int[] {5, 2});

    assertThat(manager.getManagedArrays()).containsExactlyInAnyOrder(features, derivatives);
  }

  @Test
  void refusesCountsThatDoNotFit() {
    NDArray features = manager.ones(new Shape(2, 5, 3));

    assertThatThrownBy(() -> new TensorDeltas(1, 3).apply(features, new int[] {5, 6}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected frames in 0..5 but was 6");
  }
}
