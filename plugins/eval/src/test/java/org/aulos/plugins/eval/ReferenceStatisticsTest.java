package org.aulos.plugins.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.aulos.api.AulosException;
import org.aulos.api.EmbeddingSet;
import org.aulos.api.EmbeddingSets;
import org.aulos.api.Score;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReferenceStatisticsTest {
  private static final EmbeddingSet REFERENCE = Evidence.gaussian(60, 5, 1);
  private static final EmbeddingSet EVALUATED = Evidence.gaussian(50, 5, 2);

  @TempDir private Path folder;

  @Test
  void giveTheDistanceOfTheSetTheyWereMadeOf() {
    double expected = fad(REFERENCE, EVALUATED);

    assertThat(fad(List.of(saved("a.npz", REFERENCE)), "", EVALUATED).value())
        .isCloseTo(expected, within(1e-12));
  }

  @Test
  void surviveSingularCovariances() {
    EmbeddingSet few = Evidence.gaussian(6, 40, 1);
    EmbeddingSet many = Evidence.gaussian(50, 40, 2);

    // Covariances square the condition, so half of the digits of the factor are left.
    assertThat(fad(List.of(saved("few.npz", few)), "", many).value())
        .isCloseTo(fad(few, many), within(1e-6));
  }

  @Test
  void mergeIntoThoseOfBothSets() {
    EmbeddingSet first = part(REFERENCE, 0, 13);
    EmbeddingSet second = part(REFERENCE, 13, 60);

    Score merged = fad(List.of(saved("1.npz", first), saved("2.npz", second)), "", EVALUATED);

    assertThat(merged.value()).isCloseTo(fad(REFERENCE, EVALUATED), within(1e-11));
    assertThat(merged.details()).containsEntry("reference vectors", 60.0);
  }

  private static EmbeddingSet part(EmbeddingSet set, int from, int to) {
    return new EmbeddingSet(
        set.space(),
        set.ids().subList(from, to),
        set.dimension(),
        (row, target, offset) -> set.copyRow(from + row, target, offset));
  }

  @Test
  void ofAnotherSpaceAreRefused() {
    EmbeddingSet elsewhere =
        new EmbeddingSet("yamnet", EVALUATED.ids(), EVALUATED.values(), EVALUATED.dimension());
    Path file = saved("a.npz", REFERENCE);

    assertThatThrownBy(() -> fad(List.of(file), "", elsewhere))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("a.npz (space test, 5 dimensions)")
        .hasMessageContaining("another model")
        .hasMessageContaining("(space yamnet, 5 dimensions)");
  }

  @Test
  void ofAnotherDimensionAreRefused() throws IOException {
    Path file = fadtk("model");

    assertThatThrownBy(() -> fad(List.of(file), "", Evidence.gaussian(9, 3, 1)))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("fadtk.npz (space not said, 2 dimensions)")
        .hasMessageContaining("(space test, 3 dimensions)");
  }

  @Test
  void ofFadtkAreReadWithoutCountAndSpace() throws IOException {
    // All evaluated vectors lie on (3, 4): the distance is 25 and the trace of the reference, 5.
    EmbeddingSet point = Evidence.set(new float[] {3, 4, 3, 4, 3, 4}, 2);

    Score score = fad(List.of(fadtk("vggish")), "", point);

    assertThat(score.value()).isCloseTo(30, within(1e-12));
    assertThat(score.warnings()).anyMatch(warning -> warning.contains("do not say in which space"));
    assertThat(score.details()).doesNotContainKey("reference vectors");
  }

  @Test
  void ofSeveralModelsAreChosenByName() throws IOException {
    Path file = fadtk("vggish", "clap");
    EmbeddingSet point = Evidence.set(new float[] {3, 4, 3, 4, 3, 4}, 2);

    assertThat(fad(List.of(file), "clap", point).value()).isCloseTo(30, within(1e-12));
    assertThatThrownBy(() -> fad(List.of(file), "", point))
        .hasMessageContaining("clap.mu")
        .hasMessageContaining("name one");
  }

  /** Statistics of mean 0 and variances 1 and 4, as fadtk packs them. */
  private Path fadtk(String... models) throws IOException {
    Path file = folder.resolve("fadtk.npz");
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (String model : models) {
        Npz.write(zip, model + ".mu", new double[2]);
        Npz.write(zip, model + ".cov", new DMatrixRMaj(2, 2, true, 1, 0, 0, 4));
      }
    }
    return file;
  }

  @Test
  void withoutACountDoNotMerge() throws IOException {
    Path file = fadtk("vggish");

    assertThatThrownBy(() -> ReferenceStatistics.read(List.of(file, file), ""))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("'n'");
  }

  @Test
  void thatAreNoneAreRefused() throws IOException {
    Path text = Files.writeString(folder.resolve("text.npz"), "no zip");
    Path empty = folder.resolve("other.npz");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(empty))) {
      zip.putNextEntry(new ZipEntry("mu.npy"));
      zip.write(new byte[20]);
      zip.putNextEntry(new ZipEntry("cov.npy"));
    }

    assertThatThrownBy(() -> ReferenceStatistics.read(text, ""))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("text.npz");
    assertThatThrownBy(() -> ReferenceStatistics.read(empty, ""))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("no .npy array");
  }

  @Test
  void thatAreNoCovarianceAreRefused() throws IOException {
    Path file = folder.resolve("skew.npz");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      Npz.write(zip, "mu", new double[2]);
      Npz.write(zip, "cov", new DMatrixRMaj(2, 2, true, 1, 0.5, 0, 4));
    }

    assertThatThrownBy(() -> ReferenceStatistics.read(file, ""))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("not symmetric");
  }

  @Test
  void ofAMillionVectorsTakeTheMemoryOfABlock() {
    // 64 values each: 256 MB as floats, and twice that as doubles, of which none is kept.
    int dimension = 64;
    EmbeddingSet set =
        new EmbeddingSet(
            "test",
            Collections.nCopies(1_000_000, "clip"),
            dimension,
            (row, target, offset) -> {
              for (int j = 0; j < dimension; j++) {
                target[offset + j] = (row + j) % 2 == 0 ? 1 : -1;
              }
            });

    Gaussian fit = Gaussian.of(set);

    assertThat(fit.count()).isEqualTo(1_000_000);
    assertThat(fit.factor().rows()).isEqualTo(dimension);
    assertThat(fit.trace()).isCloseTo(64, within(64 * 1.1e-6));
  }

  private Path saved(String name, EmbeddingSet set) {
    Path file = folder.resolve(name);
    try (OutputStream out = Files.newOutputStream(file)) {
      new FrechetMetrics.OfSets(new Fad(1)).writeStatistics(List.of(set), out);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double fad(EmbeddingSet reference, EmbeddingSet evaluated) {
    return new FrechetMetrics.OfSets(new Fad(1))
        .score(new EmbeddingSets(reference, evaluated))
        .value();
  }

  private static Score fad(List<Path> files, String model, EmbeddingSet evaluated) {
    return new FrechetMetrics.OfStatistics(new Fad(1), ReferenceStatistics.read(files, model))
        .score(evaluated);
  }
}
