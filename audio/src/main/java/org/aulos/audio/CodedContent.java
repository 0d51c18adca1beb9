package org.aulos.audio;

import java.io.IOException;
import java.util.OptionalLong;
import org.aulos.api.Waveform;

/**
 * A file whose samples FFmpeg decodes.
 *
 * @param container our name of the file format
 * @param demuxer FFmpeg's name of it
 * @param length what is known of the number of frames
 * @param frames the number of frames, if {@code length} is {@link Length#KNOWN}
 */
record CodedContent(String container, String demuxer, Length length, long frames)
    implements Content {

  /** Who knows how many frames a file holds. */
  enum Length {
    /** We do; the decoder's own trimming is switched off. */
    KNOWN_UNTRIMMED,
    /** We do, and the decoder trims. */
    KNOWN,
    /** The container's header does, and FFmpeg reads it. */
    DECLARED,
    /** Nobody, before all is decoded. */
    UNKNOWN
  }

  @Override
  public AudioInfo info(FileBytes file) throws IOException {
    try (FfmpegStream stream = FfmpegStream.open(file, demuxer)) {
      return new AudioInfo(
          container, stream.codec(), stream.sampleRate(), stream.channels(), frames(stream));
    }
  }

  @Override
  public Waveform read(FileBytes file, Excerpt excerpt) throws IOException {
    boolean trims = length != Length.KNOWN_UNTRIMMED;
    try (FfmpegStream stream = FfmpegStream.open(file, demuxer);
        FfmpegDecoder decoder = new FfmpegDecoder(file, stream, trims)) {
      return decoder.decode(excerpt, frames(stream));
    }
  }

  private OptionalLong frames(FfmpegStream stream) {
    return switch (length) {
      case KNOWN, KNOWN_UNTRIMMED -> OptionalLong.of(frames);
      case DECLARED -> stream.declaredFrames();
      case UNKNOWN -> OptionalLong.empty();
    };
  }

  static CodedContent of(String container, String demuxer, OptionalLong frames) {
    return frames.isPresent()
        ? new CodedContent(container, demuxer, Length.KNOWN, frames.getAsLong())
        : new CodedContent(container, demuxer, Length.UNKNOWN, 0);
  }
}
