package org.aulos.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.aulos.api.AudioException;
import org.aulos.api.Waveform;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No bytes whatever lead to anything but samples or an {@link AudioException}. */
class DamageTest {
  @TempDir private Path folder;

  static Map<String, byte[]> small() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("wav", SoundBytes.wav16(2, 1, 2, 3, 4, 5, 6, 7, 8));
    SoundBytes format = SoundBytes.format(SoundBytes.little(), 3, 1, 8000, 32);
    files.put("float", SoundBytes.wav("RIFF", format, SoundBytes.little().f32(0.1f).f32(0.2f)));
    files.put(
        "aiff",
        SoundBytes.aiff("AIFF", SoundBytes.common(1, 3, 16, 8000), SoundBytes.big().u16(1).u32(2)));
    SoundBytes au = SoundBytes.big().text(".snd").u32(24).u32(4).u32(3).u32(11025).u32(2);
    files.put("au", au.u16(1).u16(2).toArray());
    return files;
  }

  static Map<String, byte[]> all() {
    Map<String, byte[]> files = small();
    SoundBytes.CODED.forEach(name -> files.put(name, SoundBytes.resource(name)));
    return files;
  }

  @ParameterizedTest
  @MethodSource("smallNames")
  void aPlainFileCutAtAnyByteIsRefused(String name) {
    byte[] whole = Objects.requireNonNull(small().get(name));

    for (int length = 0; length < whole.length; length++) {
      Path cut = file(Arrays.copyOf(whole, length));
      assertThatExceptionOfType(AudioException.class)
          .as("cut after %d bytes", length)
          .isThrownBy(() -> AudioFiles.read(cut));
    }
  }

  @ParameterizedTest
  @MethodSource("smallNames")
  void anyByteOfAPlainFileMayHoldAnything(String name) {
    byte[] bytes = Objects.requireNonNull(small().get(name));

    for (int i = 0; i < bytes.length; i++) {
      byte kept = bytes[i];
      for (int value = 0; value < 256; value += 15) {
        bytes[i] = (byte) value;
        assertReadOrRefused(bytes);
      }
      bytes[i] = kept;
    }
  }

  @ParameterizedTest
  @MethodSource("allNames")
  void anyFewBytesOfAnyFileMayHoldAnything(String name) {
    byte[] whole = Objects.requireNonNull(all().get(name));
    Random random = new Random(name.hashCode());

    for (int round = 0; round < 150; round++) {
      byte[] bytes = whole.clone();
      // Half of the rounds aim at the headers.
      int reach = round % 2 == 0 ? bytes.length : Math.min(bytes.length, 200);
      for (int changes = 1 + random.nextInt(8); changes > 0; changes--) {
        bytes[random.nextInt(reach)] = (byte) random.nextInt(256);
      }
      assertReadOrRefused(bytes);
    }
  }

  @Test
  void aChangedByteNeverChangesSamplesOfFlac() {
    byte[] whole = SoundBytes.resource("flac16_stereo.flac");
    Waveform good = AudioFiles.read(file(whole));
    Random random = new Random(5);

    for (int round = 0; round < 200; round++) {
      byte[] bytes = whole.clone();
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(255));
      Waveform read = readOrNull(file(bytes));
      if (read != null && read.channels() == good.channels()) {
        int frames = Math.min(read.frames(), good.frames());
        assertThat(Arrays.copyOf(read.channel(0), frames))
            .isEqualTo(Arrays.copyOf(good.channel(0), frames));
      }
    }
  }

  @Test
  void randomBytesAreNoSound() {
    Random random = new Random(7);

    for (int round = 0; round < 200; round++) {
      byte[] bytes = new byte[random.nextInt(5000)];
      random.nextBytes(bytes);
      Path file = file(bytes);
      assertThatExceptionOfType(AudioException.class).isThrownBy(() -> AudioFiles.read(file));
    }
  }

  @Test
  void declaredGigabytesAreNotAllocated() {
    SoundBytes rf64 = SoundBytes.little().text("RF64").u32(-1).text("WAVE");
    rf64.chunk("ds64", SoundBytes.little().u64(1L << 40).u64(1L << 40).u64(1L << 39).u32(0));
    rf64.chunk("fmt ", SoundBytes.format(SoundBytes.little(), 1, 1, 8000, 16));
    rf64.text("data").u32(-1).u16(1);

    assertRefused(rf64.toArray(), "declares 1099511627776 bytes, but the file ends after 2");
  }

  @Test
  void framesThatAiffDeclaresAreNotAllocated() {
    SoundBytes common = SoundBytes.common(1, 0xFFFFFFFFL, 16, 8000);

    assertRefused(
        SoundBytes.aiff("AIFF", common, SoundBytes.big().u16(1)),
        "declares 4294967295 frames at byte 22, but the SSND chunk at byte 38 holds 1");
  }

  @Test
  void framesThatFlacDeclaresAreNotAllocated() {
    byte[] flac = SoundBytes.resource("flac16_stereo.flac");
    // The last 36 bits before the checksum in STREAMINFO; 8 more bytes than the block's header.
    long fields = ByteBuffer.wrap(flac).getLong(18) | 0x7FFF_FFF0L;
    ByteBuffer.wrap(flac).putLong(18, fields);

    assertRefused(flac, "frames, but ends after 22050 (0.500 s); it is cut off");
  }

  @Test
  void framesThatMp3DeclaresAreNotAllocated() {
    byte[] mp3 = SoundBytes.resource("mp3_vbr_mono.mp3");
    int xing = new String(mp3, StandardCharsets.ISO_8859_1).indexOf("Xing");
    ByteBuffer.wrap(mp3).putInt(xing + 8, -1);

    assertRefused(mp3, "declares 4294967295 MPEG audio frames");
  }

  private void assertReadOrRefused(byte[] bytes) {
    Path file = file(bytes);

    assertThatNoException().isThrownBy(() -> readOrNull(file));
    try {
      AudioFiles.probe(file);
    } catch (AudioException e) {
      assertThat(e).hasMessageStartingWith(file.toString());
    }
  }

  private void assertRefused(byte[] bytes, String message) {
    Path file = file(bytes);

    assertThatExceptionOfType(AudioException.class)
        .isThrownBy(() -> AudioFiles.read(file))
        .withMessageContaining(message);
  }

  private @Nullable Waveform readOrNull(Path file) {
    try {
      return AudioFiles.read(file);
    } catch (AudioException e) {
      assertThat(e).hasMessageStartingWith(file.toString());
      return null;
    }
  }

  private static Set<String> smallNames() {
    return small().keySet();
  }

  private static Set<String> allNames() {
    return all().keySet();
  }

  private Path file(byte[] bytes) {
    try {
      return Files.write(folder.resolve("sound"), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
