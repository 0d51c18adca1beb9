package org.aulos.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.aulos.audio.CodedContent.Length;

/**
 * Walks the pages of an Ogg file (RFC 3533): each must be whole and match its checksum, and each
 * stream must reach its end-of-stream page. The last granule position then gives the exact length.
 */
final class OggPages {
  private static final int HEADER_BYTES = 27;
  private static final int BEGIN = 2;
  private static final int END = 4;
  private static final int[] CRC = crcTable();

  private enum Codec {
    VORBIS("\u0001vorbis"),
    OPUS("OpusHead"),
    FLAC("\u007FFLAC"),
    OTHER("");

    final String magic;

    Codec(String magic) {
      this.magic = magic;
    }
  }

  /** One logical stream. */
  private static final class Stream {
    final Codec codec;
    final int skip;
    long granule;
    boolean ended;

    Stream(Codec codec, int skip) {
      this.codec = codec;
      this.skip = skip;
    }
  }

  private final FileBytes file;
  private final Map<Integer, Stream> streams = new LinkedHashMap<>();

  private OggPages(FileBytes file) {
    this.file = file;
  }

  static Content read(FileBytes file) throws IOException {
    OggPages pages = new OggPages(file);
    long position = 0;
    while (position < file.size() && !(pages.allEnded() && !pages.isPage(position))) {
      position = pages.page(position);
    }
    pages.requireEnd();
    return pages.content();
  }

  private boolean allEnded() {
    return !streams.isEmpty() && streams.values().stream().allMatch(stream -> stream.ended);
  }

  private boolean isPage(long position) throws IOException {
    byte[] magic = file.peek(position, 4);
    return new String(magic, StandardCharsets.ISO_8859_1).equals("OggS");
  }

  /** Checks one page and returns where the next begins. */
  private long page(long position) throws IOException {
    if (!isPage(position)) {
      throw file.error("byte %d should start an Ogg page, but does not; it is damaged", position);
    }
    ByteBuffer header = file.at(position, HEADER_BYTES, "an Ogg page header");
    int segments = header.get(26) & 0xFF;
    ByteBuffer lacing = file.at(position + HEADER_BYTES, segments, "an Ogg page header");
    int body = 0;
    for (int i = 0; i < segments; i++) {
      body += lacing.get(i) & 0xFF;
    }
    int start = HEADER_BYTES + segments;
    ByteBuffer page = file.at(position, start + body, "an Ogg page").order(ByteOrder.LITTLE_ENDIAN);
    if (crc(page) != page.getInt(22)) {
      throw file.error(
          "the Ogg page at byte %d does not match its checksum; it is damaged", position);
    }
    Stream stream = stream(page, position, start, body);
    long granule = page.getLong(6);
    if (granule >= 0) { // -1: no packet ends on this page.
      stream.granule = granule;
    }
    stream.ended |= (page.get(5) & END) != 0;
    return position + start + body;
  }

  private Stream stream(ByteBuffer page, long position, int start, int body) {
    int serial = page.getInt(14);
    if ((page.get(5) & BEGIN) != 0) {
      if (allEnded()) {
        throw file.error(
            "a second chain of Ogg streams begins at byte %d; split the file there", position);
      }
      streams.put(serial, newStream(page.slice(start, body).order(ByteOrder.LITTLE_ENDIAN)));
    }
    Stream stream = streams.get(serial);
    if (stream == null) {
      throw file.error(
          "the Ogg page at byte %d belongs to a stream that has not begun; it is damaged",
          position);
    }
    return stream;
  }

  private static Stream newStream(ByteBuffer packet) {
    String text = StandardCharsets.ISO_8859_1.decode(packet.duplicate()).toString();
    for (Codec codec : Codec.values()) {
      if (text.startsWith(codec.magic)) {
        // The pre-skip of RFC 7845, section 5.1.
        boolean skips = codec == Codec.OPUS && packet.capacity() >= 12;
        return new Stream(codec, skips ? Short.toUnsignedInt(packet.getShort(10)) : 0);
      }
    }
    throw new AssertionError("every text starts with the empty magic");
  }

  private void requireEnd() {
    for (Stream stream : streams.values()) {
      if (!stream.ended) {
        throw file.error(
            "ends at byte %d without an end-of-stream page, after granule position %d; it is cut"
                + " off",
            file.size(), stream.granule);
      }
    }
  }

  private Content content() {
    Stream audio = null;
    for (Stream stream : streams.values()) {
      if (stream.codec != Codec.OTHER) {
        if (audio != null) {
          throw file.error("holds more than one audio stream; keep one of them");
        }
        audio = stream;
      }
    }
    if (audio == null) {
      return new CodedContent("ogg", "ogg", Length.UNKNOWN, 0);
    }
    long frames = Math.max(0, audio.granule - audio.skip);
    // Of a Vorbis stream that fits in one page FFmpeg would trim the first packet twice, at the
    // start and again at the end.
    Length length = audio.codec == Codec.VORBIS ? Length.KNOWN_UNTRIMMED : Length.KNOWN;
    return new CodedContent("ogg", "ogg", length, frames);
  }

  private static int crc(ByteBuffer page) {
    int crc = 0;
    for (int i = 0; i < page.limit(); i++) {
      int value = i >= 22 && i < 26 ? 0 : page.get(i); // The checksum's own field counts as zero.
      crc = (crc << 8) ^ CRC[((crc >>> 24) ^ value) & 0xFF];
    }
    return crc;
  }

  private static int[] crcTable() {
    int[] table = new int[256];
    for (int i = 0; i < table.length; i++) {
      int crc = i << 24;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc << 1) ^ (crc < 0 ? 0x04C11DB7 : 0);
      }
      table[i] = crc;
    }
    return table;
  }
}
