package org.aulos.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.aulos.api.AudioException;
import org.aulos.api.Waveform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WriteTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void whatIsWrittenIsReadBackToTheNearestStep(AudioEncoding encoding) {
    Waveform audio = noise(2, 10_007, 44_100);

    Waveform back = roundTrip(audio, encoding);

    assertThat(back.sampleRate()).isEqualTo(44_100);
    assertThat(back.channels()).isEqualTo(2);
    // Half a step of the encoding; floats are kept exactly.
    double halfStep = encoding.bits == 32 ? 0 : Math.scalb(0.5, 1 - encoding.bits);
    assertThat(largestDifference(back, audio)).isLessThanOrEqualTo(halfStep);
  }

  @ParameterizedTest
  @EnumSource
  void whatWasReadIsWrittenBackExactly(AudioEncoding encoding) {
    Waveform once = roundTrip(noise(1, 5_001, 8_000), encoding);

    Waveform twice = roundTrip(once, encoding);

    assertThat(twice.channel(0)).containsExactly(once.channel(0));
  }

  @ParameterizedTest
  @EnumSource
  void everyChannelCountIsKeptInOrder(AudioEncoding encoding) {
    for (int channels = 1; channels <= 8; channels++) {
      float[][] samples = new float[channels][100];
      for (int c = 0; c < channels; c++) {
        Arrays.fill(samples[c], c / 16f);
      }

      Waveform back = roundTrip(new Waveform(samples, 48_000), encoding);

      for (int c = 0; c < channels; c++) {
        assertThat(back.channel(c)).containsExactly(samples[c]);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void noFramesAreWrittenAndRead(AudioEncoding encoding) {
    assertThat(roundTrip(Waveform.mono(new float[0], 16_000), encoding).frames()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {8_000, 11_025, 16_000, 22_050, 44_100, 96_000, 192_000})
  void flacKeepsTheSampleRate(int rate) {
    assertThat(roundTrip(noise(1, 100, rate), AudioEncoding.FLAC24).sampleRate()).isEqualTo(rate);
  }

  @Test
  void whatExceedsFullScaleIsClippedAndCounted() throws IOException {
    Waveform loud = Waveform.mono(new float[] {-1.5f, -1f, 0.5f, 1f, 1.1f, 2f}, 8_000);
    Path file = folder.resolve("loud.wav");

    assertThat(AudioFiles.write(file, loud, AudioEncoding.WAV_PCM16)).isEqualTo(3);
    float top = 32767 / 32768f;
    assertThat(AudioFiles.read(file).channel(0)).containsExactly(-1f, -1f, 0.5f, top, top, top);
  }

  @Test
  void floatsAreNotClipped() {
    float[] loud = {-1.5f, 2f};

    assertThat(roundTrip(Waveform.mono(loud, 8_000), AudioEncoding.WAV_FLOAT32).channel(0))
        .containsExactly(loud);
  }

  @ParameterizedTest
  @EnumSource
  void samplesThatAreNoNumbersAreRefused(AudioEncoding encoding) {
    Waveform bad = Waveform.mono(new float[] {0, Float.NaN}, 8_000);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> AudioFiles.write(folder.resolve("bad"), bad, encoding))
        .withMessage("expected finite samples but sample 1 of channel 0 is NaN");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void flacRefusesNineChannels() {
    Waveform wide = new Waveform(new float[9][10], 8_000);

    assertThatExceptionOfType(AudioException.class)
        .isThrownBy(() -> AudioFiles.write(folder.resolve("wide"), wide, AudioEncoding.FLAC16))
        .withMessageContaining("has 9 channels, but FLAC holds at most 8; write WAV");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aFailedWriteLeavesTheOldFile() throws IOException {
    Path file = Files.writeString(folder.resolve("kept"), "old");
    Waveform wide = new Waveform(new float[9][10], 8_000);

    assertThatExceptionOfType(AudioException.class)
        .isThrownBy(() -> AudioFiles.write(file, wide, AudioEncoding.FLAC16));
    assertThat(file).hasContent("old");
  }

  @Test
  void aWriteReplacesTheOldFileAndLeavesNothingElse() throws IOException {
    Path file = Files.writeString(folder.resolve("replaced"), "old");

    AudioFiles.write(file, noise(1, 100, 8_000), AudioEncoding.WAV_PCM16);

    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactly(file);
    }
    assertThat(AudioFiles.read(file).frames()).isEqualTo(100);
  }

  @Test
  void aMissingFolderIsNamedAsTheRemedy() {
    Path file = folder.resolve("missing/a.wav");

    assertThatExceptionOfType(AudioException.class)
        .isThrownBy(() -> AudioFiles.write(file, noise(1, 1, 8_000), AudioEncoding.WAV_PCM16))
        .withMessage(file + ": cannot be written: create its folder first");
  }

  private Waveform roundTrip(Waveform audio, AudioEncoding encoding) {
    Path file = folder.resolve("round-trip");
    AudioFiles.write(file, audio, encoding);
    return AudioFiles.read(file);
  }

  private static double largestDifference(Waveform a, Waveform b) {
    assertThat(a.frames()).isEqualTo(b.frames());
    double largest = 0;
    for (int c = 0; c < a.channels(); c++) {
      for (int i = 0; i < a.frames(); i++) {
        double difference = (double) a.channel(c)[i] - b.channel(c)[i];
        largest = Math.max(largest, Math.abs(difference));
      }
    }
    return largest;
  }

  /** Noise below full scale by one step of 16 bits, so that nothing is clipped. */
  private static Waveform noise(int channels, int frames, int rate) {
    Random random = new Random(1);
    float[][] samples = new float[channels][frames];
    for (float[] channel : samples) {
      for (int i = 0; i < frames; i++) {
        channel[i] = (random.nextFloat() * 2 - 1) * (1 - 0x1p-14f);
      }
    }
    return new Waveform(samples, rate);
  }
}
