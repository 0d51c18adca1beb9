package org.aulos.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EmbeddingBatchTest {
  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void aClipHasOneVectorUnlessSaidOtherwise() {
    var batch = new EmbeddingBatch(manager.zeros(new Shape(3, 5)));

    assertThat(batch.size()).isEqualTo(3);
    assertThat(batch.counts()).containsExactly(1, 1, 1);
    assertThat(batch.dimension()).isEqualTo(5);
  }

  @Test
  void aClipMayHaveSeveralVectorsOrNone() {
    var batch = new EmbeddingBatch(manager.zeros(new Shape(3, 5)), new int[] {2, 0, 1});

    assertThat(batch.size()).isEqualTo(3);
    assertThat(batch.count(0)).isEqualTo(2);
    assertThat(batch.total()).isEqualTo(3);
  }

  @Test
  void countsThatDoNotAddUpAreRefused() {
    var vectors = manager.zeros(new Shape(3, 5));

    assertThatThrownBy(() -> new EmbeddingBatch(vectors, new int[] {2, 2}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected counts of 3 vectors together but were 4");
    assertThatThrownBy(() -> new EmbeddingBatch(vectors, new int[] {4, -1}))
        .hasMessage("expected counts >= 0 but were -1");
  }

  @Test
  void vectorsAreRows() {
    assertThatThrownBy(() -> new EmbeddingBatch(manager.zeros(new Shape(3))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[vectors, dimension]");
  }

  @Test
  void vectorsMayComeFromTheHost() {
    var batch = EmbeddingBatch.of(manager, List.of(new float[] {1, 2}, new float[] {3, 4}));

    assertThat(batch.toFloats()).containsExactly(1, 2, 3, 4);
    assertThat(batch.counts()).containsExactly(1, 1);
    assertThatThrownBy(() -> EmbeddingBatch.of(manager, List.of(new float[2], new float[3])))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("dimensions of vectors differ: 3 != 2");
  }
}
