package org.aulos.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalLong;
import org.aulos.api.Waveform;

/**
 * Where the plain samples of a file lie and how they are stored. The bytes {@code [offset, offset +
 * frames * frameBytes)} are known to be in the file, so memory is bounded by its size.
 */
record PcmLayout(
    String container,
    PcmEncoding encoding,
    ByteOrder order,
    int sampleRate,
    int channels,
    long offset,
    long frames)
    implements Content {
  private static final int BLOCK_BYTES = 1 << 16;

  @Override
  public AudioInfo info(FileBytes file) {
    return new AudioInfo(container, encoding.codec, sampleRate, channels, OptionalLong.of(frames));
  }

  @Override
  public Waveform read(FileBytes file, Excerpt excerpt) throws IOException {
    FrameRange range = FrameRange.of(file, sampleRate, excerpt).within(frames);
    int count = (int) (range.end() - range.start());
    float[][] out = new float[channels][count];
    int frameBytes = channels * encoding.bytes;
    int blockFrames = Math.max(1, BLOCK_BYTES / frameBytes);
    ByteBuffer block =
        ByteBuffer.allocate(Math.min(blockFrames, Math.max(1, count)) * frameBytes).order(order);
    for (int done = 0; done < count; done += blockFrames) {
      int now = Math.min(blockFrames, count - done);
      block.clear().limit(now * frameBytes);
      file.fill(offset + (range.start() + done) * frameBytes, block);
      for (int c = 0; c < channels; c++) {
        encoding.decode(block, c * encoding.bytes, frameBytes, out[c], done, now);
      }
    }
    if (encoding.floating) {
      Finite.check(file, out, 0, count, range.start());
    }
    return new Waveform(out, sampleRate);
  }
}
