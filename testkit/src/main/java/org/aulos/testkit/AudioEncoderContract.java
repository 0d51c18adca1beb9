package org.aulos.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import java.util.List;
import org.aulos.api.AudioBatch;
import org.aulos.api.AudioFormat;
import org.aulos.api.Encoder;
import org.aulos.api.Waveform;
import org.junit.jupiter.api.Test;

/** What every {@link Encoder} of waveforms promises; a test class names its encoder. */
public interface AudioEncoderContract extends EncoderContract<AudioBatch> {
  @Override
  default List<String> examples() {
    return ExampleClips.NAMES;
  }

  @Override
  default AudioBatch batch(NDManager manager, List<Integer> examples, int padding) {
    return of(manager, statedFormat(), examples, padding);
  }

  /** An encoder of audio says which audio. */
  @Test
  default void statesTheAudioItExpects() {
    assertThat(encoder().audioFormat())
        .as("an encoder of audio must state its audioFormat()")
        .isPresent();
  }

  /** The result belongs to the manager of the input, and nothing else stays behind there. */
  @Test
  default void attachesItsResultAloneToTheManagerOfItsInput() {
    try (NDManager manager = NDManager.newBaseManager()) {
      TensorInputChecks.attachesItsResultAlone(
          encoder(), batch(manager, List.of(0, 1), 0), manager);
    }
  }

  /** The audio is only read. */
  @Test
  default void doesNotChangeItsInput() {
    try (NDManager manager = NDManager.newBaseManager()) {
      AudioBatch audio = batch(manager, List.of(0, 1), 0);
      TensorInputChecks.doesNotChange(encoder(), audio, audio.samples());
    }
  }

  /** A batch of another rate or channel count is a caller's bug. */
  @Test
  default void refusesAudioOfAnotherFormat() {
    AudioFormat format = statedFormat();
    List<AudioFormat> others =
        List.of(
            new AudioFormat(format.sampleRate() + 1, format.channels()),
            new AudioFormat(format.sampleRate(), format.channels() + 1));
    for (AudioFormat other : others) {
      try (NDManager manager = NDManager.newBaseManager()) {
        var batch = of(manager, other, List.of(0, 1), 0);
        Refusal.check(() -> encoder().encode(batch), "audio of " + other, format.toString());
      }
    }
  }

  private AudioFormat statedFormat() {
    return encoder()
        .audioFormat()
        .orElseThrow(() -> new AssertionError("an encoder of audio must state its audioFormat()"));
  }

  private static AudioBatch of(
      NDManager manager, AudioFormat format, List<Integer> examples, int padding) {
    List<Waveform> clips = ExampleClips.waveforms(format);
    return ExampleClips.audio(manager, examples.stream().map(clips::get).toList(), padding);
  }
}
