package org.aulos.plugins.eval;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.aulos.api.AudioBatch;
import org.aulos.api.EmbeddingSet;
import org.aulos.api.EmbeddingSets;
import org.aulos.api.Encoder;
import org.aulos.api.FeatureBatch;
import org.aulos.api.FeatureExtractor;
import org.aulos.api.FeatureFormat;
import org.aulos.api.GroupedEmbeddings;
import org.aulos.api.LabelledEmbeddings;
import org.aulos.api.Metric;
import org.aulos.api.PairedEmbeddings;
import org.aulos.api.PromptedEmbeddings;
import org.aulos.api.TaggedEmbeddings;
import org.aulos.api.spi.Plugin;
import org.aulos.api.spi.Resources;
import org.aulos.testkit.AudioEncoderContract;
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
  class YamnetTest extends OfWaveforms {
    @Override
    Encoder<AudioBatch> open(Path folder, Resources resources) throws IOException {
      return PretrainedEncoders.yamnet(
          new YamnetOptions(TinyModels.yamnet(folder), "serving_default", "scores"), resources);
    }
  }

  @Nested
  class VggishTest extends OfWaveforms {
    @Override
    Encoder<AudioBatch> open(Path folder, Resources resources) throws IOException {
      return PretrainedEncoders.vggish(
          new VggishOptions(TinyModels.vggish(folder), "serving_default", "embeddings"), resources);
    }
  }

  @Nested
  class TrillTest extends OfWaveforms {
    @Override
    Encoder<AudioBatch> open(Path folder, Resources resources) throws IOException {
      return PretrainedEncoders.trill(
          new TrillOptions(TinyModels.trill(folder), "serving_default", "layer19"), resources);
    }
  }

  @Nested
  class YamnetOfWeightsTest extends OfWaveforms {
    @Override
    Encoder<AudioBatch> open(Path folder, Resources resources) throws IOException {
      Path weights = TinyWeights.write(TinyWeights.yamnet(), folder);
      return PretrainedEncoders.yamnet(
          new YamnetOptions(weights, "serving_default", "embeddings"), resources);
    }
  }

  @Nested
  class VggishOfWeightsTest extends OfWaveforms {
    @Override
    Encoder<AudioBatch> open(Path folder, Resources resources) throws IOException {
      Path weights = TinyWeights.write(TinyWeights.vggish(), folder);
      return PretrainedEncoders.vggish(
          new VggishOptions(weights, "serving_default", "embeddings"), resources);
    }
  }

  /** An encoder over a model that is written for each test. */
  @SuppressWarnings("NullAway.Init") // JUnit sets them before each test
  private abstract static class OfWaveforms implements AudioEncoderContract {
    @TempDir private Path folder;
    private NDManager manager;
    private Encoder<AudioBatch> encoder;

    abstract Encoder<AudioBatch> open(Path folder, Resources resources) throws IOException;

    @BeforeEach
    void open() throws IOException {
      manager = NDManager.newBaseManager();
      encoder = open(folder.resolve("model"), TestResources.of(manager, folder));
    }

    @AfterEach
    void close() {
      manager.close();
    }

    @Override
    public Encoder<AudioBatch> encoder() {
      return encoder;
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
  class FadMetricTest extends OfSets {
    @Override
    public Metric<EmbeddingSets> metric() {
      return new FrechetMetrics.OfSets(new Fad(1));
    }
  }

  @Nested
  class FadInfinityMetricTest extends OfSets {
    @Override
    public Metric<EmbeddingSets> metric() {
      return new FrechetMetrics.OfSets(
          new FadInfinity(new FadInfinityOptions(5, 20, List.of(), ""), 1));
    }
  }

  @Nested
  class ClipFadMetricTest extends OfSets {
    @Override
    public Metric<EmbeddingSets> metric() {
      return new FrechetMetrics.OfSets(new ClipFad(1));
    }
  }

  @Nested
  class FadOfStatisticsTest implements MetricContract<EmbeddingSet> {
    @Override
    public Metric<EmbeddingSet> metric() {
      return new FrechetMetrics.OfStatistics(
          new Fad(1), ReferenceStatistics.of(Evidence.clips(30, 3, 12, 1)));
    }

    @Override
    public EmbeddingSet evidence() {
      return Evidence.clips(20, 3, 12, 2);
    }

    @Override
    public int clips() {
      return 20;
    }
  }

  @Nested
  class KadMetricTest extends OfSets {
    @Override
    public Metric<EmbeddingSets> metric() {
      return new Kad(KadOptions.DEFAULTS, 1);
    }
  }

  @Nested
  class PrdcMetricTest extends OfSets {
    @Override
    public Metric<EmbeddingSets> metric() {
      return new Prdc(PrdcOptions.DEFAULTS, 1);
    }
  }

  @Nested
  class KlDivergenceTest extends OfSets {
    @Override
    public Metric<EmbeddingSets> metric() {
      return new KlDivergence(KlDivergenceOptions.DEFAULTS, 1);
    }
  }

  @Nested
  class ConsistencyMetricTest extends OfPairs {
    @Override
    public Metric<PairedEmbeddings> metric() {
      return new Consistency(1);
    }
  }

  @Nested
  class InceptionScoreTest implements MetricContract<EmbeddingSet> {
    @Override
    public Metric<EmbeddingSet> metric() {
      return new InceptionScore(InceptionScoreOptions.DEFAULTS, 1);
    }

    @Override
    public EmbeddingSet evidence() {
      return Evidence.clips(20, 3, 12, 2);
    }

    @Override
    public int clips() {
      return 20;
    }
  }

  /** Two sets with the same ids, three vectors a clip. */
  private abstract static class OfSets implements MetricContract<EmbeddingSets> {
    @Override
    public EmbeddingSets evidence() {
      return Evidence.pair(Evidence.clips(20, 3, 12, 1), Evidence.clips(20, 3, 12, 2));
    }

    @Override
    public int clips() {
      return 20;
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

  @Nested
  class BackgroundKnownMetricTest implements MetricContract<GroupedEmbeddings> {
    @Override
    public Metric<GroupedEmbeddings> metric() {
      return new BackgroundKnown(BackgroundKnownOptions.DEFAULTS, 3);
    }

    @Override
    public GroupedEmbeddings evidence() {
      return BackgroundKnownTest.evidence(40);
    }

    @Override
    public int clips() {
      return 16;
    }
  }

  @Nested
  class TextRetrievalTest extends OfPairs {
    @Override
    public Metric<PairedEmbeddings> metric() {
      return new TextRetrieval(TextRetrievalOptions.DEFAULTS, 3);
    }
  }

  private abstract static class OfPairs implements MetricContract<PairedEmbeddings> {
    @Override
    public PairedEmbeddings evidence() {
      return new PairedEmbeddings(Evidence.gaussian(20, 4, 1), Evidence.gaussian(20, 4, 2));
    }

    @Override
    public int clips() {
      return 20;
    }
  }

  @Nested
  class TagRetrievalTest implements MetricContract<TaggedEmbeddings> {
    @Override
    public Metric<TaggedEmbeddings> metric() {
      return new TagRetrieval(TagRetrievalOptions.DEFAULTS, 3);
    }

    @Override
    public TaggedEmbeddings evidence() {
      EmbeddingSet words = Evidence.gaussian(3, 4, 2);
      List<List<String>> tags =
          IntStream.range(0, 20)
              .mapToObj(i -> words.ids().subList(i % 3, Math.min(3, i % 3 + 2)))
              .toList();
      return new TaggedEmbeddings(Evidence.gaussian(20, 4, 1), tags, words);
    }

    @Override
    public int clips() {
      return 20;
    }
  }

  @Nested
  class ZeroShotTest implements MetricContract<PromptedEmbeddings> {
    @Override
    public Metric<PromptedEmbeddings> metric() {
      return new ZeroShot(3);
    }

    @Override
    public PromptedEmbeddings evidence() {
      EmbeddingSet classes =
          new EmbeddingSet(
              "test",
              List.of("class 0", "class 1"),
              new float[] {1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0},
              8);
      return new PromptedEmbeddings(Evidence.clusters(40, 2, 0.5, List.of()), classes);
    }

    @Override
    public int clips() {
      return 40;
    }
  }
}
