package com.acme.metric;

import org.aulos.api.AulosException;
import org.aulos.api.Direction;
import org.aulos.api.EmbeddingSet;
import org.aulos.api.EmbeddingSets;
import org.aulos.api.Metric;
import org.aulos.api.Score;
import org.aulos.api.Signature;

/** Distance between the means of two sets of vectors. */
record TemplateMetric(double power) implements Metric<EmbeddingSets> {
  @Override
  public Class<EmbeddingSets> evidenceType() {
    return EmbeddingSets.class;
  }

  @Override
  public Score score(EmbeddingSets evidence) {
    double[] reference = mean(evidence.reference());
    double[] evaluated = mean(evidence.evaluated());
    double sum = 0;
    for (int i = 0; i < reference.length; i++) {
      sum += Math.pow(Math.abs(reference[i] - evaluated[i]), power);
    }
    // Every choice that moves the number, so that unlike scores are never ranked.
    Signature signature =
        Signature.of("template-metric")
            .with("power", String.valueOf(power))
            .with("space", evidence.reference().space());
    return Score.of(
        Math.pow(sum, 1 / power),
        Direction.LOWER_IS_BETTER,
        evidence.evaluated().size(),
        signature);
  }

  private static double[] mean(EmbeddingSet vectors) {
    if (vectors.size() == 0) {
      throw new AulosException("no mean of no vectors; choose clips for both sets of the task");
    }
    double[] mean = new double[vectors.dimension()];
    for (int row = 0; row < vectors.size(); row++) {
      float[] vector = vectors.row(row);
      for (int i = 0; i < mean.length; i++) {
        mean[i] += vector[i] / (double) vectors.size();
      }
    }
    return mean;
  }
}
