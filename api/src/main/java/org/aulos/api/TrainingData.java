package org.aulos.api;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

/** What a trainer learns from, and where it may write. Audio is decoded ahead of the device. */
public interface TrainingData {
  /** The examples. */
  Dataset dataset();

  /**
   * Where checkpoints and curves go; a run that was interrupted finds its own there and goes on.
   */
  Path directory();

  /** Fingerprint of the examples, audio and metadata; empty if it is not known. */
  default String fingerprint() {
    return "";
  }

  /** Seed of everything random in the run. */
  long seed();

  /**
   * One pass over the given clips, in their order, in batches.
   *
   * @param manager owner of the batches; the caller closes each batch's scope
   * @param format the audio to decode, resample and mix to
   * @param clips positions in {@link Dataset#clips()}, in the order wanted
   * @param batchSize clips in each batch; the last may be smaller
   */
  Iterator<AudioBatch> batches(
      NDManager manager, AudioFormat format, List<Integer> clips, int batchSize);
}
