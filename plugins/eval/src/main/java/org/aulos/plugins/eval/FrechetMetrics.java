package org.aulos.plugins.eval;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.aulos.api.AulosException;
import org.aulos.api.EmbeddingSet;
import org.aulos.api.EmbeddingSets;
import org.aulos.api.Metric;
import org.aulos.api.ReferenceMetric;
import org.aulos.api.Score;
import org.aulos.api.Signature;
import org.aulos.api.spi.Resources;
import org.jspecify.annotations.Nullable;

/**
 * Metrics of the Fréchet distance to a reference, which is a set of clips or a file of statistics.
 */
final class FrechetMetrics {
  private FrechetMetrics() {}

  /** One way to judge vectors by their distance to a reference. */
  interface Judge {
    /** Its name, as signatures and messages write it. */
    String name();

    /**
     * The score.
     *
     * @param evaluated two vectors at least, in the space of the reference
     * @param signature holds what is known of reference and space
     */
    Score score(ReferenceStatistics reference, EmbeddingSet evaluated, Signature signature);
  }

  /** The metric of a judge; the reference is a set of clips if there are no files. */
  static Metric<?> of(Judge judge, List<Path> statistics, String model, Resources resources) {
    if (statistics.isEmpty()) {
      return new OfSets(judge);
    }
    List<Path> files = statistics.stream().map(resources::file).toList();
    return new OfStatistics(judge, ReferenceStatistics.read(files, model));
  }

  /** Judges a set by another. */
  static final class OfSets implements ReferenceMetric<EmbeddingSets> {
    private final Judge judge;

    OfSets(Judge judge) {
      this.judge = judge;
    }

    @Override
    public Class<EmbeddingSets> evidenceType() {
      return EmbeddingSets.class;
    }

    @Override
    public Score score(EmbeddingSets evidence) {
      check(judge.name(), "reference", evidence.reference(), 2);
      return judged(judge, ReferenceStatistics.of(evidence.reference()), evidence.evaluated());
    }

    @Override
    public void writeStatistics(List<EmbeddingSet> references, OutputStream out)
        throws IOException {
      written(judge, references, null, out);
    }
  }

  /** Judges a set by saved statistics. */
  static final class OfStatistics implements ReferenceMetric<EmbeddingSet> {
    private final Judge judge;
    private final ReferenceStatistics reference;

    OfStatistics(Judge judge, ReferenceStatistics reference) {
      this.judge = judge;
      this.reference = reference;
    }

    @Override
    public Class<EmbeddingSet> evidenceType() {
      return EmbeddingSet.class;
    }

    @Override
    public Score score(EmbeddingSet evaluated) {
      reference.check(evaluated);
      return judged(judge, reference, evaluated);
    }

    @Override
    public void writeStatistics(List<EmbeddingSet> references, OutputStream out)
        throws IOException {
      written(judge, references, reference, out);
    }
  }

  private static void written(
      Judge judge, List<EmbeddingSet> sets, @Nullable ReferenceStatistics saved, OutputStream out)
      throws IOException {
    ReferenceStatistics all = saved;
    for (EmbeddingSet set : sets) {
      check(judge.name(), "reference", set, 2);
      ReferenceStatistics own = ReferenceStatistics.of(set);
      all = all == null ? own : all.plus(own);
    }
    if (all == null) {
      throw new AulosException(judge.name() + ": there is no reference to keep statistics of.");
    }
    all.write(out);
  }

  private static Score judged(Judge judge, ReferenceStatistics reference, EmbeddingSet evaluated) {
    check(judge.name(), "evaluated", evaluated, 2);
    Signature signature =
        EvalPlugin.signature(judge.name())
            .with("space", evaluated.space().replace('|', ';'))
            .with("reference", reference.fingerprint());
    Score score = judge.score(reference, evaluated, signature);
    for (String warning : warnings(reference)) {
      score = score.withWarning(warning);
    }
    return score;
  }

  /** Fails if there are too few vectors. */
  static void check(String metric, String which, EmbeddingSet set, int least) {
    if (set.size() < least) {
      throw new AulosException(
          "%s: the %s set has %d vectors but needs %d at least; add clips, or choose an embedding that yields several vectors a clip."
              .formatted(metric, which, set.size(), least));
    }
  }

  private static List<String> warnings(ReferenceStatistics reference) {
    List<String> warnings = new ArrayList<>();
    Gaussian gaussian = reference.gaussian();
    if (!reference.placed()) {
      warnings.add(
          "The statistics do not say in which space they were made; it is on you that it is that of the evaluated vectors.");
    }
    if (gaussian.trace() == 0) {
      warnings.add("All vectors of the reference are equal: it has no spread to compare with.");
    }
    if (gaussian.count() <= gaussian.mean().length) {
      warnings.add(
          "%d reference vectors of %d dimensions are few: distances to them are biased upwards; compare these only with each other."
              .formatted(gaussian.count(), gaussian.mean().length));
    }
    return warnings;
  }
}
