package org.aulos.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.aulos.api.AulosException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFilesTest {
  private static final byte[] OLD = "old".getBytes(StandardCharsets.UTF_8);
  private static final byte[] NEW = "new".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path folder;

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  @Test
  void aFileIsReplaced() throws IOException {
    Path file = Files.write(folder.resolve("own"), OLD);

    AtomicFiles.write(file, NEW);

    assertThat(file).hasBinaryContent(NEW);
    assertThat(files()).containsExactly(file);
  }

  @Test
  void theFoldersOnTheWayAreMade() {
    AtomicFiles.write(folder.resolve("a/b/own"), NEW);

    assertThat(folder.resolve("a/b/own")).hasBinaryContent(NEW);
  }

  @Test
  void aFailingWriteLeavesTheOldFileAndNothingElse() throws IOException {
    Path file = Files.write(folder.resolve("own"), OLD);

    assertThatThrownBy(
            () ->
                AtomicFiles.write(
                    file,
                    out -> {
                      out.write(new byte[100_000]);
                      throw new IOException("no room is left");
                    }))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("no room is left");

    assertThat(file).hasBinaryContent(OLD);
    assertThat(files()).containsExactly(file);
  }

  @Test
  void aFaultWhileWritingLeavesNothingEither() throws IOException {
    Path file = folder.resolve("own");

    assertThatThrownBy(
            () ->
                AtomicFiles.write(
                    file,
                    out -> {
                      throw new IllegalStateException("a fault");
                    }))
        .isExactlyInstanceOf(IllegalStateException.class);

    assertThat(files()).isEmpty();
  }

  @Test
  void aFolderInItsPlaceIsNotReplaced() throws IOException {
    Path taken = Files.createDirectories(folder.resolve("taken/inside"));

    assertThatThrownBy(() -> AtomicFiles.write(folder.resolve("taken"), NEW))
        .isInstanceOf(AulosException.class);
    assertThat(taken).exists();
    assertThat(files()).containsExactly(folder.resolve("taken"));
  }

  @Test
  void aFileInThePlaceOfAFolderIsNamed() throws IOException {
    Files.write(folder.resolve("file"), OLD);

    assertThatThrownBy(() -> AtomicFiles.write(folder.resolve("file/own"), NEW))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining(folder.resolve("file").toString());
  }

  @Test
  void writersOfOneFileLeaveOneOfTheirContentsWhole() {
    Path file = folder.resolve("own");

    IntStream.range(0, 64)
        .parallel()
        .forEach(
            i ->
                AtomicFiles.write(
                    file,
                    ("" + (char) ('a' + i % 26)).repeat(9_000).getBytes(StandardCharsets.UTF_8)));

    assertThat(file).content().hasSize(9_000).matches("(.)\\1*");
  }
}
