package org.aulos.plugins.eval;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.aulos.api.AulosException;
import org.aulos.api.Direction;
import org.aulos.api.EmbeddingSet;
import org.aulos.api.EmbeddingSets;
import org.aulos.api.Metric;
import org.aulos.api.Score;
import org.aulos.api.Signature;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;

/**
 * Fréchet audio distance (Kilgour et al. 2019): |μ₁ - μ₂|² + tr Σ₁ + tr Σ₂ - 2 tr (Σ₁ Σ₂)^½ of the
 * normal distributions that fit all vectors of both sets, in double precision.
 *
 * <p>With Σ = Fᵀ F the last trace is the sum of the singular values of F₁ F₂ᵀ. Unlike a matrix
 * square root or the eigenvalues of a product of covariances this stays exact where covariances are
 * singular. Nothing is added to the diagonal, and rounding may leave a tiny negative value.
 */
final class Fad implements Metric<EmbeddingSets> {
  @Override
  public Class<EmbeddingSets> evidenceType() {
    return EmbeddingSets.class;
  }

  @Override
  public Score score(EmbeddingSets evidence) {
    EmbeddingSet reference = evidence.reference();
    EmbeddingSet evaluated = evidence.evaluated();
    check("reference", reference);
    check("evaluated", evaluated);
    List<Gaussian> fits = Stream.of(reference, evaluated).parallel().map(Gaussian::of).toList();
    double means = meanTerm(fits.get(0), fits.get(1));
    double covariances = covarianceTerm(fits.get(0), fits.get(1));
    Signature signature =
        EvalPlugin.signature("fad")
            .with("space", evidence.reference().space().replace('|', ';'))
            .with("reference", fingerprint(reference));
    int clips = new TreeSet<>(evaluated.ids()).size();
    Score score =
        Score.of(means + covariances, Direction.LOWER_IS_BETTER, clips, signature)
            .withDetail("mean term", means)
            .withDetail("covariance term", covariances)
            .withDetail("reference vectors", reference.size())
            .withDetail("evaluated vectors", evaluated.size());
    return warned(score, reference, evaluated);
  }

  private static void check(String which, EmbeddingSet set) {
    if (set.size() < 2) {
      throw new AulosException(
          "fad: the "
              + which
              + " set has "
              + set.size()
              + " vectors but a covariance needs two at least; add clips, or choose an embedding"
              + " that yields several vectors a clip.");
    }
  }

  /** |μ₁ - μ₂|². */
  static double meanTerm(Gaussian a, Gaussian b) {
    double sum = 0;
    for (int i = 0; i < a.mean().length; i++) {
      double difference = a.mean()[i] - b.mean()[i];
      sum += difference * difference;
    }
    return sum;
  }

  /** tr Σ₁ + tr Σ₂ - 2 tr (Σ₁ Σ₂)^½. */
  static double covarianceTerm(Gaussian a, Gaussian b) {
    return a.trace() + b.trace() - 2 * traceOfRoot(a, b);
  }

  private static double traceOfRoot(Gaussian a, Gaussian b) {
    DMatrixRMaj product = CommonOps_DDRM.multTransB(a.factor(), b.factor(), null);
    SingularValueDecomposition_F64<DMatrixRMaj> svd =
        DecompositionFactory_DDRM.svd(product.numRows, product.numCols, false, false, true);
    if (!svd.decompose(product)) {
      throw new AulosException(
          "fad: the singular values of the covariances did not converge; check the embeddings for"
              + " extreme values.");
    }
    double sum = 0;
    for (int i = 0; i < svd.numberOfSingularValues(); i++) {
      sum += svd.getSingularValues()[i];
    }
    return sum;
  }

  /**
   * Which clips the reference is: a distance to other clips is another number. Ids and not values,
   * for these move in their last digits from device to device.
   */
  private static String fingerprint(EmbeddingSet set) {
    TreeSet<String> ids = new TreeSet<>(set.ids());
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String id : ids) {
        digest.update(id.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
      }
      String hash = HexFormat.of().formatHex(digest.digest(), 0, 6);
      return set.size() + " vectors of " + ids.size() + " clips " + hash;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static Score warned(Score score, EmbeddingSet reference, EmbeddingSet evaluated) {
    if (Math.min(reference.size(), evaluated.size()) > reference.dimension()) {
      return score;
    }
    return score.withWarning(
        "%d reference and %d evaluated vectors of %d dimensions are few: the distance is biased upwards; compare it only with distances of as many vectors."
            .formatted(reference.size(), evaluated.size(), reference.dimension()));
  }
}
