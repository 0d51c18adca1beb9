package org.aulos.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

class SharedDataTest {
  @TempDir private Path parent;

  @Test
  void isFoundBesideAParentOfTheWorkingFolder() throws IOException {
    Path data = Files.createDirectories(parent.resolve("shared/data"));

    assertThat(SharedData.find(parent.resolve("project/module"), "data")).contains(data);
  }

  @Test
  void isAbsentWhereThereIsNoSuchFolder() {
    assertThat(SharedData.find(parent.resolve("project"), "no/such/folder")).isEmpty();
  }

  @Test
  void skipsTheTestThatNeedsIt() {
    assertThatThrownBy(() -> SharedData.assume("no/such/folder"))
        .isInstanceOf(TestAbortedException.class)
        .hasMessageContaining("no shared/no/such/folder beside the project");
  }
}
