package org.aulos.plugins.eval;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import org.aulos.api.FeatureBatch;
import org.aulos.api.FeatureFormat;
import org.aulos.nn.Scope;
import org.aulos.nn.TensorDeltas;

/** Statistics as tensor operations, without a copy to the host. */
final class DeviceStatistics implements Statistics.Kernel {
  private final StatisticsOptions options;
  private final int dimension;
  private final TensorDeltas deltas;

  DeviceStatistics(StatisticsOptions options, FeatureFormat format) {
    this.options = options;
    this.dimension = options.dimension(format);
    this.deltas = new TensorDeltas(1, options.deltaWidth());
  }

  @Override
  public NDArray vectors(FeatureBatch input) {
    return Scope.result(() -> stacked(input));
  }

  private NDArray stacked(FeatureBatch input) {
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
      return derived.get(0).getManager().zeros(new Shape(dimension));
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
      case STD -> variance(valid).pow(0.5);
      case VAR -> variance(valid);
      case MIN -> valid.min(time);
      case MAX -> valid.max(time);
    };
  }

  private static NDArray variance(NDArray valid) {
    return valid.sub(valid.mean(new int[] {0}, true)).square().mean(new int[] {0});
  }
}
