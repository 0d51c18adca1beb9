package org.aulos.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class WaveformTest {
  @Test
  void knowsItsDuration() {
    assertThat(Waveform.mono(new float[4_000], 8_000).seconds()).isEqualTo(0.5);
  }

  @Test
  void refusesChannelsOfDifferentLengths() {
    assertThatThrownBy(() -> new Waveform(new float[][] {{1}, {1, 2}}, 8_000))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("channel lengths differ: 2 != 1");
  }

  @Test
  void refusesToHaveNoChannelOrNoRate() {
    assertThatThrownBy(() -> new Waveform(new float[0][], 8_000))
        .hasMessage("a waveform has at least one channel");
    assertThatThrownBy(() -> Waveform.mono(new float[1], -1))
        .hasMessage("expected sampleRate > 0 Hz but was -1");
  }

  @Test
  void refusesExcerptsThatEndBeforeTheyStart() {
    assertThatThrownBy(() -> new AudioFile(Path.of("a.wav"), 2, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected 0 <= start < end but was 2.0..1.0 s for a.wav");
    assertThat(AudioFile.whole(Path.of("a.wav")).endSeconds()).isInfinite();
  }

  @Test
  void formatsSpeakOfUnits() {
    assertThat(AudioFormat.mono(16_000)).hasToString("16000 Hz, mono");
    assertThat(new AudioFormat(48_000, 2)).hasToString("48000 Hz, 2 channels");
    assertThat(new FeatureFormat(100, 64)).hasToString("64 bins at 100.0 Hz");
  }
}
