package org.aulos.nn;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.aulos.dsp.FrontEnd;
import org.aulos.dsp.KaldiFbank;
import org.aulos.dsp.KaldiFbankOptions;
import org.aulos.dsp.LogMel;
import org.aulos.dsp.LogMelOptions;
import org.aulos.dsp.Mfcc;
import org.aulos.dsp.MfccOptions;
import org.aulos.dsp.Padding;
import org.aulos.dsp.Window;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each tensor front end against its twin on the host. */
class FrontEndParityTest {
  // The transforms of both sides round by about 1e-7 of the loudest bin, which a logarithm shows in
  // bands far below it.
  private static final double ROUNDING = 1e-6;

  /**
   * A front end, its twin, what float32 arithmetic in another order may change, and whether the
   * values are natural logarithms.
   */
  record Pair(
      String name, TensorFrontEnd tensor, FrontEnd host, double tolerance, boolean logarithms) {
    void check(String what, float[] actual, float[] expected) {
      float[] compared = actual.clone();
      for (int i = 0; logarithms && i < Math.min(actual.length, expected.length); i++) {
        double loudest = Math.exp(loudest(expected, i / host.bins()));
        if (Math.abs(Math.exp(actual[i]) - Math.exp(expected[i])) <= ROUNDING * loudest) {
          compared[i] = expected[i];
        }
      }
      Batches.assertClose(what, compared, expected, tolerance);
    }

    private double loudest(float[] features, int frame) {
      double loudest = Double.NEGATIVE_INFINITY;
      for (int bin = 0; bin < host.bins(); bin++) {
        loudest = Math.max(loudest, features[frame * host.bins() + bin]);
      }
      return loudest;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Pair> pairs() {
    LogMelOptions byol = LogMelOptions.BYOL_A;
    return Stream.of(
        logMel("byol-a", byol),
        logMel("byol-a-25ms", LogMelOptions.BYOL_A_25MS),
        logMel("zero padding", byol.withStft(byol.stft().withPadding(Padding.ZERO))),
        logMel("no padding", byol.withStft(byol.stft().withPadding(Padding.NONE))),
        logMel("normalised", byol.withStft(byol.stft().withNormalisation())),
        logMel("coala", LogMelOptions.COALA),
        logMel(
            "coala under a Hamming window",
            LogMelOptions.COALA.withStft(LogMelOptions.COALA.stft().withWindow(Window.HAMMING))),
        logMel("ainur", LogMelOptions.AINUR),
        logMel("vggish", LogMelOptions.VGGISH),
        logMel("yamnet", LogMelOptions.YAMNET),
        mfcc("mfcc", MfccOptions.DEFAULTS),
        mfcc(
            "mfcc without floor",
            new MfccOptions(
                MfccOptions.DEFAULTS.stft(),
                MfccOptions.DEFAULTS.mel(),
                20,
                Double.POSITIVE_INFINITY)),
        kaldi("ast", KaldiFbankOptions.AST, 1e-4, false),
        kaldi("kaldi", KaldiFbankOptions.AST.withoutNormalisation(), 1e-5, true));
  }

  private static Pair logMel(String name, LogMelOptions options) {
    return new Pair(name, new TensorLogMel(options), new LogMel(options), 1e-5, true);
  }

  private static Pair mfcc(String name, MfccOptions options) {
    // Sums of 128 levels of up to 100 dB.
    return new Pair(name, new TensorMfcc(options), new Mfcc(options), 2e-3, false);
  }

  private static Pair kaldi(
      String name, KaldiFbankOptions options, double tolerance, boolean logarithms) {
    return new Pair(
        name, new TensorKaldiFbank(options), new KaldiFbank(options), tolerance, logarithms);
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void givesWhatTheHostGives(Pair pair) {
    var clips = Batches.clips(pair.host().sampleRate());

    // NaN behind the clips: nothing may read it.
    var actual = batch(pair.tensor(), clips, Float.NaN);

    for (int i = 0; i < clips.size(); i++) {
      pair.check("clip " + i, actual.get(i), pair.host().extract(clips.get(i)));
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void givesForABatchWhatItGivesForEachClipAlone(Pair pair) {
    var clips = Batches.clips(pair.host().sampleRate());

    var together = batch(pair.tensor(), clips, 0);

    for (int i = 0; i < clips.size(); i++) {
      var alone = batch(pair.tensor(), List.of(clips.get(i)), 0).get(0);
      Batches.assertClose("clip " + i, together.get(i), alone, pair.tolerance());
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void foldsChannelsIntoBins(Pair pair) {
    var clips = Batches.clips(pair.host().sampleRate()).subList(0, 2);
    int bins = pair.tensor().bins();
    int length = clips.get(1).length;
    try (var manager = NDManager.newBaseManager()) {
      NDArray rows = Batches.of(manager, clips, 0);
      NDArray stereo = rows.reshape(new Shape(1, 2, -1));

      NDArray features = pair.tensor().extract(stereo, new int[] {length});

      NDArray right = features.get(":, :, {}:", bins);
      assertThat(features.getShape().get(2)).isEqualTo(2L * bins);
      pair.check("the second channel", right.toFloatArray(), pair.host().extract(clips.get(1)));
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void leavesItsResultAlone(Pair pair) {
    var clips = Batches.clips(pair.host().sampleRate());
    try (var manager = NDManager.newBaseManager()) {
      NDArray samples = Batches.of(manager, clips, 0);
      int before = manager.getManagedArrays().size();

      NDArray features = pair.tensor().extract(samples, Batches.lengths(clips));

      assertThat(features.getManager()).isSameAs(manager);
      assertThat(manager.getManagedArrays()).hasSize(before + 1);
    }
  }

  @Tag("gpu")
  @ParameterizedTest
  @MethodSource("pairs")
  void givesOnAGpuWhatTheHostGives(Pair pair) {
    Assumptions.assumeTrue(Engine.getInstance().getGpuCount() > 0, "there is no GPU");
    var clips = Batches.clips(pair.host().sampleRate());

    var actual = batch(Device.gpu(), pair.tensor(), clips, Float.NaN);

    for (int i = 0; i < clips.size(); i++) {
      pair.check("clip " + i, actual.get(i), pair.host().extract(clips.get(i)));
    }
  }

  /** Values of the valid frames of each clip; what lies behind them is checked to be zero. */
  static List<float[]> batch(TensorFrontEnd frontEnd, List<float[]> clips, float padding) {
    return batch(Device.cpu(), frontEnd, clips, padding);
  }

  private static List<float[]> batch(
      Device device, TensorFrontEnd frontEnd, List<float[]> clips, float padding) {
    try (var manager = NDManager.newBaseManager(device)) {
      int[] lengths = Batches.lengths(clips);
      NDArray features = frontEnd.extract(Batches.of(manager, clips, padding), lengths);
      int[] counts =
          Arrays.stream(frontEnd.frames(lengths)).map(frames -> frames * frontEnd.bins()).toArray();
      return new ArrayList<>(Batches.valid(features, counts));
    }
  }
}
