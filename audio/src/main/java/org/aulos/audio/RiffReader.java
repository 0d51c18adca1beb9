package org.aulos.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the chunks of a WAV file: RIFF, its big-endian twin RIFX, and RF64/BW64 with 64-bit sizes
 * (EBU Tech 3306).
 */
final class RiffReader {
  private static final int PCM = 1;
  private static final int FLOAT = 3;
  private static final int EXTENSIBLE = 0xFFFE;

  /** MS ADPCM, A-law, mu-law, IMA ADPCM, GSM 6.10, MP3: left to FFmpeg. */
  private static final Set<Integer> CODED = Set.of(0x02, 0x06, 0x07, 0x11, 0x31, 0x55);

  /** The last eight bytes of every sub-format GUID that stands for a format tag. */
  private static final long GUID_END = 0x8000_00AA_0038_9B71L;

  /** The size that a writer to a pipe declares, and RF64's pointer to the ds64 chunk. */
  private static final long UNKNOWN = 0xFFFF_FFFFL;

  private record Format(
      int tag, int channels, int sampleRate, int blockAlign, int bits, long position) {}

  private record Chunk(String id, long position, long size) {
    long body() {
      return position + 8;
    }

    long next() {
      return body() + size + (size & 1);
    }
  }

  private final FileBytes file;
  private final String container;
  private final ByteOrder order;
  private @Nullable Format format;
  private @Nullable Chunk data;
  private long longDataSize = -1;
  private OptionalLong factFrames = OptionalLong.empty();

  private RiffReader(FileBytes file, String form) {
    this.file = file;
    this.container = form.equals("RF64") || form.equals("BW64") ? "rf64" : "wav";
    this.order = form.equals("RIFX") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
  }

  static Content read(FileBytes file) throws IOException {
    RiffReader reader = new RiffReader(file, file.tag(0, "the RIFF header"));
    reader.walk();
    return reader.content();
  }

  /** Reads chunk headers until both the format and the data are known. */
  private void walk() throws IOException {
    long position = 12;
    while ((format == null || data == null) && position < file.size()) {
      ByteBuffer header = at(position, 8, "a chunk header");
      Chunk chunk =
          new Chunk(
              file.tag(position, "a chunk header"),
              position,
              Integer.toUnsignedLong(header.getInt(4)));
      switch (chunk.id) {
        case "ds64" -> longDataSize = at(chunk.body(), 16, "the ds64 chunk").getLong(8);
        case "fmt " -> format = format(chunk);
        case "fact" ->
            factFrames =
                OptionalLong.of(
                    Integer.toUnsignedLong(at(chunk.body(), 4, "the fact chunk").getInt(0)));
        case "data" -> {
          chunk = sized(chunk);
          data = chunk;
        }
        default -> {}
      }
      position = chunk.next();
      requireInside(chunk);
    }
  }

  private ByteBuffer at(long position, int count, String what) throws IOException {
    return file.at(position, count, what).order(order);
  }

  private void requireInside(Chunk chunk) {
    if (chunk.body() + chunk.size > file.size()) {
      throw file.error(
          "%s chunk at byte %d declares %d bytes, but the file ends after %d of them; it is cut off"
              + " or its header is wrong",
          chunk.id.strip(), chunk.position, chunk.size, file.size() - chunk.body());
    }
  }

  /** The data chunk with its true size, where the header leaves that open. */
  private Chunk sized(Chunk chunk) throws IOException {
    long rest = file.size() - chunk.body();
    if (chunk.size == UNKNOWN) {
      boolean given = container.equals("rf64") && longDataSize >= 0;
      return new Chunk(chunk.id, chunk.position, given ? longDataSize : rest);
    }
    if (chunk.size == 0 && rest > 0 && declaredEnd() < file.size() - 1) {
      throw file.error(
          "data chunk at byte %d declares 0 bytes, but %d follow; the recorder did not finish the"
              + " header, so write it anew",
          chunk.position, rest);
    }
    return chunk;
  }

  private long declaredEnd() throws IOException {
    return 8 + Integer.toUnsignedLong(at(4, 4, "the RIFF header").getInt(0));
  }

  private Format format(Chunk chunk) throws IOException {
    if (chunk.size < 16) {
      throw file.error(
          "fmt chunk at byte %d declares %d bytes; expected at least 16",
          chunk.position, chunk.size);
    }
    requireInside(chunk);
    ByteBuffer fields = at(chunk.body(), 16, "the fmt chunk");
    int channels = Short.toUnsignedInt(fields.getShort(2));
    double rate = Integer.toUnsignedLong(fields.getInt(4));
    int blockAlign = Short.toUnsignedInt(fields.getShort(12));
    int bits = Short.toUnsignedInt(fields.getShort(14));
    int tag = Short.toUnsignedInt(fields.getShort(0));
    long body = chunk.body();
    return new Format(
        tag == EXTENSIBLE ? extensibleTag(chunk, bits) : tag,
        Limits.channels(file, channels, "the channel count at byte " + (body + 2)),
        Limits.sampleRate(file, rate, "the sample rate at byte " + (body + 4)),
        blockAlign,
        bits,
        body);
  }

  private int extensibleTag(Chunk chunk, int bits) throws IOException {
    if (chunk.size < 40) {
      throw file.error(
          "fmt chunk at byte %d declares %d bytes; WAVE_FORMAT_EXTENSIBLE needs 40",
          chunk.position, chunk.size);
    }
    ByteBuffer fields = at(chunk.body() + 18, 22, "the fmt chunk");
    int validBits = Short.toUnsignedInt(fields.getShort(0));
    if (validBits > bits) {
      throw file.error(
          "the valid bits at byte %d are %d; expected at most the %d bits of a sample",
          chunk.body() + 18, validBits, bits);
    }
    int tag = fields.getInt(6);
    boolean known =
        tag >>> 16 == 0
            && fields.getShort(10) == 0
            && fields.getShort(12) == 0x10
            && fields.order(ByteOrder.BIG_ENDIAN).getLong(14) == GUID_END;
    return known ? tag : EXTENSIBLE;
  }

  private Content content() {
    if (format == null) {
      throw file.error("holds no fmt chunk in its %d bytes; a WAV file needs one", file.size());
    }
    if (data == null) {
      throw file.error("holds no data chunk in its %d bytes; a WAV file needs one", file.size());
    }
    if (CODED.contains(format.tag)) {
      return CodedContent.of(container, "wav", factFrames);
    }
    PcmEncoding encoding = encoding(format);
    int frameBytes = encoding.bytes * format.channels;
    if (format.blockAlign != frameBytes) {
      throw file.error(
          "the block align at byte %d is %d; expected %d for %d channels of %d bits",
          format.position + 12, format.blockAlign, frameBytes, format.channels, format.bits);
    }
    return new PcmLayout(
        container,
        encoding,
        order,
        format.sampleRate,
        format.channels,
        data.body(),
        data.size / frameBytes);
  }

  private PcmEncoding encoding(Format format) {
    String field = "the bits per sample at byte " + (format.position + 14);
    switch (format.tag) {
      case PCM -> {
        if (format.bits % 8 == 0 && format.bits >= 8 && format.bits <= 32) {
          return format.bits == 8 ? PcmEncoding.U8 : PcmEncoding.signed(format.bits / 8);
        }
        throw file.error("%s are %d; expected 8, 16, 24 or 32 for PCM", field, format.bits);
      }
      case FLOAT -> {
        if (format.bits == 32 || format.bits == 64) {
          return format.bits == 32 ? PcmEncoding.F32 : PcmEncoding.F64;
        }
        throw file.error("%s are %d; expected 32 or 64 for float", field, format.bits);
      }
      default ->
          throw file.error(
              "the format tag at byte %d is 0x%04X, which is not known; convert the file to PCM",
              format.position, format.tag);
    }
  }
}
