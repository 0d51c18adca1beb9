package org.aulos.testkit;

import java.util.Arrays;
import java.util.List;
import org.aulos.api.AudioBatch;
import org.aulos.api.AudioFormat;

/** Assertions about waveforms; the values of a clip are its channels, one after the other. */
public final class AudioBatchAssert extends BatchAssert<AudioBatchAssert, AudioBatch> {
  AudioBatchAssert(AudioBatch actual) {
    super(actual, AudioBatchAssert.class);
  }

  /** The batch has the given rate and number of channels. */
  public AudioBatchAssert hasFormat(AudioFormat format) {
    isNotNull();
    return check("the format", actual.format(), format);
  }

  /** The clips have so many valid samples each. */
  public AudioBatchAssert hasLengths(Integer... samples) {
    isNotNull();
    return check("the lengths", Arrays.stream(actual.lengths()).boxed().toList(), List.of(samples));
  }

  @Override
  List<float[]> clips() {
    return BatchValues.clips(actual);
  }

  @Override
  String values() {
    return "samples";
  }

  @Override
  AudioBatchAssert of(AudioBatch other) {
    return new AudioBatchAssert(other);
  }
}
