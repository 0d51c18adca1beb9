package org.aulos.testkit;

import org.aulos.api.AudioBatch;
import org.aulos.api.EmbeddingBatch;
import org.aulos.api.FeatureBatch;

/**
 * AssertJ assertions for batches. Import them beside those of AssertJ:
 *
 * <pre>{@code
 * import static org.assertj.core.api.Assertions.assertThat;
 * import static org.aulos.testkit.AulosAssertions.assertThat;
 *
 * assertThat(extractor.extract(audio)).hasFormat(new FeatureFormat(100, 64)).isFinite();
 * }</pre>
 */
public final class AulosAssertions {
  private AulosAssertions() {}

  /** Assertions about waveforms. */
  public static AudioBatchAssert assertThat(AudioBatch actual) {
    return new AudioBatchAssert(actual);
  }

  /** Assertions about features. */
  public static FeatureBatchAssert assertThat(FeatureBatch actual) {
    return new FeatureBatchAssert(actual);
  }

  /** Assertions about vectors. */
  public static EmbeddingBatchAssert assertThat(EmbeddingBatch actual) {
    return new EmbeddingBatchAssert(actual);
  }
}
