package org.aulos.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * How one plain sample is stored. Integers are left-justified in whole bytes, so full scale is 2^(8
 * bytes - 1) whatever the number of valid bits.
 */
enum PcmEncoding {
  U8("pcm_u8", 1, false) {
    @Override
    void decode(ByteBuffer in, int offset, int stride, float[] out, int from, int count) {
      for (int i = 0, at = offset; i < count; i++, at += stride) {
        out[from + i] = ((in.get(at) & 0xFF) - 128) * 0x1p-7f;
      }
    }
  },
  S8("pcm_s8", 1, false) {
    @Override
    void decode(ByteBuffer in, int offset, int stride, float[] out, int from, int count) {
      for (int i = 0, at = offset; i < count; i++, at += stride) {
        out[from + i] = in.get(at) * 0x1p-7f;
      }
    }
  },
  S16("pcm_s16", 2, false) {
    @Override
    void decode(ByteBuffer in, int offset, int stride, float[] out, int from, int count) {
      for (int i = 0, at = offset; i < count; i++, at += stride) {
        out[from + i] = in.getShort(at) * 0x1p-15f;
      }
    }
  },
  S24("pcm_s24", 3, false) {
    @Override
    void decode(ByteBuffer in, int offset, int stride, float[] out, int from, int count) {
      int high = in.order() == ByteOrder.BIG_ENDIAN ? 0 : 2;
      int low = 2 - high;
      for (int i = 0, at = offset; i < count; i++, at += stride) {
        int sample =
            (in.get(at + high) << 16) | ((in.get(at + 1) & 0xFF) << 8) | (in.get(at + low) & 0xFF);
        out[from + i] = sample * 0x1p-23f;
      }
    }
  },
  S32("pcm_s32", 4, false) {
    @Override
    void decode(ByteBuffer in, int offset, int stride, float[] out, int from, int count) {
      for (int i = 0, at = offset; i < count; i++, at += stride) {
        out[from + i] = in.getInt(at) * 0x1p-31f;
      }
    }
  },
  F32("pcm_f32", 4, true) {
    @Override
    void decode(ByteBuffer in, int offset, int stride, float[] out, int from, int count) {
      for (int i = 0, at = offset; i < count; i++, at += stride) {
        out[from + i] = in.getFloat(at);
      }
    }
  },
  F64("pcm_f64", 8, true) {
    @Override
    void decode(ByteBuffer in, int offset, int stride, float[] out, int from, int count) {
      for (int i = 0, at = offset; i < count; i++, at += stride) {
        out[from + i] = (float) in.getDouble(at);
      }
    }
  };

  final String codec;
  final int bytes;

  /** Whether a sample can be NaN or infinite. */
  final boolean floating;

  PcmEncoding(String codec, int bytes, boolean floating) {
    this.codec = codec;
    this.bytes = bytes;
    this.floating = floating;
  }

  /** The signed integer of that many bytes, 1 to 4. */
  static PcmEncoding signed(int bytes) {
    return switch (bytes) {
      case 1 -> S8;
      case 2 -> S16;
      case 3 -> S24;
      case 4 -> S32;
      default -> throw new IllegalArgumentException("expected 1 to 4 bytes but was " + bytes);
    };
  }

  /**
   * Decodes every {@code stride} bytes of {@code in}, from {@code offset}, in its byte order.
   *
   * @param out receives {@code count} samples from index {@code from}
   */
  abstract void decode(ByteBuffer in, int offset, int stride, float[] out, int from, int count);
}
