package org.aulos.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FramesTest {
  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void closeManager() {
    manager.close();
  }

  @Test
  void cutsFramesThatOverlap() {
    NDArray signal = manager.create(new float[] {1, 2, 3, 4, 5, 6}, new Shape(1, 6));

    assertThat(Frames.cut(signal, 3, 2, 3).toFloatArray())
        .containsExactly(1, 2, 3, 3, 4, 5, 5, 6, 0);
  }

  @Test
  void addsFramesThatOverlap() {
    NDArray frames = manager.ones(new Shape(1, 3, 3));

    assertThat(Frames.overlapAdd(frames, 2).toFloatArray()).containsExactly(1, 1, 2, 1, 2, 1, 1, 0);
  }

  /** The inner products of a map and its transpose agree: (A x, y) = (x, A' y). */
  @ParameterizedTest
  @CsvSource({"8, 2", "7, 3", "4, 4", "3, 5", "1, 1"})
  void eachIsTheTransposeOfTheOther(int size, int hop) {
    NDArray frames = manager.randomNormal(new Shape(2, 6, size));
    NDArray added = Frames.overlapAdd(frames, hop);
    NDArray signals = manager.randomNormal(added.getShape());

    NDArray cut = Frames.cut(signals, size, hop, 6);

    assertThat(cut.mul(frames).sum().getFloat())
        .isCloseTo(signals.mul(added).sum().getFloat(), within(1e-4f));
  }
}
