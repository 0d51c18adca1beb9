package org.aulos.plugins.eval;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.aulos.api.AudioBatch;
import org.aulos.api.FeatureBatch;
import org.aulos.api.FeatureExtractor;
import org.aulos.api.Waveform;
import org.aulos.testkit.Signals;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The tensor operations of a GPU pipeline give what the kernels of the host give. */
@SuppressWarnings("NullAway.Init") // JUnit sets it before each test
class DeviceTwinsTest {
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
  void logMelIsTheSame() {
    FeatureExtractor host = HostFrontEnd.of(LogMelExtractorOptions.DEFAULTS);
    FeatureExtractor device = DeviceFrontEnd.of(LogMelExtractorOptions.DEFAULTS);

    assertSame(host, device, 1e-3f);
  }

  @Test
  void mfccWithDerivativesIsTheSame() {
    MfccExtractorOptions options = FeaturesTest.withDeltas(22_000, 9);

    // Values reach some hundreds of decibels: 1e-2 is a relative 1e-5.
    assertSame(HostFrontEnd.of(options), DeviceFrontEnd.of(options), 1e-2f);
  }

  @Test
  void statisticsAreTheSame() {
    StatisticsOptions options =
        new StatisticsOptions(
            List.copyOf(EnumSet.allOf(StatisticsOptions.Statistic.class)), true, 5);
    FeatureExtractor extractor = HostFrontEnd.of(LogMelExtractorOptions.DEFAULTS);
    FeatureBatch features = extractor.extract(noises(16_000));

    float[] host = Statistics.onHost(options, features.format()).encode(features).toFloats();
    float[] device = Statistics.onDevice(options, features.format()).encode(features).toFloats();

    // Single against double precision; log-mel reaches 16, its variance 100.
    assertThat(device).containsExactly(host, within(1e-3f));
  }

  private void assertSame(FeatureExtractor host, FeatureExtractor device, float tolerance) {
    AudioBatch audio = noises(host.audioFormat().sampleRate());

    FeatureBatch expected = host.extract(audio);
    FeatureBatch actual = device.extract(audio);

    assertThat(device.featureFormat()).isEqualTo(host.featureFormat());
    assertThat(actual.frames()).containsExactly(expected.frames());
    assertThat(actual.toFloats()).containsExactly(expected.toFloats(), within(tolerance));
  }

  private AudioBatch noises(int sampleRate) {
    List<Waveform> clips = new ArrayList<>();
    for (int i = 1; i <= 4; i++) {
      clips.add(Signals.noise(i, 0.2 * i, sampleRate));
    }
    return AudioBatch.of(manager, clips);
  }

  private static org.assertj.core.data.Offset<Float> within(float tolerance) {
    return org.assertj.core.data.Offset.offset(tolerance);
  }
}
