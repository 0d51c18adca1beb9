package org.aulos.runtime.dataset;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.aulos.api.AudioFile;
import org.aulos.api.AulosException;
import org.aulos.api.Clip;
import org.aulos.api.Dataset;
import org.aulos.runtime.dataset.Esc50Options.Subset;
import org.aulos.testkit.SharedData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Esc50Test {
  private static final String HEADER = "filename,fold,target,category,esc10,src_file,take\n";

  @TempDir Path folder;

  @BeforeEach
  void makeAudio() throws IOException {
    Files.createDirectories(folder.resolve("audio"));
    Files.createDirectories(folder.resolve("meta"));
    for (String name : List.of("1-1-A-11.wav", "2-2-A-0.ogg", "2-3-B-5.wav")) {
      Files.createFile(folder.resolve("audio").resolve(name));
    }
  }

  private void list(String name, String content) throws IOException {
    Files.writeString(folder.resolve("meta").resolve(name), content);
  }

  private Dataset read(Subset subset, String... folds) {
    return Esc50.create(
        new Esc50Options(folder, subset, List.of(folds)), new FolderResources(folder));
  }

  private void makeList() throws IOException {
    list(
        "esc50.csv",
        HEADER
            + "1-1-A-11.wav,1,11,sea_waves,True,1,A\n"
            + "2-2-A-0.ogg,2,0,dog,True,2,A\n"
            + "2-3-B-5.wav,2,5,cat,False,3,B\n");
  }

  @Test
  void clipsCarryTheirCategoryWordsAndFold() throws IOException {
    makeList();

    Clip clip = read(Subset.ALL).clips().get(0);

    assertThat(clip.id()).isEqualTo("1-1-A-11");
    assertThat(clip.labels()).containsExactly("sea_waves");
    assertThat(clip.tags()).containsExactly("sea", "waves");
    assertThat(clip.fold()).isEqualTo("1");
    assertThat(clip.audio())
        .isEqualTo(AudioFile.whole(folder.resolve("audio").resolve("1-1-A-11.wav")));
  }

  @Test
  void classesStandInTheOrderOfTheirNumbers() throws IOException {
    makeList();

    assertThat(read(Subset.ALL).classes()).containsExactly("dog", "cat", "sea_waves");
  }

  @Test
  void theSubsetAndTheFoldsAreKept() throws IOException {
    makeList();

    assertThat(read(Subset.ESC10).clips())
        .extracting(Clip::id)
        .containsExactly("1-1-A-11", "2-2-A-0");
    assertThat(read(Subset.ESC10, "2").clips()).extracting(Clip::id).containsExactly("2-2-A-0");
    assertThat(read(Subset.ESC10, "2").classes()).containsExactly("dog");
  }

  @Test
  void theListOfEsc10AloneNeedsNoColumnForIt() throws IOException {
    list("esc10.csv", "filename,fold,target,category\n2-2-A-0.ogg,2,0,dog\n");

    assertThat(read(Subset.ESC10).clips()).hasSize(1);
    assertThat(read(Subset.ALL).clips()).hasSize(1);
  }

  @Test
  void theFullListMustSayWhatBelongsToEsc10() throws IOException {
    list("esc50.csv", "filename,fold,target,category\n2-2-A-0.ogg,2,0,dog\n");

    assertThat(read(Subset.ALL).clips()).hasSize(1);
    assertThatThrownBy(() -> read(Subset.ESC10))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("esc50.csv:1: no column 'esc10'");
  }

  @Test
  void byteOrderMarkCarriageReturnsQuotesAndBlankLinesAreRead() throws IOException {
    list(
        "esc50.csv",
        "\uFEFF\"filename\",fold,target,category\r\n\r\n\"2-2-A-0.ogg\", 2 ,0,\"dog, large\"\r\n");

    assertThat(read(Subset.ALL).clips().get(0).labels()).containsExactly("dog, large");
  }

  @Test
  void allProblemsAreReportedTogetherWithTheirLines() throws IOException {
    list(
        "esc50.csv",
        HEADER
            + "1-1-A-11.wav,1,11,sea_waves,True,1,A\n"
            + "gone.wav,1,0,dog,True,2,A\n"
            + "2-2-A-0.ogg,one,0,dog,True,2,A\n"
            + "2-3-B-5.wav,2,5,,False,3,B\n"
            + "1-1-A-11.wav,1,11,rain,True,1,A\n"
            + "2-3-B-5.wav,2,5\n");

    assertThatThrownBy(() -> read(Subset.ALL))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("has 6 problems")
        .hasMessageContaining("audio: 1 of 3 recordings are missing, 'gone.wav' is the first")
        .hasMessageContaining("https://github.com/karolpiczak/ESC-50")
        .hasMessageContaining(
            "esc50.csv:4: expected fold to be a whole number from 1 but was 'one'")
        .hasMessageContaining("esc50.csv:5: blank category")
        .hasMessageContaining(
            "esc50.csv:6: target 11 is 'rain', but elsewhere target 11 is 'sea_waves'")
        .hasMessageContaining("esc50.csv:6: id '1-1-A-11' is that of line 2")
        .hasMessageContaining("esc50.csv:7: 3 values for the 7 columns")
        .hasMessageEndingWith("filename, fold, target, category.");
  }

  @Test
  void aFolderWithoutAListSaysWhereItShouldBe() {
    assertThatThrownBy(() -> read(Subset.ALL))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("neither meta/esc50.csv nor meta/esc10.csv is there");
  }

  @Test
  void anEmptySelectionIsAProblem() throws IOException {
    makeList();

    assertThatThrownBy(() -> read(Subset.ALL, "4"))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("has no clip of subset ALL, folds [4]");
  }

  @Test
  void theRecordingsOfEsc10FillFiveFolds() {
    Path esc10 = SharedData.assume("data/esc10");

    Dataset dataset =
        Esc50.create(new Esc50Options(esc10, Subset.ESC10, List.of()), new FolderResources(esc10));

    assertThat(dataset.clips()).hasSize(400);
    assertThat(dataset.classes()).hasSize(10).startsWith("dog", "rooster");
    assertThat(dataset.clips().stream().collect(groupingBy(c -> "" + c.fold(), counting())))
        .hasSize(5)
        .allSatisfy((fold, count) -> assertThat(count).isEqualTo(80));
  }
}
