package org.aulos.runtime.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.aulos.api.AudioException;
import org.aulos.api.AudioFile;
import org.aulos.api.AudioFormat;
import org.aulos.api.Clip;
import org.aulos.api.Waveform;
import org.aulos.audio.AudioEncoding;
import org.aulos.audio.AudioFiles;
import org.aulos.runtime.RunSettings;
import org.aulos.runtime.TinyPlugin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClipReaderTest {
  private final ClipReader reader = new ClipReader(RunSettings.DEFAULTS);

  @TempDir private Path folder;

  private Clip file(String name, double start, double end) {
    return Clip.of(name, new AudioFile(folder.resolve(name), start, end));
  }

  private Clip written(String name, int samples) {
    float[] ramp = new float[samples];
    for (int i = 0; i < samples; i++) {
      ramp[i] = i / (float) (2 * samples);
    }
    AudioFiles.write(folder.resolve(name), Waveform.mono(ramp, 1_000), AudioEncoding.WAV_FLOAT32);
    return file(name, 0, Double.POSITIVE_INFINITY);
  }

  @Test
  void audioInTheRightFormatIsLeftAlone() {
    Waveform waveform = Waveform.mono(new float[] {1, 2, 3}, 8_000);

    assertThat(ClipReader.convert(waveform, AudioFormat.mono(8_000))).isSameAs(waveform);
  }

  @Test
  void channelsAreMixedToTheirMean() {
    Waveform stereo = new Waveform(new float[][] {{1, 0.5f, 0}, {-1, 0.25f, 1}}, 8_000);

    Waveform mono = ClipReader.convert(stereo, AudioFormat.mono(8_000));

    assertThat(mono.channel(0)).containsExactly(0, 0.375f, 0.5f);
    assertThat(stereo.channel(0)).containsExactly(1, 0.5f, 0);
  }

  @Test
  void oneChannelIsCopiedToSeveral() {
    Waveform mono = Waveform.mono(new float[] {1, 2}, 8_000);

    Waveform stereo = ClipReader.convert(mono, new AudioFormat(8_000, 2));

    assertThat(stereo.channels()).isEqualTo(2);
    assertThat(stereo.channel(0)).containsExactly(1, 2);
    assertThat(stereo.channel(1)).containsExactly(1, 2);
  }

  @Test
  void ofThreeChannelsTheMeanIsCopiedToTwo() {
    Waveform three = new Waveform(new float[][] {{3}, {0}, {0}}, 8_000);

    Waveform stereo = ClipReader.convert(three, new AudioFormat(8_000, 2));

    assertThat(stereo.channel(0)).containsExactly(1);
    assertThat(stereo.channel(1)).containsExactly(1);
  }

  @ParameterizedTest
  @CsvSource({"44100,16000,44100,16000", "48000,16000,7,3", "8000,16000,5,10", "22050,16000,1,1"})
  void resampledAudioIsAsLongInSecondsRoundedUp(int from, int to, int samples, int expected) {
    Waveform waveform = Waveform.mono(new float[samples], from);

    Waveform resampled = ClipReader.convert(waveform, AudioFormat.mono(to));

    assertThat(resampled.frames()).isEqualTo(expected);
    assertThat(resampled.sampleRate()).isEqualTo(to);
  }

  @Test
  void aConstantStaysOneAtAnotherRate() {
    float[] constant = new float[4_410];
    Arrays.fill(constant, 0.5f);

    Waveform resampled =
        ClipReader.convert(Waveform.mono(constant, 44_100), AudioFormat.mono(16_000));

    // In the middle: at the ends the filter meets silence. 100 dB of stop band is 1e-5.
    assertThat(resampled.channel(0)[800]).isCloseTo(0.5f, within(1e-4f));
  }

  @Test
  void theDigestOfAFileChangesWithItsBytesAndItsBoundsAndNotWithItsName() throws IOException {
    Clip clip = written("a.wav", 1_000);
    Files.copy(folder.resolve("a.wav"), folder.resolve("b.wav"));
    written("c.wav", 1_001);

    String digest = reader.digest(clip);

    assertThat(reader.digest(file("b.wav", 0, Double.POSITIVE_INFINITY))).isEqualTo(digest);
    assertThat(reader.digest(file("c.wav", 0, Double.POSITIVE_INFINITY))).isNotEqualTo(digest);
    assertThat(reader.digest(file("a.wav", 0.1, Double.POSITIVE_INFINITY))).isNotEqualTo(digest);
    assertThat(reader.digest(file("a.wav", 0, 0.5))).isNotEqualTo(digest);
  }

  @Test
  void theDigestOfRenderedAudioIsThatOfItsRecipe() {
    assertThat(reader.digest(TinyPlugin.beep("a", 0.5f, 10)))
        .isEqualTo(reader.digest(TinyPlugin.beep("b", 0.5f, 10)))
        .isNotEqualTo(reader.digest(TinyPlugin.beep("a", 0.5f, 11)));
  }

  @Test
  void anExcerptIsReadByItsBounds() {
    float[] whole = reader.read(written("a.wav", 1_000)).channel(0);

    float[] part = reader.read(file("a.wav", 0.25, 0.5)).channel(0);

    assertThat(part).isEqualTo(Arrays.copyOfRange(whole, 250, 500));
  }

  @Test
  void anAbsentFileIsNamed() {
    Clip absent = file("absent.wav", 0, 1);

    assertThatThrownBy(() -> reader.digest(absent))
        .isInstanceOf(AudioException.class)
        .hasMessageStartingWith(folder.resolve("absent.wav").toString());
  }

  @Test
  void aClipThatIsTooLongIsRefusedByItsName() {
    Clip clip = written("long.wav", 5_000);
    RunSettings short4 = new RunSettings(42, 0, "cpu", 1, 1, 4, false, false);

    assertThatThrownBy(() -> new ClipReader(short4).read(clip))
        .isInstanceOf(AudioException.class)
        .hasMessageContaining("long.wav");
  }
}
