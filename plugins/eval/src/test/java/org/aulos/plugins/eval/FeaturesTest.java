package org.aulos.plugins.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.aulos.api.AudioBatch;
import org.aulos.api.FeatureBatch;
import org.aulos.api.FeatureExtractor;
import org.aulos.api.FeatureFormat;
import org.aulos.api.Waveform;
import org.aulos.api.spi.Component;
import org.aulos.api.spi.Role;
import org.aulos.dsp.Deltas;
import org.aulos.dsp.LogMel;
import org.aulos.dsp.LogMelOptions;
import org.aulos.dsp.MelOptions;
import org.aulos.dsp.Mfcc;
import org.aulos.dsp.MfccOptions;
import org.aulos.testkit.GoldenCase;
import org.aulos.testkit.SharedData;
import org.aulos.testkit.Signals;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@SuppressWarnings("NullAway.Init") // JUnit opens the manager before each test
class FeaturesTest {
  private NDManager manager;

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager();
  }

  @AfterEach
  void close() {
    manager.close();
  }

  static Stream<FeatureExtractor> extractors() {
    return Stream.of(
        extractor("log-mel", LogMelExtractorOptions.DEFAULTS),
        extractor("mfcc", MfccExtractorOptions.DEFAULTS),
        extractor("mfcc", withDeltas(22_000, 9)));
  }

  @Test
  void logMelIsTheFrontEndOfByolA() {
    Waveform noise = Signals.noise(1, 0.5, 16_000);
    FeatureExtractor logMel = extractor("log-mel", LogMelExtractorOptions.DEFAULTS);

    FeatureBatch features = logMel.extract(AudioBatch.of(manager, List.of(noise)));

    assertThat(logMel.featureFormat()).isEqualTo(new FeatureFormat(100, 64));
    assertThat(features.toFloats())
        .containsExactly(new LogMel(LogMelOptions.BYOL_A).extract(noise.channel(0)));
  }

  @Test
  void mfccIsThatOfTheKernels() {
    Waveform noise = Signals.noise(1, 0.5, 22_050);
    FeatureExtractor mfcc = extractor("mfcc", MfccExtractorOptions.DEFAULTS);

    FeatureBatch features = mfcc.extract(AudioBatch.of(manager, List.of(noise)));

    assertThat(mfcc.featureFormat()).isEqualTo(new FeatureFormat(22_050 / 512.0, 20));
    assertThat(features.toFloats())
        .containsExactly(new Mfcc(MfccOptions.DEFAULTS).extract(noise.channel(0)));
  }

  @Test
  void derivativesFollowTheirValuesInEachFrame() {
    Waveform noise = Signals.noise(1, 0.5, 22_000);
    FeatureExtractor mfcc = extractor("mfcc", withDeltas(22_000, 9));

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

  @ParameterizedTest
  @MethodSource("extractors")
  void clipsDoNotDependOnTheirNeighbours(FeatureExtractor extractor) {
    int rate = extractor.audioFormat().sampleRate();
    List<Waveform> clips =
        List.of(
            Signals.noise(1, 0.3, rate),
            Signals.sine(440, 0.7, rate),
            Waveform.mono(new float[] {0.5f}, rate));

    FeatureBatch together = extractor.extract(AudioBatch.of(manager, clips));

    for (int clip = 0; clip < clips.size(); clip++) {
      FeatureBatch alone = extractor.extract(AudioBatch.of(manager, List.of(clips.get(clip))));
      assertThat(valid(together, clip)).containsExactly(valid(alone, 0));
    }
  }

  @ParameterizedTest
  @MethodSource("extractors")
  void silenceAndNothingAreFinite(FeatureExtractor extractor) {
    int rate = extractor.audioFormat().sampleRate();
    List<Waveform> clips = List.of(Signals.silence(0.2, rate), Waveform.mono(new float[0], rate));

    for (float value : extractor.extract(AudioBatch.of(manager, clips)).toFloats()) {
      assertThat(value).isFinite();
    }
  }

  @ParameterizedTest
  @MethodSource("extractors")
  void refuseAnotherRate(FeatureExtractor extractor) {
    AudioBatch audio = AudioBatch.of(manager, List.of(Signals.silence(0.1, 8_000)));

    assertThatThrownBy(() -> extractor.extract(audio))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("but was 8000 Hz, mono");
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
    FeatureExtractor mfcc = extractor("mfcc", withDeltas(22_000, 5));
    StatisticsOptions options =
        new StatisticsOptions(
            List.of(StatisticsOptions.Statistic.MEAN, StatisticsOptions.Statistic.VAR), false, 9);
    Statistics statistics =
        Statistics.create(options, new TestResources(manager, Optional.of(mfcc.featureFormat())));

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

  private static MfccExtractorOptions withDeltas(int sampleRate, int width) {
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

  private static FeatureExtractor extractor(String name, Record options) {
    Component<?, ?> component =
        new EvalPlugin()
            .components().stream()
                .filter(c -> c.role() == Role.EXTRACTOR && c.name().equals(name))
                .findFirst()
                .orElseThrow();
    try (NDManager unused = NDManager.newBaseManager()) {
      return Role.EXTRACTOR.cast(
          component.create(options, new TestResources(unused, Optional.empty())));
    }
  }

  private static float[] valid(FeatureBatch batch, int clip) {
    float[] all = batch.toFloats();
    int stride = all.length / batch.size();
    return Arrays.copyOfRange(
        all, clip * stride, clip * stride + batch.frames(clip) * batch.bins());
  }

  private static float[] column(FeatureBatch batch, int bin) {
    return column(valid(batch, 0), batch.frames(0), batch.bins(), bin);
  }

  private static float[] column(float[] features, int frames, int bins, int bin) {
    float[] column = new float[frames];
    for (int frame = 0; frame < frames; frame++) {
      column[frame] = features[frame * bins + bin];
    }
    return column;
  }
}
