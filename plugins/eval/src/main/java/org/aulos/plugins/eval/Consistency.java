package org.aulos.plugins.eval;

import java.util.stream.IntStream;
import org.aulos.api.AulosException;
import org.aulos.api.Direction;
import org.aulos.api.EmbeddingSet;
import org.aulos.api.Metric;
import org.aulos.api.PairedEmbeddings;
import org.aulos.api.Score;
import org.ejml.data.DMatrixRMaj;

/**
 * Cosine consistency of paired embeddings: the mean over clips of the cosine of the vector of its
 * audio and that of its text. With a contrastive encoder of audio and lyrics this is C3 of the
 * Ainur paper.
 */
final class Consistency implements Metric<PairedEmbeddings> {
  private static final String NAME = "consistency";

  private final long seed;

  Consistency(long seed) {
    this.seed = seed;
  }

  @Override
  public Class<PairedEmbeddings> evidenceType() {
    return PairedEmbeddings.class;
  }

  @Override
  public Score score(PairedEmbeddings evidence) {
    EmbeddingSet audio = evidence.audio();
    EmbeddingSet text = evidence.text();
    FrechetMetrics.check(NAME, "audio", audio, 1);
    ClipShares clips = ClipShares.of(audio);
    double[] cosines = new double[clips.count()];
    int[][] rows = clips.rows();
    for (int clip = 0; clip < rows.length; clip++) {
      cosines[clip] =
          IntStream.of(rows[clip])
              .mapToDouble(row -> Rows.dot(unit(audio, "audio", row), unit(text, "text", row)))
              .average()
              .orElseThrow();
    }
    Score score =
        Score.of(
            Retrieval.mean(cosines),
            Direction.HIGHER_IS_BETTER,
            clips.count(),
            EvalPlugin.signature(NAME).with("space", audio.space().replace('|', ';')));
    return clips.onto(score, cosines, seed);
  }

  /** A vector of length 1. */
  private static DMatrixRMaj unit(EmbeddingSet set, String which, int row) {
    DMatrixRMaj vector = Rows.finite(set, row, row + 1);
    if (Rows.squaredNorm(vector, 0) == 0) {
      throw new AulosException(
          "consistency: the %s vector of clip '%s' is zero, so it has no direction; check the clip for silence and missing words."
              .formatted(which, set.ids().get(row)));
    }
    Rows.normalise(vector);
    return vector;
  }
}
