package org.aulos.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the chunks of an AIFF or AIFF-C file (Apple, "Audio Interchange File Format", 1991). */
final class AiffReader {
  /** A-law, mu-law and IMA 4:1: left to FFmpeg. */
  private static final Set<String> CODED = Set.of("alaw", "ALAW", "ulaw", "ULAW", "ima4");

  private record Common(
      int channels, long frames, int bits, int sampleRate, String compression, long position) {}

  private final FileBytes file;
  private final boolean compressed;
  private @Nullable Common common;
  private long soundPosition = -1;
  private long soundOffset;
  private long soundBytes;

  private AiffReader(FileBytes file, boolean compressed) {
    this.file = file;
    this.compressed = compressed;
  }

  static Content read(FileBytes file) throws IOException {
    AiffReader reader = new AiffReader(file, file.tag(8, "the FORM header").equals("AIFC"));
    reader.walk();
    return reader.content();
  }

  private void walk() throws IOException {
    long position = 12;
    while ((common == null || soundPosition < 0) && position < file.size()) {
      String id = file.tag(position, "a chunk header");
      long size = Integer.toUnsignedLong(file.at(position, 8, "a chunk header").getInt(4));
      long body = position + 8;
      if (body + size > file.size()) {
        throw file.error(
            "%s chunk at byte %d declares %d bytes, but the file ends after %d of them; it is cut"
                + " off or its header is wrong",
            id.strip(), position, size, file.size() - body);
      }
      switch (id) {
        case "COMM" -> common = common(position, size);
        case "SSND" -> sound(position, size);
        default -> {}
      }
      position = body + size + (size & 1);
    }
  }

  private Common common(long position, long size) throws IOException {
    int needed = compressed ? 22 : 18;
    if (size < needed) {
      throw file.error(
          "COMM chunk at byte %d declares %d bytes; expected at least %d", position, size, needed);
    }
    long body = position + 8;
    ByteBuffer fields = file.at(body, needed, "the COMM chunk");
    int channels = Short.toUnsignedInt(fields.getShort(0));
    return new Common(
        Limits.channels(file, channels, "the channel count at byte " + body),
        Integer.toUnsignedLong(fields.getInt(2)),
        Short.toUnsignedInt(fields.getShort(6)),
        Limits.sampleRate(file, extended(fields, 8), "the sample rate at byte " + (body + 8)),
        compressed ? file.tag(body + 18, "the COMM chunk") : "NONE",
        body);
  }

  /** An 80-bit IEEE 754 extended number: sign and exponent, then a mantissa with explicit one. */
  private static double extended(ByteBuffer fields, int at) {
    int exponent = fields.getShort(at);
    long mantissa = fields.getLong(at + 2);
    double magnitude = (mantissa >>> 11) * 0x1p-52;
    return exponent < 0 ? -magnitude : Math.scalb(magnitude, exponent - 16383);
  }

  private void sound(long position, long size) throws IOException {
    if (size < 8) {
      throw file.error(
          "SSND chunk at byte %d declares %d bytes; expected at least 8", position, size);
    }
    long offset = Integer.toUnsignedLong(file.at(position + 8, 4, "the SSND chunk").getInt(0));
    if (offset > size - 8) {
      throw file.error(
          "the offset at byte %d is %d; expected at most the %d bytes of the SSND chunk",
          position + 8, offset, size - 8);
    }
    soundPosition = position;
    soundOffset = position + 16 + offset;
    soundBytes = size - 8 - offset;
  }

  private Content content() {
    if (common == null) {
      throw file.error("holds no COMM chunk in its %d bytes; AIFF needs one", file.size());
    }
    if (soundPosition < 0) {
      if (common.frames > 0) {
        throw file.error(
            "holds no SSND chunk in its %d bytes, but COMM declares %d frames; it is cut off",
            file.size(), common.frames);
      }
      soundOffset = file.size(); // The specification lets a file of no frames leave it out.
    }
    if (CODED.contains(common.compression)) {
      return CodedContent.of("aiff", "aiff", OptionalLong.empty());
    }
    PcmEncoding encoding = encoding(common);
    long available = soundBytes / (encoding.bytes * (long) common.channels);
    if (common.frames > available) {
      throw file.error(
          "the COMM chunk declares %d frames at byte %d, but the SSND chunk at byte %d holds %d",
          common.frames, common.position + 2, soundPosition, available);
    }
    return new PcmLayout(
        "aiff",
        encoding,
        common.compression.equals("sowt") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN,
        common.sampleRate,
        common.channels,
        soundOffset,
        common.frames);
  }

  private PcmEncoding encoding(Common common) {
    switch (common.compression) {
      case "NONE", "twos", "sowt" -> {
        if (common.bits >= 1 && common.bits <= 32) {
          return PcmEncoding.signed((common.bits + 7) / 8);
        }
        throw file.error(
            "the bits per sample at byte %d are %d; expected 1 to 32",
            common.position + 6, common.bits);
      }
      case "raw " -> {
        return PcmEncoding.U8;
      }
      case "in24" -> {
        return PcmEncoding.S24;
      }
      case "in32" -> {
        return PcmEncoding.S32;
      }
      case "fl32", "FL32" -> {
        return PcmEncoding.F32;
      }
      case "fl64", "FL64" -> {
        return PcmEncoding.F64;
      }
      default ->
          throw file.error(
              "the compression at byte %d is '%s', which is not known; convert the file to PCM",
              common.position + 18, common.compression);
    }
  }
}
