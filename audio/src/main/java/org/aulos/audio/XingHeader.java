package org.aulos.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The Xing or Info header that an MP3 encoder writes into a first, silent frame, with LAME's
 * extension: how many frames follow and how many samples at both ends are the encoder's own.
 *
 * @param position its first byte in the file
 * @param frames MPEG audio frames that follow
 * @param delay samples that the encoder put before the sound
 * @param padding samples that the encoder put after it
 */
record XingHeader(long position, long frames, int delay, int padding) {
  /** Samples by which a decoder of layer III lags behind, on top of the encoder's delay. */
  private static final int DECODER_DELAY = 529;

  private static final Set<String> LAME = Set.of("LAME", "Lavf", "Lavc");
  private static final int HAS_FRAMES = 1;
  private static final int HAS_BYTES = 2;
  private static final int HAS_TABLE = 4;
  private static final int HAS_QUALITY = 8;

  /** The header in the frame at {@code start}, or null if that is an ordinary frame. */
  static @Nullable XingHeader of(FileBytes file, long start, MpegHeader frame) throws IOException {
    int sideInfo = frame.mpeg1() ? (frame.mono() ? 17 : 32) : frame.mono() ? 9 : 17;
    long position = start + 4 + sideInfo;
    byte[] bytes = file.peek(position, 156);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    if (bytes.length < 156 || !(text.startsWith("Xing") || text.startsWith("Info"))) {
      return null;
    }
    ByteBuffer fields = ByteBuffer.wrap(bytes);
    int flags = fields.getInt(4);
    if ((flags & HAS_FRAMES) == 0) {
      return null;
    }
    int lame =
        12
            + ((flags & HAS_BYTES) != 0 ? 4 : 0)
            + ((flags & HAS_TABLE) != 0 ? 100 : 0)
            + ((flags & HAS_QUALITY) != 0 ? 4 : 0);
    int ends =
        LAME.contains(text.substring(lame, lame + 4)) ? fields.getInt(lame + 20) & 0xFFFFFF : -1;
    // Without LAME's fields nothing is trimmed, not even the decoder's delay.
    return new XingHeader(
        position,
        Integer.toUnsignedLong(fields.getInt(8)),
        ends < 0 ? -DECODER_DELAY : ends >>> 12,
        ends < 0 ? 0 : ends & 0xFFF);
  }

  /**
   * Samples of sound in each channel.
   *
   * @param samplesPerFrame samples in each channel of one MPEG audio frame
   */
  long samples(int samplesPerFrame) {
    long before = (long) delay + DECODER_DELAY;
    long after = Math.max(0, padding - DECODER_DELAY);
    return Math.max(0, frames * samplesPerFrame - before - after);
  }
}
