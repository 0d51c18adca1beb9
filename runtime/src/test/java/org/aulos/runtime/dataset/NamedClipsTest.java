package org.aulos.runtime.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.aulos.api.AudioFile;
import org.aulos.api.AulosException;
import org.aulos.api.OptionsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamedClipsTest {
  @TempDir Path folder;

  @Test
  void filesOfAFolderAreCalledByTheirNamesWithoutEndings() throws IOException {
    Path spring = file("spring.wav");
    Path autumn = file("late/autumn.v2.flac");
    file("spring.json");

    assertThat(NamedClips.in(folder))
        .containsExactly(
            java.util.Map.entry("late/autumn.v2", List.of(AudioFile.whole(autumn))),
            java.util.Map.entry("spring", List.of(AudioFile.whole(spring))));
  }

  @Test
  void filesThatDifferInTheirEndingsShareAName() throws IOException {
    file("spring.wav");
    file("spring.mp3");

    assertThat(NamedClips.in(folder).get("spring")).hasSize(2);
  }

  @Test
  void aManifestCallsClipsByTheirIds() throws IOException {
    Path take = file("take-3.wav");
    Files.writeString(
        folder.resolve("list.csv"),
        "id,path,start,end,model\nspring,take-3.wav,1.5,4,m\n,take-3.wav,,,m\n");

    assertThat(NamedClips.in(folder.resolve("list.csv")))
        .containsEntry("spring", List.of(new AudioFile(take, 1.5, 4)))
        .containsEntry("take-3", List.of(AudioFile.whole(take)));
  }

  @Test
  void aPlaceWithoutSoundIsAnError() throws IOException {
    file("notes.txt");

    assertThatThrownBy(() -> NamedClips.in(folder))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("holds no audio, only 1 of '.txt'");
    assertThatThrownBy(() -> NamedClips.in(folder.resolve("none")))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("there is no folder or manifest " + folder.resolve("none"));
  }

  @Test
  void aFileThatIsNoManifestIsRefused() throws IOException {
    assertThatThrownBy(() -> NamedClips.in(file("notes.txt")))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining(".csv");
  }

  private Path file(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "x");
  }
}
