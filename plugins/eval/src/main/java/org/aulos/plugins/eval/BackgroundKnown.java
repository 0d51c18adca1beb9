package org.aulos.plugins.eval;

import java.util.List;
import org.aulos.api.AulosException;
import org.aulos.api.Clip;
import org.aulos.api.EmbeddingSet;
import org.aulos.api.GroupedEmbeddings;
import org.aulos.api.LabelledEmbeddings;
import org.aulos.api.Metric;
import org.aulos.api.Score;
import org.aulos.plugins.eval.BackgroundKnownOptions.Reference;

/**
 * Linear evaluation of differences (Takeuchi et al., "Towards learning a difference-aware
 * general-purpose audio representation", section 5.2): the sound in a mixture is recognised from
 * the vector of the mixture less that of a background, {@code y_mix - y_bg}.
 */
final class BackgroundKnown implements Metric<GroupedEmbeddings> {
  private static final String NAME = "background-known";
  private static final String MIXTURE = "mixture";

  private final BackgroundKnownOptions options;
  private final NetworkProbe probe;

  BackgroundKnown(BackgroundKnownOptions options, long seed) {
    this.options = options;
    this.probe = new NetworkProbe(NAME, options.training(), seed);
  }

  @Override
  public Class<GroupedEmbeddings> evidenceType() {
    return GroupedEmbeddings.class;
  }

  @Override
  public Score score(GroupedEmbeddings evidence) {
    List<Clip> mixtures = evidence.groups().stream().map(group -> group.clip(MIXTURE)).toList();
    List<String> labels = mixtures.stream().map(BackgroundKnown::label).toList();
    List<String> folds = mixtures.stream().map(BackgroundKnown::fold).toList();
    Score score =
        probe.score(new LabelledEmbeddings(differences(evidence, mixtures), labels, folds));
    return score.withSignature(
        score.signature().with("reference", OptionNames.of(options.reference())));
  }

  private EmbeddingSet differences(GroupedEmbeddings evidence, List<Clip> mixtures) {
    EmbeddingSet vectors = evidence.embeddings();
    List<String> ids = mixtures.stream().map(Clip::id).toList();
    int[] mixed = evidence.rows(MIXTURE);
    if (options.reference() == Reference.NONE) {
      return new EmbeddingSet(
          vectors.space(),
          ids,
          vectors.dimension(),
          (row, target, offset) -> vectors.copyRow(mixed[row], target, offset));
    }
    int[] known = evidence.rows(OptionNames.of(options.reference()));
    return new EmbeddingSet(
        vectors.space(),
        ids,
        vectors.dimension(),
        (row, target, offset) -> {
          vectors.copyRow(mixed[row], target, offset);
          float[] background = vectors.row(known[row]);
          for (int i = 0; i < background.length; i++) {
            target[offset + i] -= background[i];
          }
        });
  }

  private static String label(Clip mixture) {
    return mixture.label().orElseThrow(() -> lacking(mixture, "label"));
  }

  private static String fold(Clip mixture) {
    if (mixture.fold() == null) {
      throw lacking(mixture, "fold");
    }
    return mixture.fold();
  }

  private static AulosException lacking(Clip mixture, String what) {
    return new AulosException(
        "%s: the mixture '%s' has no %s; give each group one".formatted(NAME, mixture.id(), what));
  }
}
