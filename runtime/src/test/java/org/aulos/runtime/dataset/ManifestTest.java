package org.aulos.runtime.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.aulos.api.AudioFile;
import org.aulos.api.AulosException;
import org.aulos.api.Clip;
import org.aulos.api.Dataset;
import org.aulos.api.Lyrics;
import org.aulos.runtime.dataset.ManifestOptions.Columns;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestTest {
  @TempDir Path folder;

  @BeforeEach
  void makeAudio() throws IOException {
    Files.createFile(folder.resolve("a.wav"));
    Files.createFile(folder.resolve("b, c.wav"));
  }

  private Dataset read(String name, String content, String... labels) throws IOException {
    return read(name, content.getBytes(StandardCharsets.UTF_8), false, labels);
  }

  private Dataset read(String name, byte[] content, boolean otherColumns, String... labels)
      throws IOException {
    Files.write(folder.resolve(name), content);
    return Manifest.create(
        new ManifestOptions(Path.of(name), List.of(labels), otherColumns, ".", Columns.DEFAULTS),
        new FolderResources(folder));
  }

  private static ManifestOptions options(String name, Columns columns) {
    return new ManifestOptions(Path.of(name), List.of(), true, "sounds", columns);
  }

  @Test
  void columnsAndTheFolderOfRecordingsAreNamed() throws IOException {
    Files.createDirectory(folder.resolve("sounds"));
    Files.createFile(folder.resolve("sounds/x.wav"));
    Files.writeString(
        folder.resolve("notes.csv"),
        "file,instrument,family,loud\nx.wav,bass-clarinet,woodwind,\n");
    Columns columns =
        new Columns(
            "file",
            "instrument",
            List.of("instrument", "family", "loud"),
            "fold",
            "start",
            "end",
            "id",
            "lyrics");

    Dataset dataset = Manifest.create(options("notes.csv", columns), new FolderResources(folder));

    assertThat(dataset.clips())
        .containsExactly(
            Clip.of("x.wav", AudioFile.whole(folder.resolve("sounds/x.wav")))
                .withLabels(List.of("bass-clarinet"))
                .withTags(List.of("bass-clarinet", "woodwind")));
  }

  @Test
  void aColumnThatMeansSomethingElseIsLeftOut() throws IOException {
    Files.createDirectory(folder.resolve("sounds"));
    Files.createFile(folder.resolve("sounds/x.wav"));
    Files.writeString(folder.resolve("slices.csv"), ",path,start\n7,x.wav,31\n");
    Columns columns = new Columns("path", "label", List.of("tags"), "fold", "", "", "", "lyrics");

    Dataset dataset = Manifest.create(options("slices.csv", columns), new FolderResources(folder));

    assertThat(dataset.clips())
        .containsExactly(Clip.of("x.wav", AudioFile.whole(folder.resolve("sounds/x.wav"))));
  }

  @Test
  void severalColumnsOfTagsGiveEachTagOnce() throws IOException {
    Files.createDirectory(folder.resolve("sounds"));
    Files.createFile(folder.resolve("sounds/x.wav"));
    Files.writeString(
        folder.resolve("notes.csv"), "path,a,b,c\nx.wav,french horn,brass;loud,brass\n");
    Columns columns =
        new Columns("path", "a", List.of("a", "b", "c"), "fold", "start", "end", "id", "lyrics");

    Dataset dataset = Manifest.create(options("notes.csv", columns), new FolderResources(folder));

    assertThat(dataset.clips().get(0).tags()).containsExactly("french horn", "brass", "loud");
  }

  @Test
  void aKeyThatIsNamedMustBeInSomeLine() throws IOException {
    Files.createDirectory(folder.resolve("sounds"));
    Files.createFile(folder.resolve("sounds/x.wav"));
    Files.writeString(folder.resolve("notes.jsonl"), "{\"path\": \"x.wav\"}\n");
    Columns columns =
        new Columns("path", "kind", List.of("tags"), "fold", "start", "end", "id", "lyrics");

    assertThatThrownBy(
            () -> Manifest.create(options("notes.jsonl", columns), new FolderResources(folder)))
        .hasMessageContaining("no line has the key 'kind'")
        .hasMessageContaining("of which path, kind must be there");
  }

  @Test
  void aColumnThatIsNamedMustBeThere() throws IOException {
    Files.writeString(folder.resolve("notes.csv"), "path,instrument\na.wav,bell\n");
    Columns columns =
        new Columns("path", "instrumnt", List.of("tags"), "fold", "start", "end", "id", "lyrics");

    assertThatThrownBy(
            () -> Manifest.create(options("notes.csv", columns), new FolderResources(folder)))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("notes.csv:1: no column 'instrumnt' among [path, instrument]");
  }

  @Test
  void onlyThePathMustBeThere() throws IOException {
    Clip clip = read("m.csv", "path\na.wav\n").clips().get(0);

    assertThat(clip).isEqualTo(Clip.of("a.wav", AudioFile.whole(folder.resolve("a.wav"))));
  }

  @Test
  void everyColumnOfCsvIsRead() throws IOException {
    String csv =
        """
        \uFEFFid,path,label,tags,fold,start,end,lyrics\r
        x,"b, c.wav",sea waves;dog,loud  wet,train,0.5,1.25,"la ""la""
        lo"\r
        """;

    Clip clip = read("m.csv", csv).clips().get(0);

    assertThat(clip)
        .isEqualTo(
            new Clip(
                "x",
                new AudioFile(folder.resolve("b, c.wav"), 0.5, 1.25),
                List.of("sea waves", "dog"),
                List.of("loud", "wet"),
                "train",
                new Lyrics("la \"la\"\nlo", List.of())));
  }

  @Test
  void jsonLinesSayTheSame() throws IOException {
    String csv = "path,label,tags,fold,start\na.wav,dog,loud;very wet,1,2\n";
    String json =
        "{\"path\": \"a.wav\", \"label\": [\"dog\"], \"tags\": [\"loud\", \"very wet\"],"
            + " \"fold\": 1, \"start\": 2, \"end\": null}\n\n";

    assertThat(read("m.jsonl", json).clips()).isEqualTo(read("m.csv", csv).clips());
  }

  @Test
  void excerptsOfOneFileHaveIdsOfTheirOwn() throws IOException {
    String csv = "path,start,end\na.wav,,1\na.wav,1,2\na.wav,2,\n";

    assertThat(read("m.csv", csv).clips())
        .extracting(Clip::id)
        .containsExactly("a.wav#0-1", "a.wav#1-2", "a.wav#2-end");
  }

  @Test
  void classesStandInTheOrderOfTheGivenLabels() throws IOException {
    String csv = "path,label\na.wav,dog\n\"b, c.wav\",cat\n";

    assertThat(read("m.csv", csv).classes()).containsExactly("cat", "dog");
    assertThat(read("m.csv", csv, "dog", "fox", "cat").classes()).containsExactly("dog", "cat");
  }

  @Test
  void otherColumnsAreIgnoredIfAllowed() throws IOException {
    byte[] csv = "path,speaker\na.wav,anna\n".getBytes(StandardCharsets.UTF_8);

    assertThat(read("m.csv", csv, true).clips()).hasSize(1);
  }

  @Test
  void allProblemsOfCsvAreReportedTogether() throws IOException {
    String csv =
        """
        path,labl,label,start,end,id
        a.wav,,dog,0,1,x
        gone.wav,,dog,0,1,y
        a.wav,,cow,0,1,x
        a.wav,,,soon,1,z
        ,,dog,3,2,v
        a.wav
        a.wav,,dog,-1,nan,w
        """;

    assertThatThrownBy(() -> read("m.csv", csv, "dog", "cat"))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("has 11 problems")
        .hasMessageContaining("m.csv:1: unknown column 'labl'; did you mean 'label'?")
        .hasMessageContaining("m.csv:3: no such file: " + folder.resolve("gone.wav"))
        .hasMessageContaining("m.csv:4: id 'x' is that of line 2")
        .hasMessageContaining("m.csv:4: unknown label 'cow'")
        .hasMessageContaining("m.csv:5: blank label")
        .hasMessageContaining("m.csv:5: expected start in seconds, 0 or more, but was 'soon'")
        .hasMessageContaining("m.csv:6: blank path")
        .hasMessageContaining("m.csv:6: expected start < end but was 3.0..2.0 s")
        .hasMessageContaining("m.csv:7: 1 values for the 6 columns")
        .hasMessageContaining("m.csv:8: expected start in seconds, 0 or more, but was '-1'")
        .hasMessageContaining("m.csv:8: expected end in seconds, 0 or more, but was 'nan'")
        .hasMessageEndingWith("times are in seconds.");
  }

  @Test
  void allProblemsOfJsonLinesAreReportedTogether() throws IOException {
    String json =
        """
        {"path": "a.wav", "path": "a.wav"}
        ["a.wav"]
        {"path": "a.wav"} x
        {"path": {"file": "a.wav"}}
        {"path": "a.wav", "labels": "dog"}
        {"path": ["a.wav", "b.wav"], "label": ""}
        """;

    assertThatThrownBy(() -> read("m.jsonl", json))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("m.jsonl:1: is not JSON: Duplicate")
        .hasMessageContaining("m.jsonl:2: expected an object")
        .hasMessageContaining("m.jsonl:3: is not JSON: ")
        .hasMessageContaining("m.jsonl:4: expected path to be a text, a number or a list of them")
        .hasMessageContaining("m.jsonl:4: blank path")
        .hasMessageContaining("m.jsonl:5: unknown key 'labels'; did you mean 'label'?")
        .hasMessageContaining("m.jsonl:6: expected one path but was [a.wav, b.wav]")
        .hasMessageContaining("m.jsonl:6: blank label");
  }

  @Test
  void moreThanTwentyProblemsAreCounted() throws IOException {
    StringBuilder csv = new StringBuilder("path\n");
    for (int i = 0; i < 25; i++) {
      csv.append("gone-%02d.wav\n".formatted(i));
    }

    assertThatThrownBy(() -> read("m.csv", csv.toString()))
        .hasMessageContaining("has 25 problems")
        .hasMessageContaining("m.csv:21: no such file")
        .hasMessageNotContaining("m.csv:22: no such file")
        .hasMessageContaining("and 5 more");
  }

  @Test
  void aHeaderWithoutAPathIsRefused() {
    assertThatThrownBy(() -> read("m.csv", "file\na.wav\n"))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("m.csv:1: no column 'path' among [file]");
  }

  @Test
  void anEmptyListIsRefused() {
    assertThatThrownBy(() -> read("m.csv", "")).hasMessageContaining("is empty");
    assertThatThrownBy(() -> read("m.csv", "path\n")).hasMessageContaining("lists no clip");
    assertThatThrownBy(() -> read("m.jsonl", "\n")).hasMessageContaining("lists no clip");
  }

  @Test
  void textInAnotherEncodingIsRefused() {
    byte[] latin = "path\nfl\u00F6te.wav\n".getBytes(StandardCharsets.ISO_8859_1);

    assertThatThrownBy(() -> read("m.csv", latin, false))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("is not UTF-8 text");
  }

  @Test
  void aQuoteLeftOpenDoesNotSwallowTheFile() {
    String csv = "path\n\"" + "a.wav\n".repeat(CsvTable.LONGEST_ROW / 4);

    assertThatThrownBy(() -> read("m.csv", csv))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("line 2: longer than 1048576 characters; is a quote left open?");
  }

  @Test
  void manyRowsMayTogetherBeLongerThanTheLongest() throws IOException {
    int rows = CsvTable.LONGEST_ROW / 6 + 1000;
    StringBuilder csv = new StringBuilder("path,id\n");
    for (int i = 0; i < rows; i++) {
      csv.append("a.wav,").append(i).append('\n');
    }

    assertThat(read("m.csv", csv.toString()).clips()).hasSize(rows);
  }

  @Test
  void theFileNameMustSayWhatItIs() {
    assertThatThrownBy(() -> options("clips.txt", Columns.DEFAULTS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected a file that ends in .csv, .jsonl or .ndjson but was 'clips.txt'");
  }
}
