package org.aulos.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FeatureBatchTest {
  private static final FeatureFormat FORMAT = new FeatureFormat(100, 2);

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void closeManager() {
    manager.close();
  }

  @Test
  void padsClipsWithZeroFramesToTheLongest() {
    var batch =
        FeatureBatch.of(
            manager, List.of(new float[] {1, 2}, new float[] {3, 4, 5, 6}, new float[0]), FORMAT);

    assertThat(batch.features().getShape()).isEqualTo(new Shape(3, 2, 2));
    assertThat(batch.toFloats()).containsExactly(1, 2, 0, 0, 3, 4, 5, 6, 0, 0, 0, 0);
    assertThat(batch.frames()).containsExactly(1, 2, 0);
    assertThat(batch.format()).isEqualTo(FORMAT);
  }

  @Test
  void refusesPartsOfFrames() {
    assertThatThrownBy(() -> FeatureBatch.of(manager, List.of(new float[3]), FORMAT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("3 values are no whole frames of 2 bins");
  }

  @Test
  void refusesMoreFramesThanThereAre() {
    var features = manager.ones(new Shape(1, 4, 2));

    assertThatThrownBy(() -> new FeatureBatch(features, 100, new int[] {5}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected 0 <= frames <= 4 but was 5");
  }
}
