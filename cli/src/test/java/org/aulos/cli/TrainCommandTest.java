package org.aulos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code train} says before it begins; the distribution is tested with a trainer. */
final class TrainCommandTest {
  @TempDir Path folder;

  @Test
  void withoutATrainerOneIsAskedFor() {
    Ran ran = Ran.aulos("train", "-d", folder.resolve("run"));

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("name a trainer", "'aulos list trainers'");
  }

  @Test
  void aTrainerThatIsNotThereIsNamedWithWhereItWasWritten() {
    Ran ran = Ran.aulos("train", "bioly", "-d", folder.resolve("run"), "-o", "epochs=2");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("trainer: no trainer is named 'bioly'");
    assertThat(folder.resolve("run")).doesNotExist();
  }

  @Test
  void aFolderWithATrainingIsRefused() throws IOException {
    Files.writeString(folder.resolve("train.yaml"), "trainer: any\n");

    Ran ran = Ran.aulos("train", "any", "-d", folder);

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("add --resume to go on, or name another folder");
  }

  @Test
  void whereNothingHasBegunNothingGoesOn() {
    Ran ran = Ran.aulos("train", "-d", folder, "--resume");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains(folder.toString(), "begin one without --resume");
  }

  @Test
  void aDataSetThatIsNotThereIsNamed() {
    Ran ran =
        Ran.aulos("train", "any", "-d", folder.resolve("run"), "--data", folder.resolve("no"));

    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.err()).contains("there is no file or folder " + folder.resolve("no"));
  }
}
