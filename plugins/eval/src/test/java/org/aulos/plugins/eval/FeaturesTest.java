package org.aulos.plugins.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.List;
import org.aulos.api.AudioBatch;
import org.aulos.api.Encoder;
import org.aulos.api.FeatureBatch;
import org.aulos.api.FeatureExtractor;
import org.aulos.api.FeatureFormat;
import org.aulos.api.Waveform;
import org.aulos.dsp.Deltas;
import org.aulos.dsp.LogMel;
import org.aulos.dsp.LogMelOptions;
import org.aulos.dsp.MelOptions;
import org.aulos.dsp.Mfcc;
import org.aulos.dsp.MfccOptions;
import org.aulos.testkit.GoldenCase;
import org.aulos.testkit.SharedData;
import org.aulos.testkit.Signals;
import org.aulos.testkit.TestResources;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit sets them before each test
class FeaturesTest {
  @TempDir private Path folder;
  private NDManager manager;

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager();
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void logMelIsTheFrontEndOfByolA() {
    Waveform noise = Signals.noise(1, 0.5, 16_000);
    FeatureExtractor logMel = HostFrontEnd.of(LogMelExtractorOptions.DEFAULTS);

    FeatureBatch features = logMel.extract(AudioBatch.of(manager, List.of(noise)));

    assertThat(logMel.featureFormat()).isEqualTo(new FeatureFormat(100, 64));
    assertThat(features.toFloats())
        .containsExactly(new LogMel(LogMelOptions.BYOL_A).extract(noise.channel(0)));
  }

  @Test
  void mfccIsThatOfTheKernels() {
    Waveform noise = Signals.noise(1, 0.5, 22_050);
    FeatureExtractor mfcc = HostFrontEnd.of(MfccExtractorOptions.DEFAULTS);

    FeatureBatch features = mfcc.extract(AudioBatch.of(manager, List.of(noise)));

    assertThat(mfcc.featureFormat()).isEqualTo(new FeatureFormat(22_050 / 512.0, 20));
    assertThat(features.toFloats())
        .containsExactly(new Mfcc(MfccOptions.DEFAULTS).extract(noise.channel(0)));
  }

  @Test
  void derivativesFollowTheirValuesInEachFrame() {
    Waveform noise = Signals.noise(1, 0.5, 22_000);
    FeatureExtractor mfcc = HostFrontEnd.of(withDeltas(22_000, 9));

    FeatureBatch features = mfcc.extract(AudioBatch.of(manager, List.of(noise)));

    float[] plain = new Mfcc(MfccOptions.at(22_000)).extract(noise.channel(0));
    int frames = features.frames(0);
    assertThat(features.bins()).isEqualTo(60);
    assertThat(column(features, 3)).containsExactly(column(plain, frames, 20, 3));
    assertThat(column(features, 23))
        .containsExactly(column(new Deltas(1, 9).apply(plain, frames, 20), frames, 20, 3));
    assertThat(column(features, 43))
        .containsExactly(column(new Deltas(2, 9).apply(plain, frames, 20), frames, 20, 3));
  }

  @Test
  void optionsAreCheckedByTheKernels() {
    assertThatThrownBy(() -> withDeltas(8_000, 9))
        .hasMessageContaining("maxFrequency <= 4000.0 Hz");
    assertThatThrownBy(() -> withDeltas(22_000, 4)).hasMessageContaining("an odd width >= 3");
  }

  /** The 120 values by which COALA describes a clip: mean and variance of MFCC, Δ and ΔΔ. */
  @Test
  void statisticsOfMfccAgreeWithLibrosa() {
    GoldenCase golden = GoldenCase.in(SharedData.assume("fixtures/dsp-mfcc"));
    Waveform wave = Waveform.mono(golden.input("wave").floats(), 22_000);
    FeatureExtractor mfcc = HostFrontEnd.of(withDeltas(22_000, 5));
    StatisticsOptions options =
        new StatisticsOptions(
            List.of(StatisticsOptions.Statistic.MEAN, StatisticsOptions.Statistic.VAR), false, 9);
    Encoder<FeatureBatch> statistics =
        EvalPlugin.statistics(
            options, TestResources.of(manager, folder).withFeatures(mfcc.featureFormat()));

    float[] vector =
        statistics.encode(mfcc.extract(AudioBatch.of(manager, List.of(wave)))).toFloats();

    // Ours: all means, then all variances. Theirs: means and variances of each 20 in turn.
    float[] theirs = new float[120];
    for (int part = 0; part < 3; part++) {
      System.arraycopy(vector, part * 20, theirs, part * 40, 20);
      System.arraycopy(vector, 60 + part * 20, theirs, part * 40 + 20, 20);
    }
    golden.assertMatches("vector", theirs);
  }

  static MfccExtractorOptions withDeltas(int sampleRate, int width) {
    return new MfccExtractorOptions(
        sampleRate,
        2048,
        512,
        128,
        0,
        11_000,
        MelOptions.Scale.SLANEY,
        MelOptions.Norm.SLANEY,
        20,
        80,
        true,
        width);
  }

  private static float[] column(FeatureBatch batch, int bin) {
    return column(batch.toFloats(), batch.frames(0), batch.bins(), bin);
  }

  private static float[] column(float[] features, int frames, int bins, int bin) {
    float[] column = new float[frames];
    for (int frame = 0; frame < frames; frame++) {
      column[frame] = features[frame * bins + bin];
    }
    return column;
  }
}
