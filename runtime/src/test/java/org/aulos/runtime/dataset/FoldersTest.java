package org.aulos.runtime.dataset;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.aulos.api.AudioFile;
import org.aulos.api.AulosException;
import org.aulos.api.Clip;
import org.aulos.api.Dataset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldersTest {
  @TempDir Path folder;

  private void make(String... names) throws IOException {
    for (String name : names) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.createFile(file);
    }
  }

  private Dataset read(int folds, long seed) {
    return Folders.create(new FoldersOptions(folder, folds, seed), new FolderResources(folder));
  }

  @Test
  void theFolderIsTheLabelAndThePathIsTheId() throws IOException {
    make("dog/b.wav", "dog/more/a.FLAC", "cat/c.mp3");

    Dataset dataset = read(0, 1);

    assertThat(dataset.clips())
        .extracting(Clip::id)
        .containsExactly("cat/c.mp3", "dog/b.wav", "dog/more/a.FLAC");
    assertThat(dataset.classes()).containsExactly("cat", "dog");
    assertThat(dataset.clips().get(2).audio())
        .isEqualTo(AudioFile.whole(folder.resolve("dog/more/a.FLAC")));
    assertThat(dataset.clips().get(2).fold()).isNull();
  }

  @Test
  void hiddenFilesAndOtherKindsAreLeftAlone() throws IOException {
    make("dog/a.wav", "dog/.a.wav", ".git/x.wav", "dog/.cache/y.wav", "dog/notes.txt", "README.md");

    assertThat(read(0, 1).clips()).extracting(Clip::id).containsExactly("dog/a.wav");
  }

  @Test
  void linksAreFollowed() throws IOException {
    make("store/a.wav");
    Files.createSymbolicLink(folder.resolve("dog"), folder.resolve("store"));

    assertThat(read(0, 1).clips()).extracting(Clip::id).containsExactly("dog/a.wav", "store/a.wav");
  }

  @Test
  void classesAreDealtEvenlyOverTheFolds() throws IOException {
    for (int i = 0; i < 7; i++) {
      make("dog/%d.wav".formatted(i), "cat/%d.wav".formatted(i));
    }

    Map<String, Long> counts =
        read(3, 1).clips().stream()
            .collect(groupingBy(c -> c.label().orElseThrow() + c.fold(), counting()));

    assertThat(counts).hasSize(6);
    assertThat(counts.values()).allSatisfy(count -> assertThat(count).isBetween(2L, 3L));
  }

  @Test
  void theSeedDecidesTheFolds() throws IOException {
    for (int i = 0; i < 20; i++) {
      make("dog/%d.wav".formatted(i));
    }

    assertThat(read(4, 1).clips()).isEqualTo(read(4, 1).clips());
    assertThat(read(4, 1).clips()).isNotEqualTo(read(4, 2).clips());
  }

  @Test
  void allProblemsAreReportedTogether() throws IOException {
    make("loose.wav", "cat/notes.txt", "cat/more.txt", "dog/a.wav");

    assertThatThrownBy(() -> read(2, 1))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("has 3 problems")
        .hasMessageContaining(folder.resolve("loose.wav") + ": lies in no class folder")
        .hasMessageContaining(folder.resolve("cat") + ": holds no audio, only 2 of '.txt'")
        .hasMessageContaining(folder.resolve("dog") + ": 1 clips cannot fill 2 folds");
  }

  @Test
  void aFolderWithoutClassesIsAProblem() {
    assertThatThrownBy(() -> read(2, 1))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("holds no class folder");
  }

  @Test
  void aLinkToItsOwnFolderIsAProblem() throws IOException {
    make("dog/a.wav");
    Files.createSymbolicLink(folder.resolve("dog/again"), folder.resolve("dog"));

    assertThatThrownBy(() -> read(0, 1))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("again: is a link to a folder that holds it");
  }
}
