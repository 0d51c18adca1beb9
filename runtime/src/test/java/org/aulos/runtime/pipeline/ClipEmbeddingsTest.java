package org.aulos.runtime.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.aulos.api.EmbeddingSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In memory (a budget of 100 values), on disk (none) and both (8 of 12). */
class ClipEmbeddingsTest {
  private static ClipEmbeddings of(long memoryValues) {
    VectorSpool spool = new VectorSpool(4, 2, memoryValues);
    spool.put(3, new float[] {7, 8});
    spool.put(0, new float[] {1, 2, 3, 4, 5, 9});
    spool.put(2, new float[] {10, 20, 30, 40});
    return new ClipEmbeddings("own", List.of("a", "c", "d"), new int[] {0, 2, 3}, spool);
  }

  @ParameterizedTest
  @ValueSource(longs = {100, 8, 0})
  void vectorsAreInTheOrderOfTheClips(long memoryValues) {
    EmbeddingSet all = of(memoryValues).vectors();

    assertThat(all.ids()).containsExactly("a", "a", "a", "c", "c", "d");
    assertThat(all.values()).containsExactly(1, 2, 3, 4, 5, 9, 10, 20, 30, 40, 7, 8);
  }

  @ParameterizedTest
  @ValueSource(longs = {100, 8, 0})
  void someClipsHaveTheirVectorsOnly(long memoryValues) {
    EmbeddingSet some = of(memoryValues).vectors(new int[] {2, 0});

    assertThat(some.ids()).containsExactly("d", "a", "a", "a");
    assertThat(some.row(3)).containsExactly(5, 9);
    assertThat(some.value(0, 1)).isEqualTo(8);
  }

  @ParameterizedTest
  @ValueSource(longs = {100, 8, 0})
  void theMeanOfAClipIsThatOfItsVectors(long memoryValues) {
    EmbeddingSet means = of(memoryValues).means();

    assertThat(means.ids()).containsExactly("a", "c", "d");
    assertThat(means.values()).containsExactly(3, 5, 20, 30, 7, 8);
  }
}
