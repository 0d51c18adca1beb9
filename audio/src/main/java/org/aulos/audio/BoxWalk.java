package org.aulos.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.aulos.audio.CodedContent.Length;

/** Checks that the outermost boxes of an MP4 or Matroska file are all in the file. */
final class BoxWalk {
  private static final int MATROSKA_SEGMENT = 0x18538067;

  private BoxWalk() {}

  /** Walks the top-level boxes of an MP4 file (ISO 14496-12, section 4.2). */
  static Content mp4(FileBytes file) throws IOException {
    boolean movie = false;
    long position = 0;
    while (position + 8 <= file.size()) {
      ByteBuffer header = file.at(position, 8, "a box header");
      long size = Integer.toUnsignedLong(header.getInt(0));
      String type = file.tag(position + 4, "a box header");
      if (size == 1) {
        size = file.at(position + 8, 8, "a box header").getLong(0);
      } else if (size == 0) { // To the end of the file.
        size = file.size() - position;
      }
      if (size < 8 || size > file.size() - position) {
        throw file.error(
            "%s box at byte %d declares %s bytes, but the file ends after %d of them; it is cut off"
                + " or damaged",
            type, position, Long.toUnsignedString(size), file.size() - position);
      }
      movie |= type.equals("moov");
      position += size;
    }
    if (!movie) {
      throw file.error(
          "holds no moov box in its %d bytes; the recording did not finish or the file is cut off",
          file.size());
    }
    return new CodedContent("mp4", "mov", Length.DECLARED, 0);
  }

  /** Checks the length of a Matroska file's segment (RFC 8794, RFC 9559). */
  static Content matroska(FileBytes file) throws IOException {
    long position = 4; // The header's own identifier is known.
    int headerSize = (int) Math.min(file.size(), size(file, position));
    position += sizeBytes(file, position) + headerSize;
    int id = file.at(position, 4, "the Matroska segment").getInt(0);
    if (id != MATROSKA_SEGMENT) {
      throw file.error("byte %d should start a Matroska segment, but does not", position);
    }
    long body = position + 4 + sizeBytes(file, position + 4);
    long size = size(file, position + 4);
    if (size > file.size() - body) {
      throw file.error(
          "the segment at byte %d declares %d bytes, but the file ends after %d of them; it is cut"
              + " off",
          position, size, file.size() - body);
    }
    return new CodedContent("matroska", "matroska", Length.UNKNOWN, 0);
  }

  private static int sizeBytes(FileBytes file, long position) throws IOException {
    int first = file.at(position, 1, "a Matroska size").get(0) & 0xFF;
    if (first == 0) {
      throw file.error("the Matroska size at byte %d is longer than 8 bytes", position);
    }
    return Integer.numberOfLeadingZeros(first) - 23;
  }

  /** A variable-length size; 0 if the writer left it open. */
  private static long size(FileBytes file, long position) throws IOException {
    int count = sizeBytes(file, position);
    ByteBuffer bytes = file.at(position, count, "a Matroska size");
    long value = bytes.get(0) & (0xFF >>> count);
    for (int i = 1; i < count; i++) {
      value = (value << 8) | (bytes.get(i) & 0xFF);
    }
    return value == (1L << (7 * count)) - 1 ? 0 : value;
  }
}
