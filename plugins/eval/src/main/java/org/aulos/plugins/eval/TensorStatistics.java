package org.aulos.plugins.eval;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import org.aulos.api.EmbeddingBatch;
import org.aulos.api.Encoder;
import org.aulos.api.FeatureBatch;
import org.aulos.api.FeatureFormat;
import org.aulos.nn.Scope;
import org.aulos.nn.TensorDeltas;

/**
 * The twin of {@link Statistics} for batches on a GPU: tensor operations on the device of the
 * batch, in single precision.
 */
final class TensorStatistics implements Encoder<FeatureBatch> {
  private final StatisticsOptions options;
  private final FeatureFormat format;
  private final TensorDeltas deltas;

  TensorStatistics(StatisticsOptions options, FeatureFormat format) {
    this.options = options;
    this.format = format;
    this.deltas = new TensorDeltas(1, options.deltaWidth());
  }

  @Override
  public Class<FeatureBatch> inputType() {
    return FeatureBatch.class;
  }

  @Override
  public int dimension() {
    return options.dimension(format);
  }

  @Override
  public EmbeddingBatch encode(FeatureBatch input) {
    if (input.bins() != format.bins()) {
      throw new IllegalArgumentException(
          "expected features of " + format + " but were " + input.format());
    }
    return new EmbeddingBatch(Scope.result(() -> vectors(input)));
  }

  private NDArray vectors(FeatureBatch input) {
    NDList derived = new NDList(input.features());
    if (options.deltas()) {
      derived.add(deltas.apply(input.features(), input.frames()));
    }
    NDList vectors = new NDList();
    for (int clip = 0; clip < input.size(); clip++) {
      vectors.add(vector(derived, clip, input.frames(clip)));
    }
    return NDArrays.stack(vectors);
  }

  private NDArray vector(NDList derived, int clip, int frames) {
    if (frames == 0) {
      return derived.get(0).getManager().zeros(new Shape(dimension()));
    }
    NDList parts = new NDList();
    for (NDArray features : derived) {
      NDArray valid = features.get("{}, :{}", clip, frames); // [frames, bins]
      options.statistics().forEach(statistic -> parts.add(statistic(statistic, valid)));
    }
    return NDArrays.concat(parts);
  }

  private static NDArray statistic(StatisticsOptions.Statistic statistic, NDArray valid) {
    int[] time = {0};
    return switch (statistic) {
      case MEAN -> valid.mean(time);
      case STD -> variance(valid).sqrt();
      case VAR -> variance(valid);
      case MIN -> valid.min(time);
      case MAX -> valid.max(time);
    };
  }

  private static NDArray variance(NDArray valid) {
    return valid.sub(valid.mean(new int[] {0}, true)).square().mean(new int[] {0});
  }
}
