package org.aulos.testkit;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.aulos.api.AudioBatch;
import org.aulos.api.AudioFormat;
import org.aulos.api.Clip;
import org.aulos.api.Dataset;
import org.aulos.api.FeatureBatch;
import org.aulos.api.FeatureFormat;
import org.aulos.api.Lyrics;
import org.aulos.api.RenderedAudio;
import org.aulos.api.Waveform;

/** The clips on which contracts are checked: of different lengths, the awkward ones among them. */
final class ExampleClips {
  /** Names of the clips, in their order. */
  static final List<String> NAMES =
      List.of(
          "a second of noise",
          "half a second of a sine",
          "a quarter second of silence",
          "a single sample",
          "0.73 seconds of noise",
          "an empty clip");

  private static final List<String> FRAME_NAMES =
      List.of(
          "96 random frames",
          "50 random frames",
          "25 frames of zeros",
          "a single frame",
          "73 random frames",
          "a clip without frames");
  private static final int[] FRAMES = {96, 50, 25, 1, 73, 0};

  private ExampleClips() {}

  /** The clips in the given format; its channels differ. */
  static List<Waveform> waveforms(AudioFormat format) {
    int rate = format.sampleRate();
    List<Waveform> clips = new ArrayList<>();
    clips.add(channels(format, channel -> Signals.noise(1 + channel, 1, rate)));
    clips.add(channels(format, channel -> Signals.sine(440 * (1 + channel), 0.5, rate)));
    clips.add(channels(format, channel -> Signals.silence(0.25, rate)));
    clips.add(channels(format, channel -> Waveform.mono(new float[] {0.5f}, rate)));
    clips.add(channels(format, channel -> Signals.noise(100 + channel, 0.73, rate)));
    clips.add(channels(format, channel -> Waveform.mono(new float[0], rate)));
    return clips;
  }

  /** A batch with {@code padding} zeros behind its longest clip. */
  static AudioBatch audio(NDManager manager, List<Waveform> clips, int padding) {
    AudioBatch tight = AudioBatch.of(manager, clips);
    if (padding == 0) {
      return tight;
    }
    Shape shape = new Shape(tight.size(), tight.channels(), padding);
    try (var zeros = manager.zeros(shape);
        var old = tight.samples()) {
      return new AudioBatch(old.concat(zeros, 2), tight.sampleRate(), tight.lengths());
    }
  }

  /** Names of {@link #features}, in their order. */
  static List<String> featureNames() {
    return FRAME_NAMES;
  }

  /** Features of standard deviation 1 in the given format, {@code [frames × bins]} each. */
  static List<float[]> features(FeatureFormat format) {
    List<float[]> clips = new ArrayList<>();
    for (int i = 0; i < FRAMES.length; i++) {
      float[] clip = new float[FRAMES[i] * format.bins()];
      if (!FRAME_NAMES.get(i).contains("zeros") && clip.length > 0) {
        float[] noise = Signals.noise(i, 1, clip.length).channel(0);
        for (int k = 0; k < clip.length; k++) {
          clip[k] = 10 * noise[k];
        }
      }
      clips.add(clip);
    }
    return clips;
  }

  /** A batch with {@code padding} zero frames behind its longest clip. */
  static FeatureBatch features(
      NDManager manager, List<float[]> clips, FeatureFormat format, int padding) {
    FeatureBatch tight = FeatureBatch.of(manager, clips, format);
    if (padding == 0) {
      return tight;
    }
    Shape shape = new Shape(tight.size(), padding, format.bins());
    try (var zeros = manager.zeros(shape);
        var old = tight.features()) {
      return new FeatureBatch(old.concat(zeros, 1), format.frameRate(), tight.frames());
    }
  }

  /** Twelve clips of half a second, noise and sines in turn, with all that a clip can have. */
  static Dataset dataset() {
    List<Clip> clips = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      String label = i % 2 == 0 ? "noise" : "sine";
      clips.add(
          Clip.of(label + "-" + i, new Rendered(label, i))
              .withLabels(List.of(label))
              .withTags(List.of(label, "short"))
              .withFold(String.valueOf(i % 3))
              .withLyrics(new Lyrics("la la " + label, List.of())));
    }
    List<Clip> all = List.copyOf(clips);
    return () -> all;
  }

  private record Rendered(String label, int index) implements RenderedAudio {
    private static final int RATE = 16_000;

    @Override
    public String recipe() {
      return label + " " + index;
    }

    @Override
    public Waveform render() {
      return label.equals("noise")
          ? Signals.noise(index, 0.5, RATE)
          : Signals.sine(110 * (1 + index), 0.5, RATE);
    }
  }

  private static Waveform channels(AudioFormat format, IntFunction<Waveform> channel) {
    float[][] samples = new float[format.channels()][];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = channel.apply(i).channel(0);
    }
    return new Waveform(samples, format.sampleRate());
  }
}
