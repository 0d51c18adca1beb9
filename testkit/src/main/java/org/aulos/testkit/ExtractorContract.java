package org.aulos.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.aulos.api.AudioBatch;
import org.aulos.api.AudioFormat;
import org.aulos.api.FeatureBatch;
import org.aulos.api.FeatureExtractor;
import org.aulos.api.Waveform;
import org.junit.jupiter.api.Test;

/**
 * What every {@link FeatureExtractor} promises. A test class implements it and names its extractor;
 * the class path of the tests needs a DJL engine.
 *
 * <pre>{@code
 * class LogMelExtractorTest implements ExtractorContract {
 *   @Override
 *   public FeatureExtractor extractor() {
 *     return new LogMelExtractor(LogMelExtractor.Options.DEFAULTS);
 *   }
 * }
 * }</pre>
 */
public interface ExtractorContract {
  /** The extractor under test. */
  FeatureExtractor extractor();

  /**
   * What values may differ between batches, {@code abs(a - b) <= tolerance * max(1, abs(b))}. 0,
   * the default, asks for equal bits, as arithmetic on the host gives them; libraries that choose
   * their algorithm by the size of the batch need about 1e-5.
   */
  default double tolerance() {
    return 0;
  }

  /** The features are of the stated format, one sequence for each clip. */
  @Test
  default void yieldsTheFeaturesItStates() {
    FeatureExtractor extractor = extractor();
    try (NDManager manager = NDManager.newBaseManager()) {
      AudioBatch audio = batch(manager);

      FeatureBatch features = extractor.extract(audio);

      assertThat(features.format())
          .as("the format of the features must be what featureFormat() states")
          .isEqualTo(extractor.featureFormat());
      assertThat(features.size())
          .as("there must be features for each clip of the batch")
          .isEqualTo(audio.size());
    }
  }

  /** The result belongs to the manager of the input, and nothing else stays behind there. */
  @Test
  default void attachesItsResultAloneToTheManagerOfItsInput() {
    try (NDManager manager = NDManager.newBaseManager()) {
      AudioBatch audio = batch(manager);
      int before = manager.getManagedArrays().size();

      FeatureBatch features = extractor().extract(audio);

      assertThat(features.manager())
          .as("the features must be attached to the manager of the audio")
          .isSameAs(manager);
      assertThat(manager.getManagedArrays().size() - before)
          .as("the features must be the only array that stays in the manager of the audio")
          .isEqualTo(1);
    }
  }

  /** The audio is only read. */
  @Test
  default void doesNotChangeItsInput() {
    try (NDManager manager = NDManager.newBaseManager()) {
      AudioBatch audio = batch(manager);
      float[] before = audio.toFloats();

      extractor().extract(audio);

      Sameness.check("the input must not change", "the audio", audio.toFloats(), before, 0);
    }
  }

  /** The features of a clip do not depend on the other clips of its batch. */
  @Test
  default void yieldsTheSameForABatchAsForEachClipAlone() {
    FeatureExtractor extractor = extractor();
    List<Waveform> clips = ExampleClips.waveforms(extractor.audioFormat());
    List<float[]> alone = new ArrayList<>();
    for (Waveform clip : clips) {
      alone.addAll(valid(extractor, List.of(clip), 0));
    }

    checkSame(
        "the features of a clip must not depend on its batch", valid(extractor, clips, 0), alone);
  }

  /** The features of a clip do not depend on its place in the batch. */
  @Test
  default void yieldsTheSameInAnyOrder() {
    FeatureExtractor extractor = extractor();
    List<Waveform> clips = ExampleClips.waveforms(extractor.audioFormat());
    List<Waveform> reversed = new ArrayList<>(clips);
    Collections.reverse(reversed);
    List<float[]> backwards = valid(extractor, reversed, 0);
    Collections.reverse(backwards);

    checkSame(
        "the features of a clip must not depend on its place in the batch",
        backwards,
        valid(extractor, clips, 0));
  }

  /** The features of a clip do not depend on the padding behind it. */
  @Test
  default void yieldsTheSameWithMorePadding() {
    FeatureExtractor extractor = extractor();
    List<Waveform> clips = ExampleClips.waveforms(extractor.audioFormat());
    int padding = extractor.audioFormat().sampleRate() / 3;

    checkSame(
        "the features of a clip must not depend on the padding behind it",
        valid(extractor, clips, padding),
        valid(extractor, clips, 0));
  }

  /** What lies behind the last valid frame of a clip is zero. */
  @Test
  default void padsFeaturesWithZeros() {
    FeatureExtractor extractor = extractor();
    try (NDManager manager = NDManager.newBaseManager()) {
      FeatureBatch features = extractor.extract(batch(manager));
      float[] values = features.toFloats();
      int stride = values.length / features.size();
      for (int i = 0; i < features.size(); i++) {
        float[] padding =
            Arrays.copyOfRange(
                values, i * stride + features.frames(i) * features.bins(), (i + 1) * stride);
        Sameness.check(
            "frames behind the valid ones must be zero",
            "the padding behind " + ExampleClips.NAMES.get(i),
            padding,
            new float[padding.length],
            0);
      }
    }
  }

  /** The same audio gives the same features again. */
  @Test
  default void yieldsTheSameTwice() {
    FeatureExtractor extractor = extractor();
    List<Waveform> clips = ExampleClips.waveforms(extractor.audioFormat());

    checkExact(
        "the same audio must give the same features",
        valid(extractor, clips, 0),
        valid(extractor, clips, 0));
  }

  /** Several threads may use one extractor. */
  @Test
  default void yieldsTheSameFromSeveralThreads() {
    FeatureExtractor extractor = extractor();
    List<Waveform> clips = ExampleClips.waveforms(extractor.audioFormat());
    List<float[]> expected = valid(extractor, clips, 0);

    for (List<float[]> actual : Threads.together(() -> valid(extractor, clips, 0))) {
      checkSame("threads that share an extractor must not disturb each other", actual, expected);
    }
  }

  /** Silence, a single sample and an empty clip have finite features, if any. */
  @Test
  default void yieldsFiniteValues() {
    FeatureExtractor extractor = extractor();
    List<float[]> features = valid(extractor, ExampleClips.waveforms(extractor.audioFormat()), 0);

    for (int i = 0; i < features.size(); i++) {
      Sameness.finite("the features of " + ExampleClips.NAMES.get(i), features.get(i));
    }
  }

  /** A batch of another rate or channel count is a caller's bug. */
  @Test
  default void refusesAudioOfAnotherFormat() {
    FeatureExtractor extractor = extractor();
    AudioFormat format = extractor.audioFormat();

    refuses(new AudioFormat(format.sampleRate() + 1, format.channels()));
    refuses(new AudioFormat(format.sampleRate(), format.channels() + 1));
  }

  private void refuses(AudioFormat format) {
    FeatureExtractor extractor = extractor();
    try (NDManager manager = NDManager.newBaseManager()) {
      AudioBatch audio = ExampleClips.audio(manager, ExampleClips.waveforms(format), 0);

      Refusal.check(
          () -> extractor.extract(audio), "audio of " + format, extractor.audioFormat().toString());
    }
  }

  private AudioBatch batch(NDManager manager) {
    return ExampleClips.audio(manager, ExampleClips.waveforms(extractor().audioFormat()), 0);
  }

  /** Features of the valid frames of each clip, {@code [frames × bins]}. */
  private static List<float[]> valid(
      FeatureExtractor extractor, List<Waveform> clips, int padding) {
    try (NDManager manager = NDManager.newBaseManager()) {
      return BatchValues.clips(extractor.extract(ExampleClips.audio(manager, clips, padding)));
    }
  }

  private void checkSame(String promise, List<float[]> actual, List<float[]> expected) {
    check(promise, actual, expected, tolerance());
  }

  private static void checkExact(String promise, List<float[]> actual, List<float[]> expected) {
    check(promise, actual, expected, 0);
  }

  private static void check(
      String promise, List<float[]> actual, List<float[]> expected, double tolerance) {
    for (int i = 0; i < expected.size(); i++) {
      Sameness.check(
          promise,
          "the features of " + ExampleClips.NAMES.get(i),
          actual.get(i),
          expected.get(i),
          tolerance);
    }
  }
}
