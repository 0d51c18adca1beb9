package org.aulos.audio;

import java.util.Arrays;
import java.util.OptionalLong;
import org.aulos.api.Waveform;

/**
 * Gathers decoded blocks into one array for each channel, keeping only the excerpt. It grows as
 * samples arrive: a declared length is a hint and never more than a first allocation of {@link
 * #FIRST_SAMPLES}.
 */
final class SampleCollector {
  private static final int FIRST_SAMPLES = 1 << 20;

  private final FrameRange range;
  private final OptionalLong declared;
  private final float[][] samples;
  private long position;
  private int count;

  /**
   * A collector of one excerpt.
   *
   * @param declared frames that the file declares, if it does
   * @param position where the first decoded frame lies; negative if the decoder starts early
   */
  SampleCollector(FrameRange range, int channels, OptionalLong declared, long position) {
    this.range = declared.isPresent() ? range.within(declared.getAsLong()) : range;
    this.declared = declared;
    this.position = position;
    long hint = Math.min(this.range.end() - this.range.start(), FIRST_SAMPLES / channels);
    samples = new float[channels][(int) Math.min(hint, declared.orElse(0))];
  }

  /** One block of decoded samples, wherever they lie. */
  interface Block {
    /** Copies {@code count} samples of one channel, from frame {@code from} of the block. */
    void copy(int channel, int from, float[] target, int targetFrom, int count);
  }

  /** Takes the next {@code frames} frames, as far as the excerpt wants them. */
  void append(Block block, int frames, boolean floating) {
    int from = (int) Math.min(frames, Math.max(0, range.start() - position));
    int to = (int) Math.max(from, Math.min(frames, range.end() - position));
    if (to > from) {
      int now = to - from;
      range.checkLength((long) count + now);
      grow(count + now);
      for (int c = 0; c < samples.length; c++) {
        block.copy(c, from, samples[c], count, now);
      }
      if (floating) {
        Finite.check(range.file(), samples, count, count + now, range.start());
      }
      count += now;
    }
    position += frames;
  }

  private void grow(int needed) {
    int capacity = samples[0].length;
    if (needed > capacity) {
      int larger =
          (int) Math.min(Integer.MAX_VALUE - 8, Math.max(needed, capacity + capacity / 2L));
      for (int c = 0; c < samples.length; c++) {
        samples[c] = Arrays.copyOf(samples[c], larger);
      }
    }
  }

  /** Whether the excerpt is complete. */
  boolean full() {
    return position >= range.end();
  }

  /** Frames decoded so far, or the position in the file that they reach. */
  long position() {
    return position;
  }

  /** The excerpt; called when the file has ended or the excerpt is full. */
  Waveform waveform() {
    if (!full()) {
      if (declared.isPresent()) {
        throw range
            .file()
            .error(
                "declares %d frames, but ends after %d (%.3f s); it is cut off",
                declared.getAsLong(), position, (double) position / range.sampleRate());
      }
      range.within(position);
    }
    for (int c = 0; c < samples.length; c++) {
      if (samples[c].length != count) {
        samples[c] = Arrays.copyOf(samples[c], count);
      }
    }
    return new Waveform(samples, range.sampleRate());
  }
}
