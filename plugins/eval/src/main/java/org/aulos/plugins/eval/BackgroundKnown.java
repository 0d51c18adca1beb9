package org.aulos.plugins.eval;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.aulos.api.AulosException;
import org.aulos.api.Clip;
import org.aulos.api.ClipGroup;
import org.aulos.api.EmbeddingSet;
import org.aulos.api.GroupedEmbeddings;
import org.aulos.api.LabelledEmbeddings;
import org.aulos.api.Metric;
import org.aulos.api.Score;
import org.aulos.api.Signature;
import org.aulos.plugins.eval.BackgroundKnownOptions.Reference;

/**
 * Linear evaluation of differences (Takeuchi et al., "Towards learning a difference-aware
 * general-purpose audio representation", section 5.2): the sound in a mixture is recognised from
 * the vector of the mixture less that of a background, {@code y_mix - y_bg}. Several mixtures of a
 * sound are vectors of one clip.
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
    int mixtures = mixtures(evidence);
    checkMixturesOfTheirOwn(evidence.groups(), mixtures);
    List<Clip> sounds =
        IntStream.range(0, mixtures)
            .boxed()
            .flatMap(number -> evidence.groups().stream().map(group -> group.clip(MIXTURE)))
            .toList();
    List<String> labels = sounds.stream().map(BackgroundKnown::label).toList();
    List<String> folds = sounds.stream().map(BackgroundKnown::fold).toList();
    Score score =
        probe.scoreSeveral(
            new LabelledEmbeddings(differences(evidence, mixtures, sounds), labels, folds));
    Signature signature = score.signature().with("reference", OptionNames.of(options.reference()));
    return score.withSignature(mixtures == 1 ? signature : signature.with("mixtures", mixtures));
  }

  /** How many mixtures the sounds have, all of them as many as the first. */
  private static int mixtures(GroupedEmbeddings evidence) {
    List<ClipGroup> groups = evidence.groups();
    int mixtures = groups.isEmpty() ? 1 : mixtures(groups.get(0));
    for (ClipGroup group : groups) {
      if (mixtures(group) != mixtures) {
        throw new AulosException(
            "%s: '%s' has %d mixtures, where '%s' has %d; give each sound as many"
                .formatted(NAME, group.id(), mixtures(group), groups.get(0).id(), mixtures));
      }
    }
    return mixtures;
  }

  // A mixture in both training and test would flatter every system.
  private static void checkMixturesOfTheirOwn(List<ClipGroup> groups, int mixtures) {
    Map<String, String> owners = new HashMap<>();
    for (ClipGroup group : groups) {
      for (int number = 0; number < mixtures; number++) {
        String mixture = group.clip(role(MIXTURE, number)).id();
        String other = owners.putIfAbsent(mixture, group.id());
        if (other != null) {
          throw new AulosException(
              "%s: '%s' is a mixture of '%s' and of '%s'; give each sound mixtures of its own"
                  .formatted(NAME, mixture, other, group.id()));
        }
      }
    }
  }

  private static int mixtures(ClipGroup group) {
    int mixtures = 1;
    while (group.clips().containsKey(role(MIXTURE, mixtures))) {
      mixtures++;
    }
    return mixtures;
  }

  /** Name of the clip of a mixture, whose number is counted from 0. */
  private static String role(String role, int number) {
    return number == 0 ? role : role + " " + (number + 1);
  }

  /** The rows of a role in all mixtures: those of the first ones of all groups first. */
  private static int[] rows(GroupedEmbeddings evidence, String role, int mixtures) {
    return IntStream.range(0, mixtures)
        .flatMap(number -> IntStream.of(evidence.rows(role(role, number))))
        .toArray();
  }

  private EmbeddingSet differences(GroupedEmbeddings evidence, int mixtures, List<Clip> sounds) {
    EmbeddingSet vectors = evidence.embeddings();
    List<String> ids = sounds.stream().map(Clip::id).toList();
    int[] mixed = rows(evidence, MIXTURE, mixtures);
    if (options.reference() == Reference.NONE) {
      return new EmbeddingSet(
          vectors.space(),
          ids,
          vectors.dimension(),
          (row, target, offset) -> vectors.copyRow(mixed[row], target, offset));
    }
    int[] known = rows(evidence, OptionNames.of(options.reference()), mixtures);
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
