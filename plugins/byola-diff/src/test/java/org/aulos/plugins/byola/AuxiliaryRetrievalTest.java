package org.aulos.plugins.byola;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.aulos.api.AudioFile;
import org.aulos.api.AulosException;
import org.aulos.api.Clip;
import org.aulos.api.ClipGroup;
import org.aulos.api.EmbeddingSet;
import org.aulos.api.GroupedEmbeddings;
import org.aulos.api.Interval;
import org.aulos.api.OptionsException;
import org.aulos.api.Score;
import org.aulos.api.spi.Role;
import org.aulos.testkit.TestResources;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit sets them before each test
class AuxiliaryRetrievalTest {
  static final AuxiliaryRetrievalOptions SMALL =
      new AuxiliaryRetrievalOptions("hashed-words", 32, 16, 0.1, 0.1, 0.01, 32, 60, 0.1, 1);

  private static final int DIMENSION = 8;
  private static final List<String> WORDS = List.of("north", "south", "west", "east");

  @TempDir Path folder;
  private NDManager manager;

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager();
  }

  @AfterEach
  void close() {
    manager.close();
  }

  /**
   * A plane of places, told by a random linear map; each target lies a step from its query, in the
   * direction that the text says. Four queries begin at each place.
   */
  static GroupedEmbeddings evidence(int places, boolean told) {
    Random random = new Random(3);
    double[][] map = new double[2][DIMENSION];
    for (double[] row : map) {
      for (int j = 0; j < DIMENSION; j++) {
        row[j] = random.nextGaussian();
      }
    }
    List<ClipGroup> groups = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    List<float[]> rows = new ArrayList<>();
    for (int place = 0; place < places; place++) {
      double[] at = {2 * random.nextGaussian(), 2 * random.nextGaussian()};
      for (int direction = 0; direction < WORDS.size(); direction++) {
        double angle = Math.PI / 2 * direction;
        double[] to = {at[0] + Math.cos(angle), at[1] + Math.sin(angle)};
        String fold = place % 4 == 0 ? "test" : "train";
        String id = place + WORDS.get(direction);
        Map<String, Clip> clips = new LinkedHashMap<>();
        clips.put("query", clip(id + "/query", fold));
        clips.put("target", clip(id + "/target", fold));
        groups.add(new ClipGroup(id, clips, told ? "go " + WORDS.get(direction) : "go"));
        ids.addAll(List.of(id + "/query", id + "/target"));
        rows.addAll(List.of(row(map, at), row(map, to)));
      }
    }
    EmbeddingSet set =
        new EmbeddingSet(
            "test",
            ids,
            DIMENSION,
            (row, target, offset) -> System.arraycopy(rows.get(row), 0, target, offset, DIMENSION));
    return new GroupedEmbeddings(set, groups);
  }

  private static Clip clip(String id, String fold) {
    return Clip.of(id, AudioFile.whole(Path.of(id))).withFold(fold).withLabels(List.of("place"));
  }

  private static float[] row(double[][] map, double[] at) {
    float[] row = new float[DIMENSION];
    for (int j = 0; j < DIMENSION; j++) {
      row[j] = (float) (at[0] * map[0][j] + at[1] * map[1][j]);
    }
    return row;
  }

  private AuxiliaryRetrieval metric(long seed) {
    HashedWords words = new HashedWords(HashedWordsOptions.DEFAULTS, manager);
    return new AuxiliaryRetrieval("1", SMALL, words, manager, seed);
  }

  @Test
  void whatATextSaysIsLearnt() {
    Score told = metric(1).score(evidence(60, true));
    Score untold = metric(1).score(evidence(60, false));

    assertThat(told.n()).isEqualTo(60);
    // By the places alone one of four targets around a query is found.
    assertThat(told.value()).isGreaterThan(untold.value() + 0.2);
    assertThat(told.details()).containsEntry(Score.CHANCE, 1 / 60.0);
    assertThat(told.details().get("R@10")).isGreaterThan(0.8).isGreaterThan(told.value());
    Interval interval = Objects.requireNonNull(told.interval());
    assertThat(told.value()).isBetween(interval.low(), interval.high());
    assertThat(told.signature().choices()).containsEntry("text-encoder", "hashed-words");
  }

  @Test
  void theSeedDecidesTheTraining() {
    assertThat(learnt(SMALL, 1)).containsExactly(learnt(SMALL, 1)).isNotEqualTo(learnt(SMALL, 2));
  }

  /** The vector of the first query after a training on eight pairs. */
  private float[] learnt(AuxiliaryRetrievalOptions options, long seed) {
    HashedWords words = new HashedWords(HashedWordsOptions.DEFAULTS, manager);
    QueryExamples examples = QueryExamples.of(evidence(2, true), words);
    int[] pairs = {0, 1, 2, 3, 4, 5, 6, 7};
    return new QueryTraining(options, examples, manager, seed)
        .run(pairs, new int[0])
        .queries(pairs)[0];
  }

  @Test
  void fewPairsChooseAnEpochToo() {
    // Without classes the loss of a single pair is 0 in every epoch, and the first would be chosen.
    assertThat(List.of(1L, 2L, 3L, 4L))
        .anySatisfy(
            seed -> assertThat(learnt(epochs(40), seed)).isNotEqualTo(learnt(epochs(1), seed)));
  }

  private static AuxiliaryRetrievalOptions epochs(int epochs) {
    return new AuxiliaryRetrievalOptions("hashed-words", 32, 16, 0.1, 0, 0.001, 32, epochs, 0.1, 1);
  }

  @Test
  void aSinglePairCannotChooseTheEpoch() {
    GroupedEmbeddings evidence = evidence(8, true);
    List<ClipGroup> groups = new ArrayList<>(evidence.groups());
    ClipGroup last = groups.remove(groups.size() - 1);
    Map<String, Clip> clips = new LinkedHashMap<>();
    last.clips().forEach((role, clip) -> clips.put(role, clip.withFold("validation")));
    groups.add(new ClipGroup(last.id(), clips, last.text()));

    assertThatThrownBy(() -> metric(1).score(new GroupedEmbeddings(evidence.embeddings(), groups)))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("fold named validation has one group");
  }

  @Test
  void aPairWithoutATextIsNamed() {
    GroupedEmbeddings evidence = evidence(8, true);
    List<ClipGroup> silent =
        evidence.groups().stream()
            .map(group -> new ClipGroup(group.id(), group.clips(), " "))
            .toList();

    assertThatThrownBy(() -> metric(1).score(new GroupedEmbeddings(evidence.embeddings(), silent)))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("group '0north' has no text");
  }

  @Test
  void pairsForTrainingAndTestAreNeeded() {
    GroupedEmbeddings evidence = evidence(1, true);

    assertThatThrownBy(() -> metric(1).score(evidence))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("they have 0 and 4");
  }

  @Test
  void theTextEncoderMustTakeTexts() {
    TestResources resources = TestResources.of(manager, folder);

    assertThatThrownBy(
            () ->
                AuxiliaryRetrieval.of(
                    "1",
                    SMALL,
                    resources.withComponent(
                        Role.ENCODER,
                        "hashed-words",
                        ByolaEncoder.of(ByolaEncoderOptions.DEFAULTS, resources))))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining("text-encoder 'hashed-words' takes AudioBatch");
  }
}
