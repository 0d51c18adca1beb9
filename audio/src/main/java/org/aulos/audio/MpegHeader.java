package org.aulos.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The header of one frame of MPEG audio (ISO 11172-3, 13818-3) or ADTS (ISO 13818-7).
 *
 * @param adts whether it is AAC in ADTS
 * @param bytes length of the frame, header included
 * @param samples samples in each channel of the frame
 * @param mpeg1 whether it is MPEG-1
 * @param mono whether it has one channel
 * @param constant the bits that no frame of one stream changes
 */
record MpegHeader(boolean adts, int bytes, int samples, boolean mpeg1, boolean mono, int constant) {
  /** Sync word, version, layer and sample rate. */
  private static final int MPEG_CONSTANT = 0xFFFE0C00;

  /** Sync word, version, layer, profile, sample rate and channels. */
  private static final int ADTS_CONSTANT = 0xFFFEFDC0;

  // kbit/s by index 1 to 14: MPEG-1 layers I, II, III; MPEG-2 layer I; MPEG-2 layers II and III.
  private static final int[][] BIT_RATES = {
    {32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448},
    {32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384},
    {32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320},
    {32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256},
    {8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160}
  };
  private static final int[] SAMPLE_RATES = {44_100, 48_000, 32_000};

  /** The header at that byte, or null if there is none. */
  static @Nullable MpegHeader at(FileBytes file, long position) throws IOException {
    byte[] bytes = file.peek(position, 7);
    if (bytes.length < 4) {
      return null;
    }
    int word = ByteBuffer.wrap(bytes).getInt(0);
    if (word >>> 21 != 0x7FF) {
      return null;
    }
    return ((word >>> 17) & 3) == 0 ? adts(bytes, word) : mpeg(word);
  }

  private static @Nullable MpegHeader adts(byte[] bytes, int word) {
    if (word >>> 20 != 0xFFF || bytes.length < 7 || ((word >>> 10) & 15) > 12) {
      return null;
    }
    int length = ((bytes[3] & 3) << 11) | ((bytes[4] & 0xFF) << 3) | ((bytes[5] & 0xFF) >>> 5);
    int samples = 1024 * ((bytes[6] & 3) + 1);
    return length < 7
        ? null
        : new MpegHeader(true, length, samples, false, false, word & ADTS_CONSTANT);
  }

  private static @Nullable MpegHeader mpeg(int word) {
    int version = (word >>> 19) & 3; // 0: MPEG-2.5, 2: MPEG-2, 3: MPEG-1
    int layer = 4 - ((word >>> 17) & 3);
    int bitIndex = (word >>> 12) & 15;
    int rateIndex = (word >>> 10) & 3;
    // Bit rate 0 is "free format", whose frame length no header tells.
    if (version == 1 || bitIndex == 0 || bitIndex == 15 || rateIndex == 3) {
      return null;
    }
    boolean mpeg1 = version == 3;
    int table = mpeg1 ? layer - 1 : layer == 1 ? 3 : 4;
    int bitRate = BIT_RATES[table][bitIndex - 1] * 1000;
    int sampleRate = SAMPLE_RATES[rateIndex] >> (mpeg1 ? 0 : version == 2 ? 1 : 2);
    int padding = (word >>> 9) & 1;
    int samples = layer == 1 ? 384 : layer == 3 && !mpeg1 ? 576 : 1152;
    int bytes =
        layer == 1
            ? (12 * bitRate / sampleRate + padding) * 4
            : samples / 8 * bitRate / sampleRate + padding;
    boolean mono = ((word >>> 6) & 3) == 3;
    return new MpegHeader(false, bytes, samples, mpeg1, mono, word & MPEG_CONSTANT);
  }

  /** Whether this frame can belong to the stream that {@code first} began. */
  boolean continues(MpegHeader first) {
    return adts == first.adts && constant == first.constant;
  }
}
