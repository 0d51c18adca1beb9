package org.aulos.plugins.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.aulos.api.AulosException;
import org.aulos.api.EmbeddingSet;
import org.aulos.api.PairedEmbeddings;
import org.aulos.api.SampleScore;
import org.aulos.api.Score;
import org.junit.jupiter.api.Test;

class ConsistencyTest {
  private final Consistency consistency = new Consistency(1);

  @Test
  void isTheMeanCosineWhateverTheLengths() {
    // Cosines 1, 1/√2 and -1.
    Score score = consistency.score(pairs(new float[] {3, 0, 0, 5, 1, 0}, 1, 0, 1, 1, -2, 0));

    assertThat(score.value()).isCloseTo(Math.sqrt(0.5) / 3, within(1e-15));
    assertThat(score.samples()).extracting(SampleScore::value).last().isEqualTo(-1.0);
    assertThat(score.n()).isEqualTo(3);
    assertThat(score.interval()).isNotNull();
  }

  @Test
  void refusesAVectorWithoutDirection() {
    PairedEmbeddings silent = pairs(new float[] {1, 0, 0, 1}, 1, 0, 0, 0);

    assertThatThrownBy(() -> consistency.score(silent))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("the text vector of clip 'clip-00001' is zero");
  }

  @Test
  void refusesNoPairs() {
    EmbeddingSet none = new EmbeddingSet("test", List.of(), new float[0], 2);

    assertThatThrownBy(() -> consistency.score(new PairedEmbeddings(none, none)))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("audio set has 0 vectors");
  }

  private static PairedEmbeddings pairs(float[] audio, float... text) {
    return new PairedEmbeddings(Evidence.set(audio, 2), Evidence.set(text, 2));
  }
}
