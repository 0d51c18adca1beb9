package org.aulos.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.aulos.api.AudioException;
import org.aulos.api.Waveform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class CodedFilesTest {
  static final List<String> CODED = SoundBytes.CODED;

  @TempDir private Path folder;

  // The last column: dB of signal to error against the formula. ADTS has no room for the encoder's
  // delay, nor has this ADPCM file for the padding of its last block, so both keep them.
  @ParameterizedTest
  @CsvSource({
    "vorbis_mono.ogg, ogg, vorbis, 44100, 22050, 20",
    "vorbis_stereo.ogg, ogg, vorbis, 44100, 22050, 20",
    "opus_stereo.opus, ogg, opus, 48000, 24000, 20",
    "flac_in_ogg_mono.oga, ogg, flac, 44100, 22050, 80",
    "mp3_cbr128_stereo.mp3, mp3, mp3, 44100, 22050, 20",
    "mp3_vbr_mono.mp3, mp3, mp3, 44100, 22050, 20",
    "mp3_mono_22050hz.mp3, mp3, mp3, 22050, 11025, 20",
    "aac_mono.m4a, mp4, aac, 44100, 22050, 20",
    "alac_mono.m4a, mp4, alac, 44100, 22050, 80",
    "wavpack_mono.wv, wavpack, wavpack, 44100, 22050, 80",
    "webm_opus_mono.webm, matroska, opus, 48000, 24000, 20",
    "flac16_stereo.flac, flac, flac, 44100, 22050, 80",
    "wav_ima_adpcm_mono.wav, wav, adpcm_ima_wav, 44100, 22451, 20",
    "wav_mulaw_mono_8000hz.wav, wav, pcm_mulaw, 8000, 4000, 20"
  })
  void isDecodedInPlaceAndInFull(
      String name, String container, String codec, int rate, int frames, double decibels) {
    Path file = file(name, SoundBytes.resource(name));

    Waveform audio = AudioFiles.read(file);

    AudioInfo info = AudioFiles.probe(file);
    assertThat(info.container()).isEqualTo(container);
    assertThat(info.codec()).isEqualTo(codec);
    assertThat(info.sampleRate()).isEqualTo(audio.sampleRate()).isEqualTo(rate);
    assertThat(info.channels()).isEqualTo(audio.channels());
    assertThat(audio.frames()).isEqualTo(frames);
    assertThat(Signal.signalToError(audio)).isGreaterThan(decibels);
  }

  @Test
  void adtsKeepsTheDelayThatItsFormatCannotDeclare() {
    Path file = file("a.aac", SoundBytes.resource("aac_adts_mono.aac"));

    assertThat(AudioFiles.read(file).frames()).isEqualTo(23 * 1024);
    assertThat(AudioFiles.probe(file).frames()).isEmpty();
  }

  @ParameterizedTest
  @FieldSource("CODED")
  void aProbeAgreesWithTheSamples(String name) {
    Path file = file(name, SoundBytes.resource(name));

    OptionalLong frames = AudioFiles.probe(file).frames();

    boolean undeclared = name.endsWith(".aac") || name.endsWith(".webm");
    assertThat(frames.isEmpty()).isEqualTo(undeclared);
    frames.ifPresent(n -> assertThat(AudioFiles.read(file).frames()).isEqualTo((int) n));
  }

  @ParameterizedTest
  @FieldSource("CODED")
  void anExcerptIsExactlyThatPartOfTheWhole(String name) {
    Path file = file(name, SoundBytes.resource(name));
    Waveform whole = AudioFiles.read(file);

    Waveform part = AudioFiles.read(file, Excerpt.between(0.1, 0.3));

    int from = (int) Math.round(0.1 * whole.sampleRate());
    int to = (int) Math.round(0.3 * whole.sampleRate());
    for (int c = 0; c < whole.channels(); c++) {
      assertThat(part.channel(c)).containsExactly(Arrays.copyOfRange(whole.channel(c), from, to));
    }
  }

  @ParameterizedTest
  @FieldSource("CODED")
  void anExcerptBeyondTheEndIsRefused(String name) {
    Path file = file(name, SoundBytes.resource(name));

    assertThatExceptionOfType(AudioException.class)
        .isThrownBy(() -> AudioFiles.read(file, Excerpt.between(0.1, 0.9)))
        .withMessageContaining("but the excerpt ends at 0.9 s");
    assertThatExceptionOfType(AudioException.class)
        .isThrownBy(() -> AudioFiles.read(file, Excerpt.between(0.9, Double.POSITIVE_INFINITY)))
        .withMessageContaining("but the excerpt starts at 0.9 s");
  }

  @ParameterizedTest
  @FieldSource("CODED")
  void aFileLongerThanTheLimitIsRefused(String name) {
    Path file = file(name, SoundBytes.resource(name));

    assertThatExceptionOfType(AudioException.class)
        .isThrownBy(() -> AudioFiles.read(file, Excerpt.atMost(0.4)))
        .withMessageContaining("longer than the limit of 0.4 s; raise the limit");
    assertThat(AudioFiles.read(file, Excerpt.atMost(0.6)).frames()).isPositive();
  }

  @ParameterizedTest
  @FieldSource("CODED")
  void aFileThatIsCutAnywhereIsRefused(String name) {
    byte[] whole = SoundBytes.resource(name);
    int complete = AudioFiles.read(file(name, whole)).frames();

    for (int length = 0; length < whole.length; length += 1 + whole.length / 97) {
      Path cut = file("cut", Arrays.copyOf(whole, length));
      if (!name.endsWith(".aac")) {
        assertThatExceptionOfType(AudioException.class)
            .as("cut after %d bytes", length)
            .isThrownBy(() -> AudioFiles.read(cut))
            .withMessageStartingWith(cut.toString());
      } else {
        assertThat(framesOrZero(cut)).isLessThan(complete);
      }
    }
  }

  @Test
  void workersDecodeAtTheSameTime() {
    List<Path> files = CODED.stream().map(n -> file(n, SoundBytes.resource(n))).toList();
    List<Waveform> once = files.stream().map(AudioFiles::read).toList();

    IntStream.range(0, 20 * files.size())
        .parallel()
        .forEach(
            i -> {
              Waveform again = AudioFiles.read(files.get(i % files.size()));
              assertThat(again.channel(0)).isEqualTo(once.get(i % files.size()).channel(0));
            });
  }

  private static int framesOrZero(Path file) {
    try {
      return AudioFiles.read(file).frames();
    } catch (AudioException e) {
      return 0;
    }
  }

  private Path file(String name, byte[] bytes) {
    try {
      return Files.write(folder.resolve(name), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
