package org.aulos.runtime.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.aulos.api.AulosException;
import org.aulos.api.Clip;
import org.aulos.api.ClipGroup;
import org.aulos.api.Dataset;
import org.aulos.api.RenderedAudio;
import org.aulos.testkit.DatasetContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DifferencePairsTest implements DatasetContract {
  @TempDir Path folder;

  @Override
  public Dataset dataset() {
    return made(options(60, 20));
  }

  private static DifferencePairsOptions options(int pairs, int testPairs) {
    return new DifferencePairsOptions("", "", List.of("4", "5"), pairs, testPairs, 1, 1);
  }

  private Dataset made(DifferencePairsOptions options) {
    return DifferencePairs.create(options, new FolderResources(folder));
  }

  @Test
  void aTextSaysWhichClassIsHeardOnOneSideAlone() {
    Set<String> words = new HashSet<>();
    for (ClipGroup pair : dataset().groups()) {
      List<String> query = pair.clip("query").labels();
      List<String> target = pair.clip("target").labels();
      words.add(pair.text().substring(0, pair.text().indexOf(' ')));
      if (pair.text().startsWith("add")) {
        assertThat(target).hasSize(2).containsAll(query);
        assertThat(pair.text()).endsWith(target.get(1).replace('-', ' '));
      } else if (pair.text().startsWith("take away")) {
        assertThat(query).hasSize(2).containsAll(target);
        assertThat(pair.text()).endsWith(query.get(1).replace('-', ' '));
      } else {
        assertThat(target).hasSize(2).isEqualTo(query);
      }
    }
    assertThat(words).containsExactlyInAnyOrder("add", "take", "make", "turn");
  }

  @Test
  void theClipsOfAPairDiffer() {
    for (ClipGroup pair : dataset().groups().subList(0, 12)) {
      float[] query = ((RenderedAudio) pair.clip("query").audio()).render().channel(0);
      float[] target = ((RenderedAudio) pair.clip("target").audio()).render().channel(0);

      assertThat(query).hasSize(16_000).isNotEqualTo(target);
    }
  }

  @Test
  void fourTargetsInARowAreToldApartByTheTextAlone() {
    List<ClipGroup> pairs = dataset().groups();

    for (int i = 0; i < pairs.size(); i += 4) {
      List<ClipGroup> alike = pairs.subList(i, i + 4);
      assertThat(alike).extracting(ClipGroup::text).doesNotHaveDuplicates();
      assertThat(alike)
          .extracting(pair -> ((RenderedAudio) pair.clip("target").audio()).recipe())
          .doesNotHaveDuplicates();
      assertThat(alike)
          .extracting(pair -> pair.first().labels().get(0))
          .containsOnly(pairs.get(i).first().labels().get(0));
    }
  }

  @Test
  void pairsAreOfTheirPartWhicheverOthersThereAre() {
    List<Clip> few = made(options(4, 2)).clips();
    List<Clip> many = dataset().clips();

    assertThat(few).extracting(Clip::fold).containsExactly(folds(8, 4));
    assertThat(((RenderedAudio) few.get(9).audio()).recipe())
        .isEqualTo(((RenderedAudio) many.get(121).audio()).recipe());
  }

  private static String[] folds(int train, int test) {
    String[] folds = new String[train + test];
    for (int i = 0; i < folds.length; i++) {
      folds[i] = i < train ? "train" : "test";
    }
    return folds;
  }

  @Test
  void oneClassIsTooFew() {
    Dataset one =
        SyntheticScenes.create(
            new SyntheticScenesOptions(List.of("rain"), 5, 1, 16_000, 5, 1, 0, 15),
            new FolderResources(folder));

    assertThatThrownBy(
            () ->
                DifferencePairs.create(
                    new DifferencePairsOptions("one", "", List.of("4", "5"), 4, 2, 1, 1),
                    new FolderResources(folder).with(name -> one)))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("foreground: has less than two classes for train");
  }
}
