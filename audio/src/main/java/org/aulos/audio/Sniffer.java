package org.aulos.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Tells by its first bytes what a file holds. */
final class Sniffer {
  private static final int EBML = 0x1A45DFA3;

  private Sniffer() {}

  static Content identify(FileBytes file) throws IOException {
    if (file.size() == 0) {
      throw file.error("is empty (0 bytes); expected a sound file");
    }
    byte[] head = file.peek(0, 12);
    String text = new String(head, StandardCharsets.ISO_8859_1);
    String magic = text.substring(0, Math.min(4, text.length()));
    String form = text.length() == 12 ? text.substring(8) : "";
    switch (magic) {
      case "RIFF", "RIFX", "RF64", "BW64" -> {
        if (form.equals("WAVE")) {
          return RiffReader.read(file);
        }
      }
      case "FORM" -> {
        if (form.equals("AIFF") || form.equals("AIFC")) {
          return AiffReader.read(file);
        }
      }
      case ".snd" -> {
        return AuReader.read(file);
      }
      case "fLaC" -> {
        return declared("flac", "flac");
      }
      case "OggS" -> {
        return new CodedContent("ogg", "ogg", CodedContent.Length.UNKNOWN, 0);
      }
      case "caff" -> {
        return declared("caf", "caf");
      }
      case "wvpk" -> {
        return declared("wavpack", "wv");
      }
      default -> {}
    }
    if (text.startsWith("ftyp", 4)) {
      return declared("mp4", "mov");
    }
    if (head.length >= 4 && ByteBuffer.wrap(head).getInt() == EBML) {
      return new CodedContent("matroska", "matroska", CodedContent.Length.UNKNOWN, 0);
    }
    return new CodedContent("mp3", "mp3", CodedContent.Length.UNKNOWN, 0);
  }

  private static Content declared(String container, String demuxer) {
    return new CodedContent(container, demuxer, CodedContent.Length.DECLARED, 0);
  }
}
