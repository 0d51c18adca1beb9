package org.aulos.runtime.dataset;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.aulos.api.AudioFile;
import org.aulos.api.AulosException;
import org.aulos.api.Clip;
import org.aulos.api.ClipGroup;
import org.aulos.api.Dataset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClipsOfTest {
  private static final ClipsOfOptions ALL = ClipsOfOptions.DEFAULTS;

  @TempDir Path folder;

  /** Six clips of each of two classes, with the folds 1 to 3 in turn, or without. */
  private Dataset sounds(boolean folded, String... classes) {
    List<Clip> clips = new ArrayList<>();
    for (String label : classes) {
      for (int i = 0; i < 6; i++) {
        String id = label + i;
        Clip clip =
            Clip.of(id, AudioFile.whole(folder.resolve(id)))
                .withLabels(List.of(label))
                .withTags(List.of("own"));
        clips.add(folded ? clip.withFold(Integer.toString(i % 3 + 1)) : clip);
      }
    }
    return new ListedDataset(clips, List.of(classes));
  }

  private Dataset read(ClipsOfOptions options, Map<String, Dataset> others) {
    return ClipsOf.create(options, new FolderResources(folder).with(others::get));
  }

  private static ClipsOfOptions of(String... datasets) {
    return new ClipsOfOptions(
        List.of(datasets), ALL.labels(), 0, 1, ALL.folds(), ALL.testFolds(), ALL.tags());
  }

  private static ClipsOfOptions folds(List<String> kept, List<String> test) {
    return new ClipsOfOptions(List.of("a"), ALL.labels(), 0, 1, kept, test, ALL.tags());
  }

  @Test
  void oneDataSetIsAsItIs() {
    Dataset sounds = sounds(true, "wind", "rain");

    Dataset dataset = read(of("a"), Map.of("a", sounds));

    assertThat(dataset).isEqualTo(sounds);
  }

  @Test
  void severalFollowOneAnotherUnderTheirNames() {
    Dataset dataset =
        read(
            of("b", "a"),
            Map.of("a", sounds(true, "wind", "rain"), "b", sounds(true, "rain", "dog")));

    assertThat(dataset.clips()).hasSize(24);
    assertThat(dataset.clips().get(0).id()).isEqualTo("b/rain0");
    assertThat(dataset.clips().get(23).id()).isEqualTo("a/rain5");
    assertThat(dataset.classes()).containsExactly("rain", "dog", "wind");
  }

  @Test
  void foldsAreKeptAndNamed() {
    Dataset dataset =
        read(folds(List.of("1", "3"), List.of("3")), Map.of("a", sounds(true, "wind")));

    assertThat(dataset.clips())
        .extracting(clip -> clip.id() + " " + clip.fold())
        .containsExactly("wind0 train", "wind2 test", "wind3 train", "wind5 test");
  }

  @Test
  void classesThatLoseAllClipsAreGone() {
    List<Clip> clips = new ArrayList<>(sounds(true, "wind").clips());
    clips.add(clips.get(0).withLabels(List.of("rain")).withFold("2"));

    Dataset dataset =
        read(
            folds(List.of("1"), List.of()),
            Map.of("a", new ListedDataset(clips, List.of("rain", "wind"))));

    assertThat(dataset.classes()).containsExactly("wind");
  }

  @Test
  void labelsAreKept() {
    ClipsOfOptions options =
        new ClipsOfOptions(
            List.of("a"), List.of("rain"), 0, 1, ALL.folds(), ALL.testFolds(), ALL.tags());

    Dataset dataset = read(options, Map.of("a", sounds(true, "wind", "rain")));

    assertThat(dataset.clips()).hasSize(6).allMatch(clip -> clip.id().startsWith("rain"));
    assertThat(dataset.classes()).containsExactly("rain");
  }

  @Test
  void clipsWithoutFoldsAreDealtEvenlyWithinTheirClass() {
    ClipsOfOptions options =
        new ClipsOfOptions(
            List.of("a"), ALL.labels(), 3, 1, ALL.folds(), ALL.testFolds(), ALL.tags());

    Map<String, Long> counts =
        read(options, Map.of("a", sounds(false, "wind", "rain"))).clips().stream()
            .collect(groupingBy(clip -> clip.label().orElseThrow() + clip.fold(), counting()));

    assertThat(counts).hasSize(6).allSatisfy((part, count) -> assertThat(count).isEqualTo(2));
  }

  @Test
  void foldsThatClipsHaveAreNotDealtAnew() {
    ClipsOfOptions options =
        new ClipsOfOptions(
            List.of("a"), ALL.labels(), 2, 1, ALL.folds(), ALL.testFolds(), ALL.tags());
    Dataset sounds = sounds(true, "wind");

    assertThat(read(options, Map.of("a", sounds)).clips()).isEqualTo(sounds.clips());
  }

  @Test
  void tagsOfALabelTakeThePlaceOfTheClipsOwn() {
    ClipsOfOptions options =
        new ClipsOfOptions(
            List.of("a"),
            ALL.labels(),
            0,
            1,
            ALL.folds(),
            ALL.testFolds(),
            Map.of("rain", List.of("water", "storm")));

    Dataset dataset = read(options, Map.of("a", sounds(true, "wind", "rain")));

    assertThat(dataset.clips().get(0).tags()).containsExactly("own");
    assertThat(dataset.clips().get(6).tags()).containsExactly("water", "storm");
  }

  @Test
  void everythingThatIsNotThereIsTold() {
    ClipsOfOptions options =
        new ClipsOfOptions(
            List.of("a"),
            ALL.labels(),
            0,
            1,
            List.of("9"),
            List.of("test"),
            Map.of("rian", List.of("water")));

    assertThatThrownBy(() -> read(options, Map.of("a", sounds(true, "rain"))))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("folds: no clip has the fold '9', but they have [1, 2, 3]")
        .hasMessageContaining("test-folds: no clip has the fold 'test'")
        .hasMessageContaining("no clip has the label 'rian'; did you mean 'rain'?");
  }

  @Test
  void tooFewClipsForTheFoldsAreRefused() {
    ClipsOfOptions options =
        new ClipsOfOptions(
            List.of("a"), ALL.labels(), 7, 1, ALL.folds(), ALL.testFolds(), ALL.tags());

    assertThatThrownBy(() -> read(options, Map.of("a", sounds(false, "rain"))))
        .hasMessageContaining("a: 6 clips of 'rain' cannot fill 7 folds");
  }

  @Test
  void dealtFoldsDependOnNoOtherDataSet() {
    Map<String, Dataset> others =
        Map.of("a", sounds(false, "wind", "rain"), "b", sounds(false, "dog"));
    Map<String, String> alone = foldsOf(read(dealt(List.of("a"), List.of()), others), "");
    Map<String, String> together = foldsOf(read(dealt(List.of("b", "a"), List.of()), others), "a/");
    Map<String, String> rain = foldsOf(read(dealt(List.of("a"), List.of("rain")), others), "");

    assertThat(together).isEqualTo(alone);
    assertThat(alone).containsAllEntriesOf(rain);
    assertThat(rain).hasSize(6);
  }

  private static ClipsOfOptions dealt(List<String> datasets, List<String> labels) {
    return new ClipsOfOptions(datasets, labels, 4, 1, ALL.folds(), ALL.testFolds(), ALL.tags());
  }

  private static Map<String, String> foldsOf(Dataset dataset, String prefix) {
    Map<String, String> folds = new TreeMap<>();
    for (Clip clip : dataset.clips()) {
      if (clip.id().startsWith(prefix)) {
        folds.put(clip.id().substring(prefix.length()), String.valueOf(clip.fold()));
      }
    }
    return folds;
  }

  @Test
  void clipsWithoutAFoldAreNotPassedOverWhereFoldsAreAskedFor() {
    assertThatThrownBy(
            () -> read(folds(List.of(), List.of("1")), Map.of("a", sounds(false, "rain"))))
        .hasMessageContaining("test-folds: the clip 'rain0' has no fold")
        .hasMessageContaining("'deal' gives folds to clips without");
  }

  @Test
  void testFoldsAreOfThoseThatAreKept() {
    assertThatThrownBy(
            () -> read(folds(List.of("1", "2"), List.of("3")), Map.of("a", sounds(true, "rain"))))
        .hasMessageContaining("test-folds: no clip has the fold '3', but they have [1, 2]");
  }

  @Test
  void groupsAreNotTornApart() {
    Dataset sounds = sounds(true, "rain");
    Clip first = sounds.clips().get(0);
    Dataset grouped =
        new GroupedDataset(
            sounds.clips(),
            sounds.classes(),
            List.of(new ClipGroup("g", Map.of("mixture", first), "")));

    assertThatThrownBy(() -> read(of("a"), Map.of("a", grouped)))
        .hasMessageContaining("a: has groups of clips");
  }

  @Test
  void noDataSetIsRefused() {
    assertThatThrownBy(() -> read(of(), Map.of())).hasMessageContaining("datasets: names none");
  }

  @Test
  void aDataSetIsNamedOnce() {
    assertThatThrownBy(() -> of("a", "a")).hasMessageContaining("different data sets");
  }
}
