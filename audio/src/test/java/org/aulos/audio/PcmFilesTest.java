package org.aulos.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.aulos.api.AudioException;
import org.aulos.api.Waveform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PcmFilesTest {
  @TempDir private Path folder;

  @Test
  void unsignedBytesAreCentredOn128() {
    byte[] wav = wav(1, 8, SoundBytes.little().u8(0).u8(128).u8(192));

    assertThat(samples(wav)).containsExactly(-1f, 0f, 0.5f);
  }

  @Test
  void sixteenBitsAreFractionsOf32768() {
    assertThat(samples(SoundBytes.wav16(1, -32768, 0, 16384, 32767)))
        .containsExactly(-1f, 0f, 0.5f, 32767 / 32768f);
  }

  @Test
  void twentyFourBitsKeepTheirLowestBit() {
    byte[] wav = wav(1, 24, SoundBytes.little().u24(0x800000).u24(1).u24(-1));

    assertThat(samples(wav)).containsExactly(-1f, 0x1p-23f, -0x1p-23f);
  }

  @Test
  void thirtyTwoBitsAreFractionsOfTwoToThe31() {
    byte[] wav = wav(1, 32, SoundBytes.little().u32(0x80000000L).u32(0x40000000).u32(1));

    assertThat(samples(wav)).containsExactly(-1f, 0.5f, 0x1p-31f);
  }

  @Test
  void floatsMayExceedFullScale() {
    assertThat(samples(wav(3, 32, SoundBytes.little().f32(2f).f32(-0.1f))))
        .containsExactly(2f, -0.1f);
    assertThat(samples(wav(3, 64, SoundBytes.little().f64(2).f64(-0.1))))
        .containsExactly(2f, -0.1f);
  }

  @Test
  void channelsAreTakenApart() {
    Waveform audio = read(SoundBytes.wav16(3, 8192, 16384, -16384, 0, 1, -1));

    assertThat(audio.channels()).isEqualTo(3);
    assertThat(audio.channel(0)).containsExactly(0.25f, 0f);
    assertThat(audio.channel(1)).containsExactly(0.5f, 0x1p-15f);
    assertThat(audio.channel(2)).containsExactly(-0.5f, -0x1p-15f);
  }

  @Test
  void bigEndianRiffIsReadAsSuch() {
    SoundBytes format = SoundBytes.format(SoundBytes.big(), 1, 1, 8000, 16);

    byte[] wav = SoundBytes.wav("RIFX", format, SoundBytes.big().u16(16384));

    assertThat(samples(wav)).containsExactly(0.5f);
  }

  @Test
  void anExtensibleHeaderNamesTheFormatInItsGuid() {
    SoundBytes format = SoundBytes.format(SoundBytes.little(), 0xFFFE, 1, 8000, 32);
    extension(format, 32, 3);

    byte[] wav = SoundBytes.wav("RIFF", format, SoundBytes.little().f32(0.3f));

    assertThat(samples(wav)).containsExactly(0.3f);
  }

  @Test
  void validBitsAreLeftJustified() {
    SoundBytes format = SoundBytes.format(SoundBytes.little(), 0xFFFE, 1, 8000, 24);
    extension(format, 20, 1);

    byte[] wav = SoundBytes.wav("RIFF", format, SoundBytes.little().u24(0x400000).u24(0x10));

    assertThat(samples(wav)).containsExactly(0.5f, 0x1p-19f);
  }

  @Test
  void chunksThatAreNotKnownAreSkippedWithTheirPadding() {
    SoundBytes body = SoundBytes.little().text("WAVE").chunk("JUNK", SoundBytes.little().u8(7));
    body.chunk("fmt ", SoundBytes.format(SoundBytes.little(), 1, 1, 8000, 16));
    body.chunk("LIST", SoundBytes.little().text("odd"));
    body.chunk("data", SoundBytes.little().u16(16384)).chunk("tail", SoundBytes.little().u8(1));

    assertThat(samples(body.form("RIFF"))).containsExactly(0.5f);
  }

  @Test
  void rf64TakesItsLengthFromTheDs64Chunk() {
    SoundBytes body = SoundBytes.little().text("RF64").u32(-1).text("WAVE");
    body.chunk("ds64", SoundBytes.little().u64(100).u64(2).u64(1).u32(0));
    body.chunk("fmt ", SoundBytes.format(SoundBytes.little(), 1, 1, 8000, 16));
    body.text("data").u32(-1).u16(16384).chunk("tail", SoundBytes.little().u16(1));

    assertThat(samples(body.toArray())).containsExactly(0.5f);
  }

  @Test
  void aStreamOfUnknownLengthReachesToTheEndOfTheFile() {
    SoundBytes body = SoundBytes.little().text("RIFF").u32(-1).text("WAVE");
    body.chunk("fmt ", SoundBytes.format(SoundBytes.little(), 1, 1, 8000, 16));
    body.text("data").u32(-1).u16(16384).u16(-16384);

    assertThat(samples(body.toArray())).containsExactly(0.5f, -0.5f);
  }

  @Test
  void noSamplesAreAValidRecording() {
    assertThat(read(SoundBytes.wav16(2)).frames()).isZero();
  }

  @Test
  void anUnfinishedHeaderIsNotSilence() {
    SoundBytes body = SoundBytes.little().text("RIFF").u32(0).text("WAVE");
    body.chunk("fmt ", SoundBytes.format(SoundBytes.little(), 1, 1, 8000, 16));
    body.text("data").u32(0).u16(1).u16(2);

    assertRefused(body.toArray(), "data chunk at byte 36 declares 0 bytes, but 4 follow");
  }

  @Test
  void aiffIsBigEndian() {
    byte[] aiff =
        SoundBytes.aiff(
            "AIFF", SoundBytes.common(1, 2, 16, 44100), SoundBytes.big().u16(16384).u16(1));

    assertThat(samples(aiff)).containsExactly(0.5f, 0x1p-15f);
    assertThat(read(aiff).sampleRate()).isEqualTo(44100);
  }

  @Test
  void aiffReadsEveryDepth() {
    assertThat(samples(aiff(8, SoundBytes.big().u8(64)))).containsExactly(0.5f);
    assertThat(samples(aiff(12, SoundBytes.big().u16(0x4000)))).containsExactly(0.5f);
    assertThat(samples(aiff(24, SoundBytes.big().u24(1)))).containsExactly(0x1p-23f);
    assertThat(samples(aiff(32, SoundBytes.big().u32(1)))).containsExactly(0x1p-31f);
  }

  @Test
  void aifcNamesItsCompression() {
    assertThat(samples(aifc("sowt", 16, SoundBytes.little().u16(16384)))).containsExactly(0.5f);
    assertThat(samples(aifc("fl32", 32, SoundBytes.big().f32(0.3f)))).containsExactly(0.3f);
    assertThat(samples(aifc("fl64", 64, SoundBytes.big().f64(0.5)))).containsExactly(0.5f);
    assertRefused(aifc("QDM2", 16, SoundBytes.big().u16(1)), "compression at byte 38 is 'QDM2'");
  }

  @Test
  void auIsRead() {
    SoundBytes au = SoundBytes.big().text(".snd").u32(24).u32(4).u32(3).u32(11025).u32(2);

    Waveform audio = read(au.u16(16384).u16(-16384).toArray());

    assertThat(audio.sampleRate()).isEqualTo(11025);
    assertThat(audio.channel(0)).containsExactly(0.5f);
    assertThat(audio.channel(1)).containsExactly(-0.5f);
  }

  @Test
  void theFirstSampleThatIsNoNumberIsNamed() {
    SoundBytes data = SoundBytes.little().f32(0).f32(0).f32(0).f32(Float.NaN).f32(Float.NaN).f32(0);
    byte[] wav =
        SoundBytes.wav("RIFF", SoundBytes.format(SoundBytes.little(), 3, 2, 8000, 32), data);

    assertRefused(wav, "sample 1 of channel 1 is NaN");
  }

  @Test
  void aProbeTellsWhatTheHeaderTells() {
    AudioInfo info = AudioFiles.probe(file(SoundBytes.wav16(2, 1, 2, 3, 4, 5, 6)));

    assertThat(info).isEqualTo(new AudioInfo("wav", "pcm_s16", 8000, 2, OptionalLong.of(3)));
  }

  @Test
  void moreChannelsThan256AreRefused() {
    byte[] wav = wav(257, 8);

    assertRefused(wav, "the channel count at byte 22 is 257; expected 1 to 256 channels");
  }

  private static byte[] wav(int channels, int bits) {
    SoundBytes format = SoundBytes.format(SoundBytes.little(), 1, channels, 8000, bits);
    return SoundBytes.wav("RIFF", format, SoundBytes.little());
  }

  private static byte[] wav(int tag, int bits, SoundBytes data) {
    return SoundBytes.wav("RIFF", SoundBytes.format(SoundBytes.little(), tag, 1, 8000, bits), data);
  }

  private static void extension(SoundBytes format, int validBits, int tag) {
    format
        .u16(22)
        .u16(validBits)
        .u32(0)
        .u32(tag)
        .u16(0)
        .u16(0x10)
        .raw(new byte[] {(byte) 0x80, 0, 0, (byte) 0xAA, 0, 0x38, (byte) 0x9B, 0x71});
  }

  private static byte[] aiff(int bits, SoundBytes data) {
    return SoundBytes.aiff("AIFF", SoundBytes.common(1, 1, bits, 8000), data);
  }

  private static byte[] aifc(String compression, int bits, SoundBytes data) {
    SoundBytes common = SoundBytes.common(1, 1, bits, 8000).text(compression).u16(0);
    return SoundBytes.aiff("AIFC", common, data);
  }

  private float[] samples(byte[] bytes) {
    return read(bytes).channel(0);
  }

  private Waveform read(byte[] bytes) {
    return AudioFiles.read(file(bytes));
  }

  private void assertRefused(byte[] bytes, String message) {
    Path file = file(bytes);

    assertThatExceptionOfType(AudioException.class)
        .isThrownBy(() -> AudioFiles.read(file))
        .withMessageStartingWith(file.toString())
        .withMessageContaining(message);
  }

  private Path file(byte[] bytes) {
    try {
      return Files.write(folder.resolve("sound"), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
