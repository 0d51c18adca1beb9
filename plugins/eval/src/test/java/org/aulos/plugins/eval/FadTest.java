package org.aulos.plugins.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.aulos.api.AulosException;
import org.aulos.api.EmbeddingSet;
import org.aulos.api.EmbeddingSets;
import org.aulos.api.Metric;
import org.aulos.api.Score;
import org.aulos.testkit.GoldenCase;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FadTest {
  private final Metric<EmbeddingSets> fad = new FrechetMetrics.OfSets(new Fad(1));

  @ParameterizedTest
  @ValueSource(
      strings = {"eval-fad-128", "eval-fad-512", "eval-fad-2048", "eval-fad-rank-deficient"})
  void agreesWithOtherImplementations(String name) {
    GoldenCase golden = GoldenCase.resource(getClass(), "golden/" + name);

    Score score =
        fad.score(Evidence.pair(Evidence.set(golden.input("x")), Evidence.set(golden.input("y"))));

    golden.assertMatches("fad", score.value());
    golden.assertMatches("mean_term", Evidence.detail(score, "mean term"));
  }

  @Test
  void agreesWithAKnownValueOfSines() {
    DMatrixRMaj a = new DMatrixRMaj(50, 4);
    DMatrixRMaj b = new DMatrixRMaj(40, 4);
    for (int i = 0; i < a.getNumElements(); i++) {
      a.data[i] = Math.sin(0.7 * (i / 4 + 1) * (i % 4 + 1));
    }
    for (int i = 0; i < b.getNumElements(); i++) {
      b.data[i] = 1.5 * Math.cos(0.3 * (i / 4 + 1) * (i % 4 + 2)) + 0.2 * (i % 4);
    }

    double value = Frechet.between(fit(a), fit(b)).distance();

    assertThat(value).isCloseTo(0.93958391745429, within(1e-13));
  }

  private static Gaussian fit(DMatrixRMaj vectors) {
    return Gaussian.of(
        vectors.numRows,
        vectors.numCols,
        (from, to) -> CommonOps_DDRM.extract(vectors, from, to, 0, vectors.numCols));
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 40, 300})
  void isZeroBetweenASetAndItself(int size) {
    EmbeddingSet set = Evidence.gaussian(size, 40, 1);

    assertThat(value(set, set)).isCloseTo(0, within(1e-8));
  }

  @Test
  void isSymmetric() {
    EmbeddingSet a = Evidence.gaussian(100, 20, 1);
    EmbeddingSet b = Evidence.gaussian(10, 20, 2);

    assertThat(value(a, b)).isCloseTo(value(b, a), within(1e-10));
  }

  @Test
  void growsByTheSquareOfATranslation() {
    EmbeddingSet set = Evidence.gaussian(200, 16, 1);
    EmbeddingSet moved = mapped(set, (value, column) -> value + 2);

    // 16 dimensions by 2 each; floats near 2 are rounded to 1e-7.
    assertThat(value(set, moved)).isCloseTo(64, within(1e-4));
  }

  @Test
  void addsTheDistancesOfDeviationsOfIndependentDimensions() {
    EmbeddingSet set = Evidence.gaussian(2000, 1, 1);
    EmbeddingSet scaled = mapped(set, (value, column) -> 3 * value);
    double deviation = deviation(set);
    double mean = mean(set);

    double expected = Math.pow(2 * deviation, 2) + Math.pow(2 * mean, 2);
    assertThat(value(set, scaled)).isCloseTo(expected, within(1e-5));
  }

  @Test
  void agreesWithTheSymmetricEigendecompositionOfFullRank() {
    EmbeddingSet a = Evidence.gaussian(150, 24, 1);
    EmbeddingSet b = mapped(Evidence.gaussian(90, 24, 2), (value, column) -> value * (1 + column));

    assertThat(value(a, b)).isCloseTo(byEigendecomposition(a, b), within(1e-8));
  }

  @Test
  void isNotMovedByDeadDimensions() {
    EmbeddingSet a = Evidence.gaussian(100, 10, 1);
    EmbeddingSet b = Evidence.gaussian(80, 10, 2);

    assertThat(value(widened(a, 50), widened(b, 50))).isCloseTo(value(a, b), within(1e-10));
  }

  @Test
  void isNotMovedByTheBlocksInWhichRowsEnter() {
    // 1,000 rows of 3 dimensions enter in 16 blocks.
    EmbeddingSet a = Evidence.gaussian(1000, 3, 1);
    EmbeddingSet b = Evidence.gaussian(900, 3, 2);

    assertThat(value(a, b)).isCloseTo(byEigendecomposition(a, b), within(1e-10));
  }

  @Test
  void isTheSquaredDistanceOfTwoPoints() {
    EmbeddingSet a = Evidence.set(new float[] {1, 2, 1, 2, 1, 2}, 2);
    EmbeddingSet b = Evidence.set(new float[] {4, 6, 4, 6}, 2);

    assertThat(value(a, b)).isCloseTo(25, within(1e-12));
  }

  @Test
  void warnsOfFewerVectorsThanDimensions() {
    EmbeddingSet few = Evidence.gaussian(20, 128, 1);
    EmbeddingSet many = Evidence.gaussian(200, 128, 2);

    assertThat(fad.score(Evidence.pair(many, few)).warnings())
        .singleElement()
        .asString()
        .contains("20 evaluated vectors of 128 dimensions", "biased upwards");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void refusesFewerThanTwoVectors(int size) {
    EmbeddingSet few = Evidence.gaussian(size, 4, 1);
    EmbeddingSet many = Evidence.gaussian(9, 4, 1);

    assertThatThrownBy(() -> fad.score(Evidence.pair(many, few)))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("evaluated set has %d vectors", size);
    assertThatThrownBy(() -> fad.score(Evidence.pair(few, many)))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("reference set has %d vectors", size);
  }

  @Test
  void signsTheSpaceAndTheReference() {
    EmbeddingSet a = Evidence.gaussian(9, 4, 1);
    EmbeddingSet b = Evidence.gaussian(8, 4, 1);
    EmbeddingSets elsewhere =
        Evidence.pair(
            new EmbeddingSet("other|space", a.ids(), a.values(), 4),
            new EmbeddingSet("other|space", b.ids(), b.values(), 4));

    Score score = fad.score(Evidence.pair(a, b));

    assertThat(score.signature().differences(fad.score(Evidence.pair(b, a)).signature()))
        .containsExactly("reference");
    assertThat(score.signature().differences(fad.score(elsewhere).signature()))
        .containsExactly("space");
  }

  @Test
  void countsClipsAndVectors() {
    EmbeddingSet a = new EmbeddingSet("s", List.of("x", "x", "y", "y"), new float[4], 1);

    Score score = fad.score(Evidence.pair(a, a));

    assertThat(score.n()).isEqualTo(2);
    assertThat(score.details()).containsEntry("evaluated vectors", 4.0);
  }

  private double value(EmbeddingSet reference, EmbeddingSet evaluated) {
    return fad.score(Evidence.pair(reference, evaluated)).value();
  }

  @FunctionalInterface
  private interface Change {
    float of(float value, int column);
  }

  private static EmbeddingSet mapped(EmbeddingSet set, Change change) {
    float[] values = set.values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] = change.of(values[i], i % set.dimension());
    }
    return Evidence.set(values, set.dimension());
  }

  /** Zeros behind each vector. */
  private static EmbeddingSet widened(EmbeddingSet set, int zeros) {
    int wide = set.dimension() + zeros;
    float[] values = new float[set.size() * wide];
    for (int i = 0; i < set.size(); i++) {
      System.arraycopy(set.values(), i * set.dimension(), values, i * wide, set.dimension());
    }
    return Evidence.set(values, wide);
  }

  private static double mean(EmbeddingSet set) {
    return Rows.means(Rows.of(set))[0];
  }

  private static double deviation(EmbeddingSet set) {
    double mean = mean(set);
    double sum = 0;
    for (float value : set.values()) {
      sum += (value - mean) * (value - mean);
    }
    return Math.sqrt(sum / (set.size() - 1));
  }

  /** The textbook's way: tr (ΣaΣb)^½ from the eigenvalues of Σa^½ Σb Σa^½. */
  private static double byEigendecomposition(EmbeddingSet a, EmbeddingSet b) {
    DMatrixRMaj first = covariance(a);
    DMatrixRMaj second = covariance(b);
    EigenDecomposition_F64<DMatrixRMaj> eigen = eigen(first);
    int d = first.numRows;
    DMatrixRMaj root = new DMatrixRMaj(d, d);
    for (int i = 0; i < d; i++) {
      DMatrixRMaj vector = eigen.getEigenVector(i);
      CommonOps_DDRM.multAddTransB(
          Math.sqrt(eigen.getEigenvalue(i).getReal()), vector, vector, root);
    }
    DMatrixRMaj half = CommonOps_DDRM.mult(root, second, null);
    eigen = eigen(CommonOps_DDRM.mult(half, root, null));
    double distance = CommonOps_DDRM.trace(first) + CommonOps_DDRM.trace(second);
    double[] aMean = Rows.means(Rows.of(a));
    double[] bMean = Rows.means(Rows.of(b));
    for (int i = 0; i < d; i++) {
      distance += Math.pow(aMean[i] - bMean[i], 2);
      distance -= 2 * Math.sqrt(Math.max(0, eigen.getEigenvalue(i).getReal()));
    }
    return distance;
  }

  private static EigenDecomposition_F64<DMatrixRMaj> eigen(DMatrixRMaj symmetric) {
    EigenDecomposition_F64<DMatrixRMaj> eigen =
        DecompositionFactory_DDRM.eig(symmetric.numRows, true, true);
    assertThat(eigen.decompose(symmetric.copy())).isTrue();
    return eigen;
  }

  private static DMatrixRMaj covariance(EmbeddingSet set) {
    DMatrixRMaj rows = Rows.of(set);
    Rows.subtract(rows, Rows.means(rows));
    DMatrixRMaj covariance = CommonOps_DDRM.multTransA(rows, rows, null);
    CommonOps_DDRM.scale(1.0 / (set.size() - 1), covariance);
    return covariance;
  }
}
