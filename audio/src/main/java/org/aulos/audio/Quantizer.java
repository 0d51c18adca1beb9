package org.aulos.audio;

import java.nio.ByteBuffer;
import org.aulos.api.Waveform;

/** Turns samples into interleaved bytes and counts those that full scale cannot hold. */
final class Quantizer {
  private final Waveform audio;
  private long clipped;

  /** A quantizer of finite samples. */
  Quantizer(Waveform audio) {
    for (int c = 0; c < audio.channels(); c++) {
      float[] samples = audio.channel(c);
      for (int i = 0; i < samples.length; i++) {
        if (!Float.isFinite(samples[i])) {
          throw new IllegalArgumentException(
              "expected finite samples but sample %d of channel %d is %s"
                  .formatted(i, c, samples[i]));
        }
      }
    }
    this.audio = audio;
  }

  /** Samples so far that were outside [-1, 1] and became full scale. */
  long clipped() {
    return clipped;
  }

  void put16(ByteBuffer target, int from, int to) {
    for (int i = from; i < to; i++) {
      for (int c = 0; c < audio.channels(); c++) {
        target.putShort((short) quantize(audio.channel(c)[i], 0x1p15f));
      }
    }
  }

  /** Puts three bytes a sample, lowest first. */
  void put24(ByteBuffer target, int from, int to) {
    for (int i = from; i < to; i++) {
      for (int c = 0; c < audio.channels(); c++) {
        int sample = quantize(audio.channel(c)[i], 0x1p23f);
        target.put((byte) sample).put((byte) (sample >> 8)).put((byte) (sample >> 16));
      }
    }
  }

  /** Puts 24 bits in the upper part of four bytes. */
  void put24In32(ByteBuffer target, int from, int to) {
    for (int i = from; i < to; i++) {
      for (int c = 0; c < audio.channels(); c++) {
        target.putInt(quantize(audio.channel(c)[i], 0x1p23f) << 8);
      }
    }
  }

  void putFloat(ByteBuffer target, int from, int to) {
    for (int i = from; i < to; i++) {
      for (int c = 0; c < audio.channels(); c++) {
        target.putFloat(audio.channel(c)[i]);
      }
    }
  }

  /** The nearest step; 1 itself becomes the largest, which is one step below. */
  private int quantize(float sample, float fullScale) {
    if (Math.abs(sample) > 1) {
      clipped++;
    }
    return (int) Math.max(-fullScale, Math.min(fullScale - 1, Math.rint(sample * fullScale)));
  }
}
