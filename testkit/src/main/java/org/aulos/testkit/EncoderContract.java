package org.aulos.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.aulos.api.EmbeddingBatch;
import org.aulos.api.Encoder;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Encoder} promises. A test class implements {@link AudioEncoderContract}, {@link
 * FeatureEncoderContract}, {@link TextEncoderContract} or {@link TagEncoderContract}, which bring
 * the examples. The class path of the tests needs a DJL engine.
 *
 * @param <I> what it encodes
 */
public interface EncoderContract<I> {
  /** The encoder under test. */
  Encoder<I> encoder();

  /** Names of the example clips, for messages; at least two. */
  List<String> examples();

  /**
   * A batch of examples.
   *
   * @param manager owner of its tensors, if it has any
   * @param examples indices into {@link #examples()}, in the order of the batch
   * @param padding zeros (samples or frames) behind the longest clip, if the input is padded
   */
  I batch(NDManager manager, List<Integer> examples, int padding);

  /**
   * What values may differ between batches, {@code abs(a - b) <= tolerance * max(1, abs(b))}. 0,
   * the default, asks for equal bits, as arithmetic on the host gives them; libraries that choose
   * their algorithm by the size of the batch need about 1e-5.
   */
  default double tolerance() {
    return 0;
  }

  /** Each clip has its vectors, of the stated dimension; one only, if no windows are stated. */
  @Test
  default void yieldsVectorsOfTheStatedDimension() {
    Encoder<I> encoder = encoder();
    try (NDManager manager = NDManager.newBaseManager()) {
      EmbeddingBatch embeddings = encoder.encode(batch(manager, all(), 0));

      assertThat(embeddings.dimension())
          .as("the vectors must have the dimension() that the encoder states")
          .isEqualTo(encoder.dimension());
      assertThat(embeddings.size())
          .as("there must be a count of vectors for each clip of the batch")
          .isEqualTo(all().size());
      if (encoder.framing().isEmpty()) {
        assertThat(embeddings.counts())
            .as("an encoder that states no framing() must yield one vector for each clip")
            .containsOnly(1);
      }
    }
  }

  /** The batch is of the stated type. */
  @Test
  default void statesTheTypeOfItsInput() {
    try (NDManager manager = NDManager.newBaseManager()) {
      assertThat(encoder().inputType())
          .as("inputType() must be the class of what is encoded")
          .isAssignableFrom(batch(manager, all(), 0).getClass());
    }
  }

  /** The vectors of a clip do not depend on the other clips of its batch. */
  @Test
  default void yieldsTheSameForABatchAsForEachClipAlone() {
    Encoder<I> encoder = encoder();
    List<float[]> alone = new ArrayList<>();
    for (int example : all()) {
      alone.addAll(vectors(encoder, List.of(example), 0));
    }

    check(
        "the vectors of a clip must not depend on its batch",
        vectors(encoder, all(), 0),
        alone,
        tolerance());
  }

  /** The vectors of a clip do not depend on its place in the batch. */
  @Test
  default void yieldsTheSameInAnyOrder() {
    Encoder<I> encoder = encoder();
    List<Integer> reversed = new ArrayList<>(all());
    Collections.reverse(reversed);
    List<float[]> backwards = vectors(encoder, reversed, 0);
    Collections.reverse(backwards);

    check(
        "the vectors of a clip must not depend on its place in the batch",
        backwards,
        vectors(encoder, all(), 0),
        tolerance());
  }

  /** The vectors of a clip do not depend on the padding behind it. */
  @Test
  default void yieldsTheSameWithMorePadding() {
    Encoder<I> encoder = encoder();

    check(
        "the vectors of a clip must not depend on the padding behind it",
        vectors(encoder, all(), 37),
        vectors(encoder, all(), 0),
        tolerance());
  }

  /** The same batch gives the same vectors again. */
  @Test
  default void yieldsTheSameTwice() {
    Encoder<I> encoder = encoder();

    check(
        "the same input must give the same vectors",
        vectors(encoder, all(), 0),
        vectors(encoder, all(), 0),
        0);
  }

  /** Several threads may use one encoder. */
  @Test
  default void yieldsTheSameFromSeveralThreads() {
    Encoder<I> encoder = encoder();
    List<float[]> expected = vectors(encoder, all(), 0);

    for (List<float[]> actual : Threads.together(() -> vectors(encoder, all(), 0))) {
      check(
          "threads that share an encoder must not disturb each other",
          actual,
          expected,
          tolerance());
    }
  }

  /** Silence, a single sample or frame and an empty clip have finite vectors. */
  @Test
  default void yieldsFiniteValues() {
    List<float[]> vectors = vectors(encoder(), all(), 0);

    for (int i = 0; i < vectors.size(); i++) {
      Sameness.finite("the vectors of " + examples().get(i), vectors.get(i));
    }
  }

  private List<Integer> all() {
    return IntStream.range(0, examples().size()).boxed().toList();
  }

  private List<float[]> vectors(Encoder<I> encoder, List<Integer> examples, int padding) {
    try (NDManager manager = NDManager.newBaseManager()) {
      return BatchValues.clips(encoder.encode(batch(manager, examples, padding)));
    }
  }

  private void check(
      String promise, List<float[]> actual, List<float[]> expected, double tolerance) {
    for (int i = 0; i < expected.size(); i++) {
      Sameness.check(
          promise,
          "the vectors of " + examples().get(i),
          actual.get(i),
          expected.get(i),
          tolerance);
    }
  }
}
