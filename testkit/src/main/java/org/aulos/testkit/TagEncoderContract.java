package org.aulos.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import java.util.List;
import org.aulos.api.Encoder;
import org.aulos.api.TagBatch;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Encoder} of sets of tags promises; a test class names its encoder, and tags
 * that it knows if it does not take any.
 */
public interface TagEncoderContract extends EncoderContract<TagBatch> {
  /** The sets of tags to encode; by default one of three, of one, of none. */
  default List<List<String>> tags() {
    return List.of(List.of("rock", "guitar", "loud"), List.of("piano"), List.of());
  }

  @Override
  default List<String> examples() {
    return tags().stream().map(List::toString).toList();
  }

  @Override
  default TagBatch batch(NDManager manager, List<Integer> examples, int padding) {
    return new TagBatch(examples.stream().map(tags()::get).toList());
  }

  /** Only an encoder of audio expects any. */
  @Test
  default void statesNoAudio() {
    assertThat(encoder().audioFormat())
        .as("audioFormat() is for encoders of audio, and must be empty for one of tags")
        .isEmpty();
  }

  /** Not a promise of tags, which are not padded. */
  @Override
  default void yieldsTheSameWithMorePadding() {}
}
