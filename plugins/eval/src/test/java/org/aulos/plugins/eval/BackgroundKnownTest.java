package org.aulos.plugins.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.aulos.api.AudioFile;
import org.aulos.api.AulosException;
import org.aulos.api.Clip;
import org.aulos.api.ClipGroup;
import org.aulos.api.EmbeddingSet;
import org.aulos.api.GroupedEmbeddings;
import org.aulos.api.LabelledEmbeddings;
import org.aulos.api.Score;
import org.aulos.plugins.eval.BackgroundKnownOptions.Reference;
import org.junit.jupiter.api.Test;

class BackgroundKnownTest {
  private static final int DIMENSION = 6;

  /**
   * Mixtures that are a corner for the sound plus a background of many times its length; of the
   * background the reference {@code half} knows a half, {@code apart} nothing.
   */
  static GroupedEmbeddings evidence(int groups) {
    return evidence(groups, 1);
  }

  /** The same with several mixtures of a sound, each with backgrounds of its own. */
  private static GroupedEmbeddings evidence(int groups, int mixtures) {
    Random random = new Random(5);
    List<ClipGroup> all = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    List<float[]> rows = new ArrayList<>();
    for (int i = 0; i < groups; i++) {
      int sound = random.nextInt(2);
      Map<String, Clip> clips = new LinkedHashMap<>();
      String fold = i % 5 < 3 ? "train" : "test";
      for (int number = 1; number <= mixtures; number++) {
        float[] background = noise(random, 10);
        float[] other = noise(random, 10);
        for (String role : List.of("mixture", "same", "half", "apart")) {
          float[] row = new float[DIMENSION];
          for (int j = 0; j < DIMENSION; j++) {
            row[j] =
                switch (role) {
                  case "mixture" -> background[j] + (j == sound ? 1 : 0);
                  case "same" -> background[j];
                  case "half" -> (background[j] + other[j]) / 2;
                  default -> other[j];
                };
          }
          String name = number == 1 ? role : role + " " + number;
          Clip clip = clip(i + "/" + name).withFold(fold).withLabels(List.of("sound " + sound));
          clips.put(name, clip);
          ids.add(clip.id());
          rows.add(row);
        }
      }
      all.add(new ClipGroup("group " + i, clips, ""));
    }
    EmbeddingSet set =
        new EmbeddingSet(
            "test",
            ids,
            DIMENSION,
            (row, target, offset) -> System.arraycopy(rows.get(row), 0, target, offset, DIMENSION));
    return new GroupedEmbeddings(set, all);
  }

  private static Clip clip(String id) {
    return Clip.of(id, AudioFile.whole(Path.of(id)));
  }

  private static float[] noise(Random random, double size) {
    float[] noise = new float[DIMENSION];
    for (int j = 0; j < DIMENSION; j++) {
      noise[j] = (float) (size * random.nextGaussian());
    }
    return noise;
  }

  private static Score score(Reference reference, GroupedEmbeddings evidence) {
    return new BackgroundKnown(
            new BackgroundKnownOptions(reference, BackgroundKnownOptions.DEFAULTS.training()), 3)
        .score(evidence);
  }

  @Test
  void theSoundIsWhatIsLeftWhenTheBackgroundIsTaken() {
    Score score = score(Reference.SAME, evidence(200));

    assertThat(score.value()).isEqualTo(1);
    assertThat(score.n()).isEqualTo(80);
    assertThat(score.interval()).isNotNull();
    assertThat(score.signature().choices())
        .containsEntry("metric", "background-known")
        .containsEntry("reference", "same")
        .containsEntry("stopping", "validation-loss")
        .containsEntry("folds", "train/test");
  }

  @Test
  void theMixturesOfASoundAreOneExample() {
    GroupedEmbeddings evidence = evidence(200, 3);

    Score known = score(Reference.SAME, evidence);

    assertThat(known.value()).isEqualTo(1);
    assertThat(known.n()).isEqualTo(80);
    assertThat(known.signature().choices()).containsEntry("mixtures", "3");
    Score unknown = score(Reference.APART, evidence);
    assertThat(unknown.value()).isLessThan(0.7);
    // Of three repeats of three mixtures.
    assertThat(unknown.samples())
        .allSatisfy(
            sample -> {
              double ninths = 9 * sample.value();
              assertThat(ninths).isCloseTo(Math.rint(ninths), within(1e-9));
            })
        .anySatisfy(sample -> assertThat(9 * sample.value() % 3).isBetween(0.5, 2.5));
  }

  @Test
  void theLessIsKnownTheWorse() {
    GroupedEmbeddings evidence = evidence(200);

    assertThat(score(Reference.NONE, evidence).value()).isLessThan(0.7);
    assertThat(score(Reference.HALF, evidence).value()).isLessThan(0.7);
    assertThat(score(Reference.APART, evidence).value()).isLessThan(0.7);
  }

  @Test
  void withoutAReferenceItIsTheLinearEvaluationOfTheMixtures() {
    GroupedEmbeddings evidence = evidence(60);
    int[] rows = evidence.rows("mixture");
    List<Clip> mixtures = evidence.groups().stream().map(ClipGroup::first).toList();
    LabelledEmbeddings mixed =
        new LabelledEmbeddings(
            new EmbeddingSet(
                "test",
                mixtures.stream().map(Clip::id).toList(),
                DIMENSION,
                (row, target, offset) -> evidence.embeddings().copyRow(rows[row], target, offset)),
            mixtures.stream().map(clip -> clip.labels().get(0)).toList(),
            mixtures.stream().map(Clip::fold).toList());

    Score plain =
        new NetworkProbe("plain", BackgroundKnownOptions.DEFAULTS.training(), 3).score(mixed);

    assertThat(score(Reference.NONE, evidence).samples()).isEqualTo(plain.samples());
  }

  @Test
  void withoutGroupsThereIsNothingToTell() {
    GroupedEmbeddings none = new GroupedEmbeddings(evidence(10).embeddings(), List.of());

    assertThatThrownBy(() -> score(Reference.SAME, none))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("there are 0 clips");
  }

  @Test
  void aSoundWithOtherMixturesThanTheFirstIsNamed() {
    GroupedEmbeddings evidence = evidence(10, 2);
    List<ClipGroup> groups = new ArrayList<>(evidence.groups());
    groups.set(4, new ClipGroup("poor", evidence(10).groups().get(4).clips(), ""));

    assertThatThrownBy(
            () -> score(Reference.SAME, new GroupedEmbeddings(evidence.embeddings(), groups)))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("'poor' has 1 mixtures, where 'group 0' has 2");
    Collections.swap(groups, 0, 4);
    assertThatThrownBy(
            () -> score(Reference.SAME, new GroupedEmbeddings(evidence.embeddings(), groups)))
        .hasMessageContaining("'group 1' has 2 mixtures, where 'poor' has 1");
  }

  @Test
  void aMixtureOfTwoGroupsIsNamed() {
    GroupedEmbeddings evidence = evidence(20);
    List<ClipGroup> groups = new ArrayList<>(evidence.groups());
    groups.set(7, new ClipGroup("again", groups.get(3).clips(), ""));

    assertThatThrownBy(
            () -> score(Reference.SAME, new GroupedEmbeddings(evidence.embeddings(), groups)))
        .isInstanceOf(AulosException.class)
        .hasMessage(
            "background-known: '3/mixture' is a mixture of 'group 3' and of 'again'; give each"
                + " sound mixtures of its own");
  }

  @Test
  void aGroupWithoutTheReferenceSaysWhatItHas() {
    GroupedEmbeddings evidence = evidence(10);
    List<ClipGroup> bare =
        evidence.groups().stream()
            .map(group -> new ClipGroup(group.id(), Map.of("mixture", group.first()), ""))
            .toList();

    assertThatThrownBy(
            () -> score(Reference.HALF, new GroupedEmbeddings(evidence.embeddings(), bare)))
        .isInstanceOf(AulosException.class)
        .hasMessage("no clip of 'group 0' is its 'half'; it has: mixture");
  }
}
