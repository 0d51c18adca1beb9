package org.aulos.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.aulos.api.AudioBatch;
import org.aulos.api.AulosException;
import org.aulos.api.Dataset;
import org.aulos.api.EmbeddingSet;
import org.aulos.api.EmbeddingSets;
import org.aulos.api.Encoder;
import org.aulos.api.FeatureBatch;
import org.aulos.api.FeatureExtractor;
import org.aulos.api.FeatureFormat;
import org.aulos.api.Generator;
import org.aulos.api.LabelledEmbeddings;
import org.aulos.api.Metric;
import org.aulos.api.TagBatch;
import org.aulos.api.TextBatch;
import org.aulos.api.spi.Plugin;
import org.aulos.api.spi.Role;
import org.aulos.testkit.AudioEncoderContract;
import org.aulos.testkit.DatasetContract;
import org.aulos.testkit.ExtractorContract;
import org.aulos.testkit.FeatureEncoderContract;
import org.aulos.testkit.GeneratorContract;
import org.aulos.testkit.MetricContract;
import org.aulos.testkit.PluginContract;
import org.aulos.testkit.TagEncoderContract;
import org.aulos.testkit.TextEncoderContract;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The classes of tests that an author would write, for whatever the {@link Subject} is. */
final class PluginRuns {
  /** What libraries need that choose their algorithm by the size of a batch. */
  private static final double TOLERANCE = 1e-5;

  private PluginRuns() {}

  /**
   * The contract of a component; empty if there is none that could be run without knowing more of
   * it. Trainers are among these: with their default options they may take hours.
   */
  static Optional<Class<?>> of(Role<?> role, Object component) {
    if (role == Role.EXTRACTOR) {
      return Optional.of(OfExtractor.class);
    } else if (role == Role.GENERATOR) {
      return Optional.of(OfGenerator.class);
    } else if (role == Role.DATASET) {
      return Optional.of(OfDataset.class);
    } else if (component instanceof Encoder<?> encoder) {
      return ofInput(encoder.inputType());
    }
    return component instanceof Metric<?> metric
        ? ofEvidence(metric.evidenceType())
        : Optional.empty();
  }

  private static Optional<Class<?>> ofInput(Class<?> type) {
    if (type == AudioBatch.class) {
      return Optional.of(OfAudioEncoder.class);
    } else if (type == FeatureBatch.class) {
      return Optional.of(OfFeatureEncoder.class);
    } else if (type == TextBatch.class) {
      return Optional.of(OfTextEncoder.class);
    }
    return type == TagBatch.class ? Optional.of(OfTagEncoder.class) : Optional.empty();
  }

  private static Optional<Class<?>> ofEvidence(Class<?> type) {
    if (type == EmbeddingSets.class) {
      return Optional.of(OfDistance.class);
    }
    return type == LabelledEmbeddings.class ? Optional.of(OfProbe.class) : Optional.empty();
  }

  /** Whether there is anything to run a contract against. */
  static final class OfMaking {
    @Test
    void canBeMadeWithItsDefaultOptions() {
      try {
        Subject.made();
      } catch (AulosException e) {
        // A file that only the user has, for instance.
        Assumptions.abort(
            e.getMessage() + " (hold it to its contract in a test of its project, with options)");
      }
    }
  }

  static final class OfPlugin implements PluginContract {
    @Override
    public Plugin plugin() {
      return (Plugin) Subject.made();
    }
  }

  static final class OfExtractor implements ExtractorContract {
    @Override
    public FeatureExtractor extractor() {
      return Role.EXTRACTOR.cast(Subject.made());
    }

    @Override
    public double tolerance() {
      return TOLERANCE;
    }
  }

  static final class OfAudioEncoder implements AudioEncoderContract {
    @Override
    public Encoder<AudioBatch> encoder() {
      return PluginRuns.encoder(AudioBatch.class);
    }

    @Override
    public double tolerance() {
      return TOLERANCE;
    }
  }

  static final class OfFeatureEncoder implements FeatureEncoderContract {
    @Override
    public FeatureFormat featureFormat() {
      return Subject.features();
    }

    @Override
    public Encoder<FeatureBatch> encoder() {
      return PluginRuns.encoder(FeatureBatch.class);
    }

    @Override
    public double tolerance() {
      return TOLERANCE;
    }
  }

  static final class OfTextEncoder implements TextEncoderContract {
    @Override
    public Encoder<TextBatch> encoder() {
      return PluginRuns.encoder(TextBatch.class);
    }

    @Override
    public double tolerance() {
      return TOLERANCE;
    }
  }

  static final class OfTagEncoder implements TagEncoderContract {
    @Override
    public Encoder<TagBatch> encoder() {
      return PluginRuns.encoder(TagBatch.class);
    }

    @Override
    public double tolerance() {
      return TOLERANCE;
    }
  }

  static final class OfGenerator implements GeneratorContract {
    @Override
    public Generator generator() {
      return Role.GENERATOR.cast(Subject.make());
    }

    @Override
    public double tolerance() {
      return TOLERANCE;
    }
  }

  static final class OfDataset implements DatasetContract {
    @Override
    public Dataset dataset() {
      return Role.DATASET.cast(Subject.make());
    }
  }

  static final class OfDistance implements MetricContract<EmbeddingSets> {
    @Override
    public Metric<EmbeddingSets> metric() {
      return PluginRuns.metric(EmbeddingSets.class);
    }

    @Override
    public EmbeddingSets evidence() {
      return new EmbeddingSets(vectors(90, 1), vectors(60, 2));
    }

    @Override
    public int clips() {
      return 60;
    }
  }

  static final class OfProbe implements MetricContract<LabelledEmbeddings> {
    @Override
    public Metric<LabelledEmbeddings> metric() {
      return PluginRuns.metric(LabelledEmbeddings.class);
    }

    @Override
    public LabelledEmbeddings evidence() {
      List<String> labels = IntStream.range(0, 60).mapToObj(i -> "class " + i % 3).toList();
      return new LabelledEmbeddings(vectors(60, 3), labels, List.of());
    }

    @Override
    public int clips() {
      return 60;
    }
  }

  @SuppressWarnings("unchecked") // so says the encoder
  private static <I> Encoder<I> encoder(Class<I> input) {
    Encoder<?> encoder = Role.ENCODER.cast(Subject.made());
    if (encoder.inputType() != input) {
      throw new IllegalArgumentException(
          "expected an encoder of %s but was one of %s".formatted(input, encoder.inputType()));
    }
    return (Encoder<I>) encoder;
  }

  @SuppressWarnings("unchecked") // so says the metric
  private static <E> Metric<E> metric(Class<E> evidence) {
    Metric<?> metric = Role.METRIC.cast(Subject.make());
    if (metric.evidenceType() != evidence) {
      throw new IllegalArgumentException(
          "expected a metric of %s but was one of %s".formatted(evidence, metric.evidenceType()));
    }
    return (Metric<E>) metric;
  }

  /** Gaussian vectors whose mean depends on their row, in three groups. */
  private static EmbeddingSet vectors(int count, long seed) {
    int dimension = 8;
    Random random = new Random(seed);
    float[] values = new float[count * dimension];
    List<String> ids = new ArrayList<>();
    for (int row = 0; row < count; row++) {
      ids.add("clip-" + row);
      for (int i = 0; i < dimension; i++) {
        values[row * dimension + i] = (float) (random.nextGaussian() + (i == row % 3 ? 2 : 0));
      }
    }
    return new EmbeddingSet("conformance", ids, values, dimension);
  }
}
