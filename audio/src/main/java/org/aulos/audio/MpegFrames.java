package org.aulos.audio;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.aulos.audio.CodedContent.Length;
import org.jspecify.annotations.Nullable;

/**
 * Walks the frames of an MP3 file (MPEG-1 and MPEG-2 audio, layers I to III) or of an ADTS stream
 * of AAC: each must follow the one before, up to the end or to a trailing tag, and the last must be
 * whole.
 */
final class MpegFrames {
  /** Where a first frame is looked for, to say what precedes it. */
  private static final int SEARCH_BYTES = 1 << 16;

  private final FileBytes file;
  private final long start;
  private final MpegHeader first;

  private MpegFrames(FileBytes file, long start, MpegHeader first) {
    this.file = file;
    this.start = start;
    this.first = first;
  }

  /**
   * The content, or null if no frames begin at {@code start}.
   *
   * @param start the first byte after any ID3v2 tag
   */
  static @Nullable Content read(FileBytes file, long start) throws IOException {
    long position = skipZeros(file, start);
    MpegHeader header = chain(file, position, 2);
    if (header == null) {
      return null;
    }
    MpegFrames frames = new MpegFrames(file, position, header);
    return frames.content(frames.count());
  }

  /** Refuses a file in which frames begin later than they should. */
  static void refuseLateStart(FileBytes file, long start) throws IOException {
    long end = Math.min(start + SEARCH_BYTES, file.size());
    for (long position = start + 1; position < end; position++) {
      if (chain(file, position, 4) != null) {
        throw file.error(
            "the first MPEG audio frame begins at byte %d, after %d bytes that belong to none; cut"
                + " them off or convert the file",
            position, position - start);
      }
    }
  }

  /** Padding after an ID3v2 tag that its size does not cover. */
  private static long skipZeros(FileBytes file, long start) throws IOException {
    long position = start;
    while (position < file.size() && file.at(position, 1, "padding").get(0) == 0) {
      position++;
    }
    return position;
  }

  /** The header at {@code position} if {@code count} frames follow each other from there. */
  private static @Nullable MpegHeader chain(FileBytes file, long position, int count)
      throws IOException {
    MpegHeader first = MpegHeader.at(file, position);
    long next = position;
    MpegHeader header = first;
    for (int i = 0; i < count; i++) {
      if (header == null || first == null || !header.continues(first)) {
        return null;
      }
      next += header.bytes();
      if (next >= file.size()) {
        return i == 0 && count > 2 ? null : first;
      }
      header = MpegHeader.at(file, next);
    }
    return first;
  }

  private long count() throws IOException {
    long frames = 0;
    long position = start;
    while (position < file.size()) {
      MpegHeader header = MpegHeader.at(file, position);
      if (header == null || !header.continues(first)) {
        requireTag(position, frames);
        return frames;
      }
      if (position + header.bytes() > file.size()) {
        throw file.error(
            "MPEG audio frame %d at byte %d has %d bytes, but the file ends after %d of them; it is"
                + " cut off",
            frames, position, header.bytes(), file.size() - position);
      }
      frames++;
      position += header.bytes();
    }
    return frames;
  }

  /** What follows the last frame must be a tag or padding. */
  private void requireTag(long position, long frames) throws IOException {
    String text = new String(file.peek(position, 11), StandardCharsets.ISO_8859_1);
    boolean tag =
        text.startsWith("TAG")
            || text.startsWith("ID3")
            || text.startsWith("APETAGEX")
            || text.equals("LYRICSBEGIN");
    if (!tag && skipZeros(file, position) < file.size()) {
      throw file.error(
          "byte %d, after %d whole MPEG audio frames, starts neither a frame nor a tag; it is"
              + " damaged or cut off",
          position, frames);
    }
  }

  private Content content(long frames) throws IOException {
    if (first.adts()) {
      return new CodedContent("adts", "aac", Length.UNKNOWN, 0);
    }
    XingHeader xing = XingHeader.of(file, start, first);
    if (xing == null) {
      return new CodedContent("mp3", "mp3", Length.UNKNOWN, 0);
    }
    long audioFrames = frames - 1; // The header sits in a frame of its own.
    if (audioFrames < xing.frames()) {
      throw file.error(
          "the Xing header at byte %d declares %d MPEG audio frames, but %d follow; it is cut off",
          xing.position(), xing.frames(), audioFrames);
    }
    return audioFrames == xing.frames()
        ? new CodedContent("mp3", "mp3", Length.KNOWN, xing.samples(first.samples()))
        : new CodedContent("mp3", "mp3", Length.UNKNOWN, 0);
  }
}
