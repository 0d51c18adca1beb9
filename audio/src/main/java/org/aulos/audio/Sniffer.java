package org.aulos.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.aulos.audio.CodedContent.Length;
import org.jspecify.annotations.Nullable;

/** Tells by its first bytes what a file holds, and has its structure checked. */
final class Sniffer {
  private static final int EBML = 0x1A45DFA3;
  private static final Content FLAC = new CodedContent("flac", "flac", Length.DECLARED, 0);

  private Sniffer() {}

  static Content identify(FileBytes file) throws IOException {
    if (file.size() == 0) {
      throw file.error("is empty (0 bytes); expected a sound file");
    }
    Content content = byMagic(file);
    if (content != null) {
      return content;
    }
    long start = skipId3(file);
    content = isFlac(file, start) ? FLAC : MpegFrames.read(file, start);
    if (content == null) {
      MpegFrames.refuseLateStart(file, start);
      throw unknown(file, start);
    }
    return content;
  }

  private static @Nullable Content byMagic(FileBytes file) throws IOException {
    byte[] head = file.peek(0, 12);
    String text = new String(head, StandardCharsets.ISO_8859_1);
    String magic = text.substring(0, Math.min(4, text.length()));
    String form = text.length() == 12 ? text.substring(8) : "";
    if (text.startsWith("ftyp", 4)) {
      return BoxWalk.mp4(file);
    }
    if (head.length >= 4 && ByteBuffer.wrap(head).getInt() == EBML) {
      return BoxWalk.matroska(file);
    }
    return switch (magic) {
      case "RIFF", "RIFX", "RF64", "BW64" -> form.equals("WAVE") ? RiffReader.read(file) : null;
      case "FORM" -> form.equals("AIFF") || form.equals("AIFC") ? AiffReader.read(file) : null;
      case ".snd" -> AuReader.read(file);
      case "OggS" -> OggPages.read(file);
      case "caff" -> new CodedContent("caf", "caf", Length.DECLARED, 0);
      case "wvpk" -> new CodedContent("wavpack", "wv", Length.DECLARED, 0);
      default -> null;
    };
  }

  private static boolean isFlac(FileBytes file, long start) throws IOException {
    return new String(file.peek(start, 4), StandardCharsets.ISO_8859_1).equals("fLaC");
  }

  /** The first byte after the ID3v2 tags, whose sizes have seven bits a byte. */
  private static long skipId3(FileBytes file) throws IOException {
    long position = 0;
    byte[] head = file.peek(position, 10);
    while (head.length == 10 && head[0] == 'I' && head[1] == 'D' && head[2] == '3') {
      int size =
          ((head[6] & 0x7F) << 21)
              | ((head[7] & 0x7F) << 14)
              | ((head[8] & 0x7F) << 7)
              | (head[9] & 0x7F);
      int footer = (head[5] & 0x10) != 0 ? 10 : 0;
      if (position + 10 + size + footer > file.size()) {
        throw file.error(
            "the ID3 tag at byte %d declares %d bytes, but the file ends after %d of them; it is"
                + " cut off",
            position, size, file.size() - position - 10);
      }
      position += 10 + size + footer;
      head = file.peek(position, 10);
    }
    return position;
  }

  private static RuntimeException unknown(FileBytes file, long start) throws IOException {
    StringBuilder shown = new StringBuilder();
    for (byte b : file.peek(start, 12)) {
      boolean printable = b >= ' ' && b <= '~';
      shown.append(printable ? String.valueOf((char) b) : "\\x%02X".formatted(b));
    }
    return file.error(
        "is in no sound format that is known: byte %d starts with '%s'", start, shown);
  }
}
