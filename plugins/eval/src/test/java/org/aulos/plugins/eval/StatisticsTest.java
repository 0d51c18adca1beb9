package org.aulos.plugins.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.List;
import org.aulos.api.Encoder;
import org.aulos.api.FeatureBatch;
import org.aulos.api.FeatureFormat;
import org.aulos.api.OptionsException;
import org.aulos.plugins.eval.StatisticsOptions.Statistic;
import org.aulos.testkit.TestResources;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit sets them before each test
class StatisticsTest {
  private static final FeatureFormat FORMAT = new FeatureFormat(100, 2);

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
  void sumUpEachBinStatisticByStatistic() {
    Encoder<FeatureBatch> statistics = statistics(false, Statistic.values());

    float[] vector = statistics.encode(batch(new float[] {1, 10, 3, 10, 5, 40})).toFloats();

    // Population variances 8/3 and 200 of 1, 3, 5 and 10, 10, 40.
    assertThat(vector)
        .containsExactly(
            new float[] {
              3, 20, (float) Math.sqrt(8.0 / 3), (float) Math.sqrt(200), 8 / 3f, 200, 1, 10, 5, 40
            },
            within(1e-5f));
    assertThat(statistics.dimension()).isEqualTo(10);
  }

  @Test
  void sumUpTheDerivativesToo() {
    Encoder<FeatureBatch> statistics = statistics(true, Statistic.MEAN, Statistic.MAX);
    // A ramp of 2 a frame, long enough that the repeated ends do not reach its middle.
    float[] ramp = new float[200];
    for (int frame = 0; frame < 100; frame++) {
      ramp[2 * frame] = 2 * frame;
      ramp[2 * frame + 1] = 7;
    }

    float[] vector = statistics.encode(batch(ramp)).toFloats();

    assertThat(vector).hasSize(8);
    assertThat(vector[6]).isCloseTo(2, within(1e-5f));
    assertThat(vector[7]).isCloseTo(0, within(1e-12f));
  }

  @Test
  void aSingleFrameHasNoDeviation() {
    float[] vector =
        statistics(true, Statistic.MEAN, Statistic.STD)
            .encode(batch(new float[] {4, 5}))
            .toFloats();

    assertThat(vector).containsExactly(new float[] {4, 5, 0, 0, 0, 0, 0, 0}, within(1e-12f));
  }

  @Test
  void aClipWithoutFramesIsZero() {
    float[] vector = statistics(true, Statistic.values()).encode(batch(new float[0])).toFloats();

    assertThat(vector).containsOnly(0);
  }

  @Test
  void needAnExtractorBeforeThem() {
    assertThatThrownBy(
            () ->
                EvalPlugin.statistics(
                    StatisticsOptions.DEFAULTS, TestResources.of(manager, folder)))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining("needs an extractor before it");
  }

  @Test
  void optionsNameEachStatisticOnce() {
    assertThatThrownBy(() -> new StatisticsOptions(List.of(), false, 9))
        .hasMessageContaining("at least one statistic");
    assertThatThrownBy(
            () -> new StatisticsOptions(List.of(Statistic.MEAN, Statistic.MEAN), false, 9))
        .hasMessageContaining("each once");
  }

  private Encoder<FeatureBatch> statistics(boolean deltas, Statistic... statistics) {
    return EvalPlugin.statistics(
        new StatisticsOptions(List.of(statistics), deltas, 9),
        TestResources.of(manager, folder).withFeatures(FORMAT));
  }

  private FeatureBatch batch(float[]... clips) {
    return FeatureBatch.of(manager, List.of(clips), FORMAT);
  }
}
