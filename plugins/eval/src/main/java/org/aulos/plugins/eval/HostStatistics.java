package org.aulos.plugins.eval;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import org.aulos.api.FeatureBatch;
import org.aulos.api.FeatureFormat;
import org.aulos.dsp.Deltas;

/** Statistics on the host, accumulated in double precision. */
final class HostStatistics implements Statistics.Kernel {
  private final StatisticsOptions options;
  private final Deltas deltas;
  private final int dimension;
  private final int bins;

  HostStatistics(StatisticsOptions options, FeatureFormat format) {
    this.options = options;
    this.deltas = options.derivative();
    this.dimension = options.dimension(format);
    this.bins = format.bins();
  }

  @Override
  public NDArray vectors(FeatureBatch input) {
    float[] features = input.toFloats();
    int stride = features.length / input.size();
    float[] vectors = new float[input.size() * dimension];
    for (int clip = 0; clip < input.size(); clip++) {
      int frames = input.frames(clip);
      float[] valid = Arrays.copyOfRange(features, clip * stride, clip * stride + frames * bins);
      int end = sumUp(valid, frames, vectors, clip * dimension);
      if (options.deltas()) {
        sumUp(deltas.apply(valid, frames, bins), frames, vectors, end);
      }
    }
    return input.manager().create(vectors, new Shape(input.size(), dimension));
  }

  /** Writes all statistics of {@code [frames, bins]}; returns where they end. */
  private int sumUp(float[] features, int frames, float[] out, int start) {
    List<StatisticsOptions.Statistic> statistics = options.statistics();
    if (frames > 0) {
      for (int bin = 0; bin < bins; bin++) {
        double mean = mean(features, bin);
        for (int s = 0; s < statistics.size(); s++) {
          double value =
              switch (statistics.get(s)) {
                case MEAN -> mean;
                case STD -> Math.sqrt(variance(features, bin, mean));
                case VAR -> variance(features, bin, mean);
                case MIN -> least(features, bin);
                case MAX -> greatest(features, bin);
              };
          out[start + s * bins + bin] = (float) value;
        }
      }
    }
    return start + statistics.size() * bins;
  }

  private double mean(float[] features, int bin) {
    double sum = 0;
    for (int i = bin; i < features.length; i += bins) {
      sum += features[i];
    }
    return sum * bins / features.length;
  }

  private double variance(float[] features, int bin, double mean) {
    double sum = 0;
    for (int i = bin; i < features.length; i += bins) {
      sum += (features[i] - mean) * (features[i] - mean);
    }
    return sum * bins / features.length;
  }

  private double least(float[] features, int bin) {
    double least = features[bin];
    for (int i = bin; i < features.length; i += bins) {
      least = Math.min(least, features[i]);
    }
    return least;
  }

  private double greatest(float[] features, int bin) {
    double greatest = features[bin];
    for (int i = bin; i < features.length; i += bins) {
      greatest = Math.max(greatest, features[i]);
    }
    return greatest;
  }
}
