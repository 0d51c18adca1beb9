package org.aulos.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalLong;

/** Reads the header of a Sun/NeXT AU file. */
final class AuReader {
  private static final long UNKNOWN = 0xFFFF_FFFFL;
  private static final int MU_LAW = 1;
  private static final int A_LAW = 27;

  private AuReader() {}

  static Content read(FileBytes file) throws IOException {
    ByteBuffer fields = file.at(0, 24, "the AU header");
    long offset = Integer.toUnsignedLong(fields.getInt(4));
    long declared = Integer.toUnsignedLong(fields.getInt(8));
    int code = fields.getInt(12);
    double rate = Integer.toUnsignedLong(fields.getInt(16));
    int sampleRate = Limits.sampleRate(file, rate, "the sample rate at byte 16");
    int channels = Limits.channels(file, fields.getInt(20), "the channel count at byte 20");
    if (offset < 24 || offset > file.size()) {
      throw file.error("the data offset at byte 4 is %d; expected 24 to %d", offset, file.size());
    }
    long there = file.size() - offset;
    if (declared != UNKNOWN && declared > there) {
      throw file.error(
          "the header declares %d bytes of data at byte 8, but the file ends after %d of them; it"
              + " is cut off",
          declared, there);
    }
    long bytes = declared == UNKNOWN ? there : declared;
    if (code == MU_LAW || code == A_LAW) {
      return CodedContent.of("au", "au", OptionalLong.of(bytes / channels));
    }
    PcmEncoding encoding = encoding(file, code);
    return new PcmLayout(
        "au",
        encoding,
        ByteOrder.BIG_ENDIAN,
        sampleRate,
        channels,
        offset,
        bytes / (encoding.bytes * (long) channels));
  }

  private static PcmEncoding encoding(FileBytes file, int code) {
    return switch (code) {
      case 2 -> PcmEncoding.S8;
      case 3 -> PcmEncoding.S16;
      case 4 -> PcmEncoding.S24;
      case 5 -> PcmEncoding.S32;
      case 6 -> PcmEncoding.F32;
      case 7 -> PcmEncoding.F64;
      default ->
          throw file.error(
              "the encoding at byte 12 is %d, which is not known; convert the file to PCM", code);
    };
  }
}
