package org.aulos.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.aulos.api.AulosException;
import org.aulos.api.Clip;
import org.aulos.api.EmbeddingSet;
import org.aulos.runtime.BenchResult.ClipFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddingFilesTest {
  /** Names that a careless table would tear apart. */
  private static final List<String> IDS = List.of("plain", "a, \"b\"\nc", "\u00fc\ud83d\ude00");

  private static final EmbeddingSet SET =
      new EmbeddingSet("own@0123", IDS, new float[] {0.1f, -2, 3e-30f, 4, 5, 6}, 2);

  @TempDir private Path folder;

  private Path write(EmbeddingFormat format) {
    List<Clip> clips =
        IDS.stream()
            .map(id -> TinyPlugin.beep(id, 1, 1).withLabels(List.of("l, 1")).withFold("f"))
            .toList();
    return EmbeddingFiles.write(
        folder,
        format,
        SET,
        clips,
        List.of(new ClipFailure("lost", "is damaged")),
        Map.of("data", "print"));
  }

  private void replace(String file, String content) throws IOException {
    Files.writeString(folder.resolve(file), content);
  }

  @Test
  void whatIsWrittenAsNpyIsReadBack() {
    assertThat(write(EmbeddingFormat.NPY)).isEqualTo(folder.resolve("embeddings.npy"));

    EmbeddingSet read = EmbeddingFiles.read(folder);

    assertThat(EmbeddingFiles.isIn(folder)).isTrue();
    assertThat(read.ids()).isEqualTo(IDS);
    assertThat(read.values()).isEqualTo(SET.values());
    assertThat(read.space()).isEqualTo("own@0123");
  }

  @Test
  void theDocumentSaysWhereTheVectorsComeFrom() throws IOException {
    write(EmbeddingFormat.NPY);

    JsonNode about = new JsonMapper().readTree(folder.resolve("embeddings.json").toFile());

    assertThat(about.get("space").textValue()).isEqualTo("own@0123");
    assertThat(about.get("vectors").intValue()).isEqualTo(3);
    assertThat(about.get("dimension").intValue()).isEqualTo(2);
    assertThat(about.get("data").textValue()).isEqualTo("print");
    assertThat(about.at("/failures/0/id").textValue()).isEqualTo("lost");
  }

  @Test
  void anNpzHoldsTheVectorsAndTheIds() throws IOException {
    Map<String, byte[]> entries = unzipped(write(EmbeddingFormat.NPZ));

    ByteArrayOutputStream vectors = new ByteArrayOutputStream();
    NpyFiles.write(vectors, SET.values(), 3, 2);
    ByteArrayOutputStream ids = new ByteArrayOutputStream();
    NpyFiles.writeTexts(ids, IDS);
    assertThat(entries.keySet()).containsExactly("embeddings.npy", "ids.npy");
    assertThat(entries.get("embeddings.npy")).isEqualTo(vectors.toByteArray());
    assertThat(entries.get("ids.npy")).isEqualTo(ids.toByteArray());
  }

  private static Map<String, byte[]> unzipped(Path file) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (InputStream in = Files.newInputStream(file);
        ZipInputStream zip = new ZipInputStream(in)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.put(entry.getName(), zip.readAllBytes());
      }
    }
    return entries;
  }

  @Test
  void anNpzHasTheSameBytesWheneverItIsWritten() throws IOException {
    byte[] first = Files.readAllBytes(write(EmbeddingFormat.NPZ));

    assertThat(write(EmbeddingFormat.NPZ)).hasBinaryContent(first);
  }

  @Test
  void aCsvHasALineForEachVectorWithValuesThatReadBack() throws IOException {
    Path file = write(EmbeddingFormat.CSV);

    try (CSVParser rows = CSVParser.parse(file, StandardCharsets.UTF_8, CSVFormat.RFC4180)) {
      List<CSVRecord> records = rows.getRecords();
      assertThat(records.get(0)).containsExactly("id", "v0", "v1");
      assertThat(records).extracting(row -> row.get(0)).endsWith(IDS.toArray(String[]::new));
      assertThat(Float.parseFloat(records.get(2).get(1))).isEqualTo(3e-30f);
    }
  }

  @Test
  void clipsThatDoNotFitTheVectorsAreRefused() throws IOException {
    write(EmbeddingFormat.NPY);
    replace("clips.csv", "id,label\r\na,b\r\n");

    assertThatThrownBy(() -> EmbeddingFiles.read(folder))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("holds 3 vectors, but clips.csv has 1 lines");
  }

  @Test
  void aVectorThatIsNoNumberIsRefusedByItsFileAndClip() throws IOException {
    write(EmbeddingFormat.NPY);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    NpyFiles.write(out, new float[] {1, 2, Float.NaN, 4, 5, 6}, 3, 2);
    Files.write(folder.resolve("embeddings.npy"), out.toByteArray());

    assertThatThrownBy(() -> EmbeddingFiles.read(folder))
        .isInstanceOf(AulosException.class)
        .hasMessageStartingWith(folder.resolve("embeddings.npy") + ": embedding of 'a, ");
  }

  @Test
  void vectorsWithoutValuesAreRefused() throws IOException {
    write(EmbeddingFormat.NPY);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    NpyFiles.write(out, new float[0], 3, 0);
    Files.write(folder.resolve("embeddings.npy"), out.toByteArray());

    assertThatThrownBy(() -> EmbeddingFiles.read(folder))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("expected dimension > 0");
  }

  @Test
  void aTableThatIsNoneIsRefusedByItsName() throws IOException {
    write(EmbeddingFormat.NPY);
    for (String broken : List.of("", "name\r\na\r\n", "id,id\r\na,b\r\n", "id\r\n\"a\" b\r\n\"")) {
      replace("clips.csv", broken);

      assertThatThrownBy(() -> EmbeddingFiles.read(folder))
          .isInstanceOf(AulosException.class)
          .hasMessageContaining("clips.csv");
    }
  }

  @Test
  void aTableThatIsNotUtf8IsRefusedByItsName() throws IOException {
    write(EmbeddingFormat.NPY);
    Files.write(
        folder.resolve("clips.csv"),
        "id\r\nGer\u00e4usch\r\n".getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> EmbeddingFiles.read(folder))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("clips.csv");
  }

  @Test
  void aDocumentWithoutSpaceIsRefused() throws IOException {
    write(EmbeddingFormat.NPY);
    for (String broken : List.of("", "{}", "{\"space\": 7}", "{", "[]")) {
      replace("embeddings.json", broken);

      assertThatThrownBy(() -> EmbeddingFiles.read(folder))
          .isInstanceOf(AulosException.class)
          .hasMessageContaining("embeddings.json");
    }
  }

  @Test
  void aFolderWithoutVectorsHoldsNone() {
    assertThat(EmbeddingFiles.isIn(folder)).isFalse();
    assertThat(EmbeddingFiles.isIn(folder.resolve("absent"))).isFalse();
  }
}
