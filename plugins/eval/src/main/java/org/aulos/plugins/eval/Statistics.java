package org.aulos.plugins.eval;

import ai.djl.ndarray.NDArray;
import java.util.OptionalLong;
import org.aulos.api.EmbeddingBatch;
import org.aulos.api.Encoder;
import org.aulos.api.FeatureBatch;
import org.aulos.api.FeatureFormat;

/**
 * Statistics of each feature bin over the valid frames of a clip: all bins of the first statistic,
 * all of the second, …, then the same of the derivatives. A clip without frames gives zeros.
 */
final class Statistics implements Encoder<FeatureBatch> {
  private final Kernel kernel;
  private final FeatureFormat format;
  private final int dimension;

  private Statistics(Kernel kernel, StatisticsOptions options, FeatureFormat format) {
    this.kernel = kernel;
    this.format = format;
    this.dimension = options.dimension(format);
  }

  /** How statistics are computed, and where. */
  interface Kernel {
    /** The vectors of features of the right format, attached to their manager. */
    NDArray vectors(FeatureBatch features);
  }

  /** Statistics computed on the host, in double precision. */
  static Statistics onHost(StatisticsOptions options, FeatureFormat format) {
    return new Statistics(new HostStatistics(options, format), options, format);
  }

  /** Statistics computed on the device of the features, in single precision. */
  static Statistics onDevice(StatisticsOptions options, FeatureFormat format) {
    return new Statistics(new DeviceStatistics(options, format), options, format);
  }

  @Override
  public Class<FeatureBatch> inputType() {
    return FeatureBatch.class;
  }

  @Override
  public int dimension() {
    return dimension;
  }

  /** None: nothing of it is learnt. */
  @Override
  public OptionalLong parameters() {
    return OptionalLong.of(0);
  }

  @Override
  public EmbeddingBatch encode(FeatureBatch input) {
    if (input.bins() != format.bins()) {
      throw new IllegalArgumentException(
          "expected features of " + format + " but were " + input.format());
    }
    return new EmbeddingBatch(kernel.vectors(input));
  }
}
