package org.aulos.audio;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Sound files put together byte by byte, and those in the test resources. */
final class SoundBytes {
  /** Test resources of half a second, {@link #tone}, made by FFmpeg 5.1. */
  static final List<String> CODED =
      List.of(
          "vorbis_mono.ogg",
          "vorbis_stereo.ogg",
          "opus_stereo.opus",
          "flac_in_ogg_mono.oga",
          "mp3_cbr128_stereo.mp3",
          "mp3_vbr_mono.mp3",
          "mp3_mono_22050hz.mp3",
          "aac_mono.m4a",
          "aac_adts_mono.aac",
          "alac_mono.m4a",
          "wavpack_mono.wv",
          "webm_opus_mono.webm",
          "flac16_stereo.flac",
          "wav_ima_adpcm_mono.wav",
          "wav_mulaw_mono_8000hz.wav");

  private final ByteBuffer bytes;

  private SoundBytes(ByteOrder order) {
    bytes = ByteBuffer.allocate(1 << 16).order(order);
  }

  static SoundBytes little() {
    return new SoundBytes(ByteOrder.LITTLE_ENDIAN);
  }

  static SoundBytes big() {
    return new SoundBytes(ByteOrder.BIG_ENDIAN);
  }

  static byte[] resource(String name) {
    try (InputStream in = SoundBytes.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalArgumentException("no test resource " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Channel c (from 0) of the signal in the resources: 0.5 / (c + 1) sin(2 pi 440 (c + 1) t). */
  static double tone(int channel, long frame, int sampleRate) {
    int harmonic = channel + 1;
    return 0.5 / harmonic * Math.sin(2 * Math.PI * 440 * harmonic * frame / sampleRate);
  }

  /** A WAV file of 16-bit frames at 8 kHz. */
  static byte[] wav16(int channels, int... samples) {
    SoundBytes data = little();
    for (int sample : samples) {
      data.u16(sample);
    }
    return wav("RIFF", format(little(), 1, channels, 8000, 16), data);
  }

  /** A WAV file of a fmt and a data chunk. */
  static byte[] wav(String form, SoundBytes format, SoundBytes data) {
    SoundBytes body = new SoundBytes(data.bytes.order());
    return body.text("WAVE").chunk("fmt ", format).chunk("data", data).form(form);
  }

  /** The 16 bytes of a fmt chunk. */
  static SoundBytes format(SoundBytes target, int tag, int channels, long rate, int bits) {
    int frame = channels * bits / 8;
    return target.u16(tag).u16(channels).u32(rate).u32(rate * frame).u16(frame).u16(bits);
  }

  /** A COMM chunk of AIFF; rates of whole Hz up to 2^31. */
  static SoundBytes common(int channels, long frames, int bits, int rate) {
    int exponent = 31 - Integer.numberOfLeadingZeros(rate);
    SoundBytes common = big().u16(channels).u32(frames).u16(bits).u16(16383 + exponent);
    return common.u32((long) rate << (31 - exponent)).u32(0);
  }

  /** An AIFF file of a COMM and an SSND chunk. */
  static byte[] aiff(String type, SoundBytes common, SoundBytes data) {
    SoundBytes sound = big().u32(0).u32(0).raw(data.toArray());
    return big().text(type).chunk("COMM", common).chunk("SSND", sound).form("FORM");
  }

  SoundBytes u8(int value) {
    bytes.put((byte) value);
    return this;
  }

  SoundBytes u16(int value) {
    bytes.putShort((short) value);
    return this;
  }

  SoundBytes u24(int value) {
    boolean big = bytes.order() == ByteOrder.BIG_ENDIAN;
    return u8(value >> (big ? 16 : 0)).u8(value >> 8).u8(value >> (big ? 0 : 16));
  }

  SoundBytes u32(long value) {
    bytes.putInt((int) value);
    return this;
  }

  SoundBytes u64(long value) {
    bytes.putLong(value);
    return this;
  }

  SoundBytes f32(float value) {
    bytes.putFloat(value);
    return this;
  }

  SoundBytes f64(double value) {
    bytes.putDouble(value);
    return this;
  }

  SoundBytes text(String value) {
    return raw(value.getBytes(StandardCharsets.ISO_8859_1));
  }

  SoundBytes raw(byte[] value) {
    bytes.put(value);
    return this;
  }

  SoundBytes chunk(String id, SoundBytes body) {
    byte[] content = body.toArray();
    text(id).u32(content.length).raw(content);
    return content.length % 2 == 0 ? this : u8(0);
  }

  byte[] form(String id) {
    byte[] body = toArray();
    return new SoundBytes(bytes.order()).text(id).u32(body.length).raw(body).toArray();
  }

  byte[] toArray() {
    byte[] copy = new byte[bytes.position()];
    bytes.get(0, copy);
    return copy;
  }
}
