package org.aulos.runtime.dataset;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.aulos.api.Clip;

/** A listener that hears six wide bands and how much each of them moves. */
final class CoarseSpectrum {
  private static final int BANDS = 6;
  private static final int FRAME = 800;

  private CoarseSpectrum() {}

  /** Mean and deviation over time of the log power in six bands, split by one-pole low passes. */
  static double[] of(float[] samples) {
    double[] features = new double[2 * BANDS];
    float[] rest = samples;
    for (int band = 0; band < BANDS; band++) {
      float[] low = band == BANDS - 1 ? new float[rest.length] : lowPass(rest, 4000 >> band);
      double[] levels = levels(rest, low);
      double mean = mean(levels);
      double square = 0;
      for (double level : levels) {
        square += (level - mean) * (level - mean) / levels.length;
      }
      features[band] = mean;
      features[BANDS + band] = Math.sqrt(square);
      rest = low;
    }
    return features;
  }

  private static float[] lowPass(float[] samples, double hertz) {
    double keep = Math.exp(-2 * Math.PI * hertz / 16_000);
    float[] low = new float[samples.length];
    double first = 0;
    double second = 0;
    for (int i = 0; i < samples.length; i++) {
      first = keep * first + (1 - keep) * samples[i];
      second = keep * second + (1 - keep) * first;
      low[i] = (float) second;
    }
    return low;
  }

  private static double[] levels(float[] samples, float[] low) {
    double[] levels = new double[samples.length / FRAME];
    for (int frame = 0; frame < levels.length; frame++) {
      double sum = 1e-9;
      for (int i = frame * FRAME; i < (frame + 1) * FRAME; i++) {
        double high = samples[i] - low[i];
        sum += high * high;
      }
      levels[frame] = Math.log(sum);
    }
    return levels;
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  static double[][] standardised(double[][] rows) {
    double[][] result = new double[rows.length][rows[0].length];
    for (int column = 0; column < rows[0].length; column++) {
      double[] values = new double[rows.length];
      for (int row = 0; row < rows.length; row++) {
        values[row] = rows[row][column];
      }
      double mean = mean(values);
      double square = 0;
      for (double value : values) {
        square += (value - mean) * (value - mean) / values.length;
      }
      for (int row = 0; row < rows.length; row++) {
        result[row][column] = (values[row] - mean) / Math.sqrt(square);
      }
    }
    return result;
  }

  /** Share of the clips of fold 1 whose nearest centroid of the other folds is their class's. */
  static double nearestCentroidAccuracy(List<Clip> clips, double[][] features) {
    Map<String, double[]> centroids = new HashMap<>();
    for (int i = 0; i < clips.size(); i++) {
      if (!"1".equals(clips.get(i).fold())) {
        double[] sum =
            centroids.computeIfAbsent(clips.get(i).labels().get(0), label -> new double[2 * BANDS]);
        for (int k = 0; k < sum.length; k++) {
          sum[k] += features[i][k];
        }
      }
    }
    // Folds are balanced, so all sums are of one number of clips.
    int perClass =
        (int) clips.stream().filter(c -> !"1".equals(c.fold())).count() / centroids.size();
    int tested = 0;
    int right = 0;
    for (int i = 0; i < clips.size(); i++) {
      if ("1".equals(clips.get(i).fold())) {
        tested++;
        right +=
            nearest(centroids, features[i], perClass).equals(clips.get(i).labels().get(0)) ? 1 : 0;
      }
    }
    return (double) right / tested;
  }

  private static String nearest(Map<String, double[]> sums, double[] feature, int count) {
    String best = "";
    double least = Double.POSITIVE_INFINITY;
    for (var entry : sums.entrySet()) {
      double distance = 0;
      for (int k = 0; k < feature.length; k++) {
        double difference = feature[k] - entry.getValue()[k] / count;
        distance += difference * difference;
      }
      if (distance < least) {
        least = distance;
        best = entry.getKey();
      }
    }
    return best;
  }
}
