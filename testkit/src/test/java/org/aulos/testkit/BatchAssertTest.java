package org.aulos.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.aulos.testkit.AulosAssertions.assertThat;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.aulos.api.AudioBatch;
import org.aulos.api.AudioFormat;
import org.aulos.api.EmbeddingBatch;
import org.aulos.api.FeatureBatch;
import org.aulos.api.FeatureFormat;
import org.aulos.api.Waveform;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BatchAssertTest {
  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void knowsFormatSizeAndLengthsOfAudio() {
    AudioBatch audio = audio(stereo(3), stereo(1));

    assertThat(audio).hasFormat(new AudioFormat(8_000, 2)).hasSize(2).hasLengths(3, 1);
    assertThatThrownBy(() -> assertThat(audio).hasFormat(AudioFormat.mono(8_000)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(
            "expected the format to be 8000 Hz, mono but was 8000 Hz, 2 channels");
    assertThatThrownBy(() -> assertThat(audio).hasSize(3))
        .hasMessageContaining("expected clips in the batch to be 3 but was 2");
    assertThatThrownBy(() -> assertThat(audio).hasLengths(3, 2))
        .hasMessageContaining("expected the lengths to be [3, 2] but was [3, 1]");
  }

  @Test
  void takesTheChannelsOfAClipOneAfterTheOtherAndNoPadding() {
    AudioBatch audio = audio(stereo(3), stereo(1));

    assertThat(audio).hasClip(0, new float[] {0, 1, 2, 0, -1, -2}, 0);
    assertThat(audio).hasClip(1, new float[] {0, 0}, 0);
    assertThatThrownBy(() -> assertThat(audio).hasClip(0, new float[] {0, 1, 2, 0, -1, -3}, 0.1))
        .hasMessageContaining("value 5 of the samples of clip 0 is -2.0");
    assertThatThrownBy(() -> assertThat(audio).hasClip(2, new float[0], 0))
        .hasMessageContaining("expected a clip 2 in a batch of 2");
  }

  @Test
  void tellsValuesThatAreNotFinite() {
    assertThat(audio(stereo(3))).isFinite();
    AudioBatch broken = audio(Waveform.mono(new float[] {0, Float.NaN}, 8_000));
    assertThatThrownBy(() -> assertThat(broken).isFinite())
        .hasMessageContaining("value 1 of the samples of clip 0 is NaN");
  }

  @Test
  void tellsSilenceFromSound() {
    assertThat(audio(Signals.silence(0.1, 8_000))).isSilent();
    AudioBatch sine = audio(Signals.sine(440, 0.1, 8_000));
    assertThatThrownBy(() -> assertThat(sine).isSilent())
        .hasMessageContaining("every value must be zero, but value 1 of the samples of clip 0");
  }

  @Test
  void comparesBatchesHoweverTheyArePadded() {
    AudioBatch tight = audio(Signals.noise(1, 0.1, 8_000));
    AudioBatch padded = ExampleClips.audio(manager, List.of(Signals.noise(1, 0.1, 8_000)), 100);
    AudioBatch other = audio(Signals.noise(2, 0.1, 8_000));

    assertThat(padded).isCloseTo(tight, 0);
    assertThatThrownBy(() -> assertThat(other).isCloseTo(tight, 1e-3))
        .hasMessageContaining("value 0 of the samples of clip 0");
  }

  @Test
  void knowsFormatAndFramesOfFeatures() {
    var format = new FeatureFormat(100, 2);
    FeatureBatch features =
        FeatureBatch.of(manager, List.of(new float[] {1, 2, 3, 4}, new float[] {5, 6}), format);

    assertThat(features).hasFormat(format).hasFrames(2, 1).hasClip(1, new float[] {5, 6}, 0);
    assertThatThrownBy(() -> assertThat(features).hasFrames(2, 2))
        .hasMessageContaining("expected the frames to be [2, 2] but was [2, 1]");
  }

  @Test
  void knowsDimensionAndCountsOfVectors() {
    var vectors =
        new EmbeddingBatch(
            manager.create(new float[] {1, 2, 3, 4, 5, 6}, new Shape(3, 2)), new int[] {2, 1});

    assertThat(vectors).hasDimension(2).hasCounts(2, 1).hasClip(1, new float[] {5, 6}, 0);
    assertThatThrownBy(() -> assertThat(vectors).hasCounts(1, 2))
        .hasMessageContaining("expected the counts to be [1, 2] but was [2, 1]");
  }

  private AudioBatch audio(Waveform... clips) {
    return AudioBatch.of(manager, List.of(clips));
  }

  /** Rising on the left, falling on the right. */
  private static Waveform stereo(int frames) {
    float[][] channels = new float[2][frames];
    for (int i = 0; i < frames; i++) {
      channels[0][i] = i;
      channels[1][i] = -i;
    }
    return new Waveform(channels, 8_000);
  }
}
