package org.aulos.plugins.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.aulos.api.AulosException;
import org.aulos.api.EmbeddingSet;
import org.aulos.api.LabelledEmbeddings;
import org.aulos.api.Signature;
import org.junit.jupiter.api.Test;

class SplitsTest {
  @Test
  void learnsFromTrainAndTestsTest() {
    List<String> folds = new ArrayList<>(Collections.nCopies(12, "train"));
    folds.set(4, "test");
    folds.set(7, "validation");

    Splits splits = splits(Evidence.clusters(12, 2, 0, folds), Protocol.AUTO, 5);

    Splits.Split part = splits.parts().get(0);
    assertThat(splits.parts()).hasSize(1);
    assertThat(part.test()).containsExactly(4);
    assertThat(part.train()).hasSize(10).doesNotContain(4, 7);
  }

  @Test
  void testsEachOfficialFoldOnceInTheirOrder() {
    Splits splits = splits(Evidence.clusters(66, 3, 0, Evidence.folds(66, 11)), Protocol.AUTO, 5);

    assertThat(splits.parts())
        .extracting(Splits.Split::name)
        .containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11");
    assertParts(splits, 66);
  }

  @Test
  void dealsTheClipsOfEachClassEvenly() {
    LabelledEmbeddings evidence = Evidence.clusters(50, 5, 0, List.of());
    Classes classes = Classes.of(evidence);

    Splits splits = splits(evidence, Protocol.AUTO, 5);

    assertParts(splits, 50);
    for (Splits.Split part : splits.parts()) {
      assertThat(classes.of(part.test())).containsExactlyInAnyOrder(0, 0, 1, 1, 2, 2, 3, 3, 4, 4);
    }
  }

  @Test
  void dealsBySeed() {
    LabelledEmbeddings evidence = Evidence.clusters(50, 5, 0, List.of());
    Classes classes = Classes.of(evidence);

    int[] one = Splits.of(evidence, classes, Protocol.AUTO, 5, 1).parts().get(0).test();
    int[] same = Splits.of(evidence, classes, Protocol.AUTO, 5, 1).parts().get(0).test();
    int[] other = Splits.of(evidence, classes, Protocol.AUTO, 5, 2).parts().get(0).test();

    assertThat(one).isEqualTo(same).isNotEqualTo(other);
  }

  @Test
  void theVectorsOfAClipStayTogether() {
    EmbeddingSet set = Evidence.clips(20, 3, 4, 1);
    List<String> labels =
        set.ids().stream().map(id -> id.compareTo("clip-00010") < 0 ? "early" : "late").toList();
    LabelledEmbeddings evidence = new LabelledEmbeddings(set, labels, List.of());

    Splits splits = Splits.of(evidence, Classes.ofVectors(evidence), Protocol.STRATIFIED, 5, 1);

    assertParts(splits, 60);
    for (Splits.Split part : splits.parts()) {
      assertThat(Splits.clips(evidence, part.test()))
          .hasSize(4)
          .allSatisfy(vectors -> assertThat(vectors).hasSize(3));
    }
  }

  @Test
  void signsTheSeedOnlyWhereItDecides() {
    LabelledEmbeddings official = Evidence.clusters(30, 3, 0, Evidence.folds(30, 5));

    assertThat(signature(official, Protocol.AUTO))
        .isEqualTo("metric:m|protocol:leave-one-fold-out|folds:5");
    assertThat(signature(official, Protocol.STRATIFIED))
        .isEqualTo("metric:m|protocol:stratified|folds:3|seed:7");
  }

  @Test
  void refusesAClassThatIsNowhereLearnt() {
    LabelledEmbeddings evidence =
        new LabelledEmbeddings(
            Evidence.gaussian(4, 2, 1),
            List.of("dog", "cat", "dog", "owl"),
            List.of("1", "1", "2", "2"));

    assertThatThrownBy(() -> splits(evidence, Protocol.AUTO, 5))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("Fold '1' tests class 'cat'");
  }

  @Test
  void refusesASplitWithoutTest() {
    LabelledEmbeddings evidence =
        Evidence.clusters(4, 2, 0, List.of("train", "train", "train", "validation"));

    assertThatThrownBy(() -> splits(evidence, Protocol.AUTO, 5))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("but the data has [train, validation]");
  }

  @Test
  void refusesASingleFold() {
    LabelledEmbeddings evidence = Evidence.clusters(4, 2, 0, List.of("1", "1", "1", "1"));

    assertThatThrownBy(() -> splits(evidence, Protocol.AUTO, 5))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("choose protocol 'stratified'");
  }

  @Test
  void refusesMoreFoldsThanClips() {
    LabelledEmbeddings evidence = Evidence.clusters(4, 2, 0, List.of());

    assertThatThrownBy(() -> splits(evidence, Protocol.AUTO, 5))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("4 clips into 5 folds");
  }

  private static Splits splits(LabelledEmbeddings evidence, Protocol protocol, int folds) {
    return Splits.of(evidence, Classes.of(evidence), protocol, folds, 1);
  }

  private static String signature(LabelledEmbeddings evidence, Protocol protocol) {
    return splits(evidence, protocol, 3).sign(Signature.of("m"), 7).toString();
  }

  /** Each clip is tested once and is in training otherwise. */
  private static void assertParts(Splits splits, int clips) {
    int[] tested = new int[clips];
    for (Splits.Split part : splits.parts()) {
      assertThat(part.train().length + part.test().length).isEqualTo(clips);
      assertThat(part.train()).doesNotContain(part.test());
      Arrays.stream(part.test()).forEach(clip -> tested[clip]++);
    }
    assertThat(tested).containsOnly(1);
  }
}
