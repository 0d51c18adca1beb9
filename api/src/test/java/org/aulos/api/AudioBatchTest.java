package org.aulos.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AudioBatchTest {
  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void closeManager() {
    manager.close();
  }

  @Test
  void padsWaveformsWithZerosToTheLongest() {
    var batch =
        AudioBatch.of(
            manager,
            List.of(
                new Waveform(new float[][] {{1, 2, 3}, {4, 5, 6}}, 8_000),
                new Waveform(new float[][] {{7}, {8}}, 8_000)));

    assertThat(batch.samples().getShape()).isEqualTo(new Shape(2, 2, 3));
    assertThat(batch.toFloats()).containsExactly(1, 2, 3, 4, 5, 6, 7, 0, 0, 8, 0, 0);
    assertThat(batch.lengths()).containsExactly(3, 1);
    assertThat(batch.format()).isEqualTo(new AudioFormat(8_000, 2));
    assertThat(batch.manager()).isSameAs(manager);
  }

  @Test
  void holdsEmptyClipsInOneSampleOfPadding() {
    var batch = AudioBatch.of(manager, List.of(Waveform.mono(new float[0], 8_000)));

    assertThat(batch.toFloats()).containsExactly(0);
    assertThat(batch.length(0)).isZero();
  }

  @Test
  void keepsItsLengthsToItself() {
    int[] lengths = {2};
    var batch = new AudioBatch(manager.ones(new Shape(1, 1, 3)), 8_000, lengths);

    lengths[0] = 9;
    batch.lengths()[0] = 9;

    assertThat(batch.length(0)).isEqualTo(2);
  }

  @Test
  void refusesWaveformsThatDiffer() {
    var mono = Waveform.mono(new float[2], 8_000);
    var stereo = new Waveform(new float[2][2], 8_000);

    assertThatThrownBy(() -> AudioBatch.of(manager, List.of(mono, stereo)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "waveforms of one batch differ: Waveform[2 channels, 2 frames, 8000 Hz] and"
                + " Waveform[1 channels, 2 frames, 8000 Hz]");
    assertThatThrownBy(() -> AudioBatch.of(manager, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a batch has at least one waveform");
  }

  @Test
  void refusesTensorsAndLengthsThatDoNotFit() {
    var flat = manager.ones(new Shape(2, 3));
    var samples = manager.ones(new Shape(2, 1, 3));

    assertThatThrownBy(() -> new AudioBatch(flat, 8_000, new int[] {3, 3}))
        .hasMessage("expected waveforms of shape [batch, channels, samples] but was (2, 3)");
    assertThatThrownBy(() -> new AudioBatch(samples, 8_000, new int[] {3}))
        .hasMessage("expected one length for each of 2 clips but were 1");
    assertThatThrownBy(() -> new AudioBatch(samples, 8_000, new int[] {3, 4}))
        .hasMessage("expected 0 <= length <= 3 but was 4");
    assertThatThrownBy(() -> new AudioBatch(samples, 0, new int[] {3, 3}))
        .hasMessage("expected sampleRate > 0 Hz but was 0");
  }

  @Test
  void givesItsClipsBackWithoutThePadding() {
    Waveform stereo = new Waveform(new float[][] {{1, 2, 3}, {4, 5, 6}}, 8_000);
    Waveform shorter = new Waveform(new float[][] {{7}, {8}}, 8_000);

    try (NDManager manager = NDManager.newBaseManager()) {
      List<Waveform> clips = AudioBatch.of(manager, List.of(stereo, shorter)).waveforms();

      assertThat(clips.get(0).channel(1)).containsExactly(4, 5, 6);
      assertThat(clips.get(1).channel(0)).containsExactly(7);
      assertThat(clips.get(1).channel(1)).containsExactly(8);
    }
  }
}
