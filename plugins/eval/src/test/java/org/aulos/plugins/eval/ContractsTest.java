package org.aulos.plugins.eval;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.List;
import org.aulos.api.EmbeddingSets;
import org.aulos.api.Encoder;
import org.aulos.api.FeatureBatch;
import org.aulos.api.FeatureExtractor;
import org.aulos.api.FeatureFormat;
import org.aulos.api.LabelledEmbeddings;
import org.aulos.api.Metric;
import org.aulos.api.spi.Plugin;
import org.aulos.testkit.ExtractorContract;
import org.aulos.testkit.FeatureEncoderContract;
import org.aulos.testkit.MetricContract;
import org.aulos.testkit.PluginContract;
import org.aulos.testkit.TestResources;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** Every component keeps the contract of its role. */
class ContractsTest {
  @Nested
  class PluginTest implements PluginContract {
    @Override
    public Plugin plugin() {
      return new EvalPlugin();
    }
  }

  @Nested
  class LogMelTest implements ExtractorContract {
    @Override
    public FeatureExtractor extractor() {
      return HostFrontEnd.of(LogMelExtractorOptions.DEFAULTS);
    }
  }

  @Nested
  class MfccTest implements ExtractorContract {
    @Override
    public FeatureExtractor extractor() {
      return HostFrontEnd.of(MfccExtractorOptions.DEFAULTS);
    }
  }

  @Nested
  class MfccWithDerivativesTest implements ExtractorContract {
    @Override
    public FeatureExtractor extractor() {
      return HostFrontEnd.of(FeaturesTest.withDeltas(22_000, 9));
    }
  }

  @Nested
  @SuppressWarnings("NullAway.Init") // JUnit sets them before each test
  class StatisticsEncoderTest implements FeatureEncoderContract {
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

    @Override
    public FeatureFormat featureFormat() {
      return new FeatureFormat(100, 5);
    }

    @Override
    public Encoder<FeatureBatch> encoder() {
      List<StatisticsOptions.Statistic> all = List.of(StatisticsOptions.Statistic.values());
      return EvalPlugin.statistics(
          new StatisticsOptions(all, true, 9),
          TestResources.of(manager, folder).withFeatures(featureFormat()));
    }
  }

  @Nested
  class LinearProbeTest extends OfLabels {
    @Override
    public Metric<LabelledEmbeddings> metric() {
      return new LinearProbe(LinearProbeOptions.DEFAULTS, 1);
    }
  }

  @Nested
  class KnnProbeTest extends OfLabels {
    @Override
    public Metric<LabelledEmbeddings> metric() {
      return new KnnProbe(KnnProbeOptions.DEFAULTS, 1);
    }
  }

  @Nested
  class RetrievalMetricTest extends OfLabels {
    @Override
    public Metric<LabelledEmbeddings> metric() {
      return new Retrieval(RetrievalOptions.DEFAULTS, 1);
    }
  }

  @Nested
  class FadMetricTest implements MetricContract<EmbeddingSets> {
    @Override
    public Metric<EmbeddingSets> metric() {
      return new Fad();
    }

    @Override
    public EmbeddingSets evidence() {
      return Evidence.pair(Evidence.gaussian(90, 12, 1), Evidence.gaussian(40, 12, 2));
    }

    @Override
    public int clips() {
      return 40;
    }
  }

  private abstract static class OfLabels implements MetricContract<LabelledEmbeddings> {
    @Override
    public LabelledEmbeddings evidence() {
      return Evidence.clusters(60, 3, 0.8, List.of());
    }

    @Override
    public int clips() {
      return 60;
    }
  }

  @Nested
  class LinearEvaluationTest implements MetricContract<LabelledEmbeddings> {
    @Override
    public Metric<LabelledEmbeddings> metric() {
      return new NetworkProbe("linear-evaluation", NetworkProbeOptions.LINEAR_EVALUATION, 3);
    }

    @Override
    public LabelledEmbeddings evidence() {
      return Evidence.clusters(40, 2, 0.5, Evidence.folds(40, 2));
    }

    @Override
    public int clips() {
      return 40;
    }
  }
}
