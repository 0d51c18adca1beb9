package org.aulos.plugins.eval;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.aulos.api.AulosException;
import org.aulos.api.EmbeddingSet;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/**
 * What a Fréchet distance needs of its reference: the distribution of its vectors, the space they
 * lie in, and which they are. Made of a set, or read from a file that was made of one.
 *
 * <p>The file is an {@code .npz} with {@code mu}, {@code cov} (divisor n - 1), {@code n} and {@code
 * space}. fadtk keeps the same two arrays as {@code stats/MODEL/mu.npy} and {@code cov.npy}, or as
 * {@code MODEL.mu} and {@code MODEL.cov} in one file for several models; the latter is read too.
 */
final class ReferenceStatistics {
  private static final String MEAN = "mu";
  private static final String COVARIANCE = "cov";
  private static final String COUNT = "n";
  private static final String SPACE = "space";
  private static final int MAX_ENTRIES = 256;

  // Where they come from, for messages.
  private final String origin;
  private final Gaussian gaussian;
  private final String fingerprint;
  private final @Nullable String space;
  private final boolean counted;

  private ReferenceStatistics(
      String origin,
      Gaussian gaussian,
      String fingerprint,
      @Nullable String space,
      boolean counted) {
    this.origin = origin;
    this.gaussian = gaussian;
    this.fingerprint = fingerprint;
    this.space = space;
    this.counted = counted;
  }

  /** Those of a set of at least two vectors. */
  static ReferenceStatistics of(EmbeddingSet set) {
    return new ReferenceStatistics(
        "the reference set", Gaussian.of(set), fingerprint(set), set.space(), true);
  }

  /**
   * Those of several files, of all their clips together.
   *
   * @throws AulosException if they are of different spaces, or one does not say of how many vectors
   */
  static ReferenceStatistics read(List<Path> files, String model) {
    ReferenceStatistics all = read(files.get(0), model);
    for (Path file : files.subList(1, files.size())) {
      all = all.plus(read(file, model));
    }
    return all;
  }

  /**
   * Those of the clips of both.
   *
   * @throws AulosException if they are of different spaces, or one does not say of how many vectors
   */
  ReferenceStatistics plus(ReferenceStatistics other) {
    if (!counted || !other.counted) {
      throw new AulosException(
          "%s: statistics merge only if all say by 'n' how many vectors are behind them."
              .formatted(counted ? other.origin : origin));
    }
    if (!Objects.equals(space, other.space) || dimension() != other.dimension()) {
      throw new AulosException(
          "%s cannot be merged with %s: only statistics of one model merge."
              .formatted(other.described(), described()));
    }
    return new ReferenceStatistics(
        origin + ", " + other.origin,
        gaussian.plus(other.gaussian),
        fingerprint + " + " + other.fingerprint,
        space,
        true);
  }

  private int dimension() {
    return gaussian.mean().length;
  }

  private String described() {
    return "%s (%s, %d dimensions)"
        .formatted(origin, space == null ? "space not said" : "space " + space, dimension());
  }

  /** The distribution. */
  Gaussian gaussian() {
    return gaussian;
  }

  /** Which reference it is, for signatures: a distance to another is another number. */
  String fingerprint() {
    return fingerprint;
  }

  /** Whether it is known how many vectors are behind the distribution. */
  boolean counted() {
    return counted;
  }

  /** Whether it is known in which space the vectors lie. */
  boolean placed() {
    return space != null;
  }

  /**
   * Fails unless the vectors of a set may be compared with these.
   *
   * @throws AulosException if they are of another space or dimension
   */
  void check(EmbeddingSet set) {
    if ((space != null && !space.equals(set.space())) || dimension() != set.dimension()) {
      throw new AulosException(
          "the statistics of the reference, %s, are of another model than the vectors to be judged (space %s, %d dimensions); use the encoder and the options of the reference, or statistics of this encoder."
              .formatted(described(), set.space(), set.dimension()));
    }
  }

  /**
   * Ids and not values, for these move in their last digits from device to device, whereas the
   * clips are the same.
   */
  static String fingerprint(EmbeddingSet set) {
    TreeSet<String> ids = new TreeSet<>(set.ids());
    MessageDigest digest = sha256();
    for (String id : ids) {
      digest.update(id.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
    }
    return set.size()
        + " vectors of "
        + ids.size()
        + " clips "
        + HexFormat.of().formatHex(digest.digest(), 0, 6);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Writes the file. */
  void write(OutputStream out) throws IOException {
    // Not closed: that would close the stream of the caller.
    ZipOutputStream zip = new ZipOutputStream(out);
    Npz.write(zip, MEAN, gaussian.mean());
    Npz.write(zip, COVARIANCE, gaussian.covariance());
    Npz.write(zip, COUNT, gaussian.count());
    if (space != null) {
      Npz.write(zip, SPACE, space);
    }
    zip.finish();
  }

  /**
   * Reads a file.
   *
   * @param model which of several models in it; empty if there is one
   * @throws AulosException if it holds no statistics, those of other models, or none that are whole
   */
  static ReferenceStatistics read(Path file, String model) {
    Map<String, Npz.Array> arrays = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      String prefix = prefix(names(zip), model, file);
      for (String key : List.of(MEAN, COVARIANCE, COUNT, SPACE)) {
        ZipEntry entry = zip.getEntry(prefix + key + ".npy");
        if (entry != null) {
          try (InputStream in = zip.getInputStream(entry)) {
            arrays.put(key, Npz.read(in));
          }
        }
      }
      return of(file.toString(), arrays);
    } catch (IOException e) {
      throw new AulosException(file + ": cannot be read as statistics: " + e.getMessage(), e);
    }
  }

  private static List<String> names(ZipFile zip) throws IOException {
    if (zip.size() > MAX_ENTRIES) {
      throw new IOException("it has " + zip.size() + " entries");
    }
    return zip.stream().map(entry -> entry.getName().replaceFirst("\\.npy$", "")).toList();
  }

  /** What stands before {@code mu} and {@code cov}: nothing, or a model and a point. */
  private static String prefix(List<String> names, String model, Path file) {
    List<String> prefixes =
        names.stream()
            .filter(name -> name.equals(MEAN) || name.endsWith("." + MEAN))
            .map(name -> name.substring(0, name.length() - MEAN.length()))
            .filter(prefix -> names.contains(prefix + COVARIANCE))
            .filter(prefix -> model.isEmpty() || prefix.equals(model + "."))
            .toList();
    if (prefixes.size() != 1) {
      throw new AulosException(
          "%s: expected the arrays mu and cov, or MODEL.mu and MODEL.cov of one model%s, but it holds %s; name one of several models by the option 'model'."
              .formatted(
                  file,
                  model.isEmpty() ? "" : " named '" + model + "'",
                  names.isEmpty() ? "nothing" : String.join(", ", names)));
    }
    return prefixes.get(0);
  }

  private static ReferenceStatistics of(String origin, Map<String, Npz.Array> arrays)
      throws IOException {
    Npz.Array mu = arrays.get(MEAN);
    Npz.Array cov = arrays.get(COVARIANCE);
    if (mu == null
        || cov == null
        || mu.dimensions() != 1
        || cov.dimensions() != 2
        || cov.length(0) != mu.length(0)
        || cov.length(1) != mu.length(0)
        || mu.length(0) == 0) {
      throw new IOException("mu must be a vector and cov a square matrix of the same size");
    }
    int d = mu.length(0);
    double[] mean = mu.numbers();
    DMatrixRMaj covariance = new DMatrixRMaj(d, d, true, cov.numbers());
    checkMoments(mean, covariance);
    Npz.Array n = arrays.get(COUNT);
    // Without a count the divisor is not known either; with a great one it does not matter.
    long count = n == null ? Long.MAX_VALUE : (long) n.numbers()[0];
    if (count < 2) {
      throw new IOException("n is " + count + " but a covariance needs two vectors at least");
    }
    Npz.Array space = arrays.get(SPACE);
    return new ReferenceStatistics(
        origin,
        Gaussian.ofMoments(count, mean, covariance),
        "statistics " + digest(mean, covariance),
        space == null ? null : space.text(),
        n != null);
  }

  private static void checkMoments(double[] mean, DMatrixRMaj covariance) throws IOException {
    for (double value : mean) {
      if (!Double.isFinite(value)) {
        throw new IOException("mu holds " + value);
      }
    }
    int d = mean.length;
    double greatest = 0;
    for (int i = 0; i < d; i++) {
      greatest = Math.max(greatest, Math.abs(covariance.get(i, i)));
    }
    for (int i = 0; i < d; i++) {
      for (int j = 0; j <= i; j++) {
        double value = covariance.get(i, j);
        // Files of single precision are symmetric to its last digits.
        if (!(Math.abs(value - covariance.get(j, i)) <= 1e-5 * greatest)) {
          throw new IOException("cov is not symmetric at (%d, %d)".formatted(i, j));
        }
      }
      if (covariance.get(i, i) < 0) {
        throw new IOException("cov holds a negative variance: " + covariance.get(i, i));
      }
    }
  }

  private static String digest(double[] mean, DMatrixRMaj covariance) {
    MessageDigest digest = sha256();
    for (double[] values : List.of(mean, covariance.data)) {
      for (double value : values) {
        long bits = Double.doubleToLongBits(value);
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
          digest.update((byte) (bits >>> shift));
        }
      }
    }
    return HexFormat.of().formatHex(digest.digest(), 0, 6);
  }
}
