package org.aulos.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import java.util.List;
import org.aulos.api.Encoder;
import org.aulos.api.TextBatch;
import org.junit.jupiter.api.Test;

/** What every {@link Encoder} of texts promises; a test class names its encoder. */
public interface TextEncoderContract extends EncoderContract<TextBatch> {
  /** The texts to encode; by default a description, a word, nothing, other scripts, a long text. */
  default List<String> texts() {
    return List.of(
        "a slow song for one voice and a flute",
        "drums",
        "",
        "Äpfel, 歌 und 🎶",
        "the tide comes in and the tide goes out\n".repeat(100));
  }

  @Override
  default List<String> examples() {
    return texts().stream().map(text -> "'%.40s'".formatted(text)).toList();
  }

  @Override
  default TextBatch batch(NDManager manager, List<Integer> examples, int padding) {
    return new TextBatch(examples.stream().map(texts()::get).toList());
  }

  /** Only an encoder of audio expects any. */
  @Test
  default void statesNoAudio() {
    assertThat(encoder().audioFormat())
        .as("audioFormat() is for encoders of audio, and must be empty for one of texts")
        .isEmpty();
  }

  /** Not a promise of texts, which are not padded. */
  @Override
  default void yieldsTheSameWithMorePadding() {}
}
