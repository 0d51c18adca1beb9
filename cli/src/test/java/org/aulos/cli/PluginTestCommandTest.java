package org.aulos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code plugin test}, as far as it goes without the folder of the distribution that it needs. */
final class PluginTestCommandTest {
  @TempDir private Path folder;

  @Test
  void aPluginThatIsNotThereIsNamed() {
    Ran ran = Ran.aulos("plugin", "test", folder.resolve("acme.jar"));

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("there is no plugin", "acme.jar", "build it");
  }

  @Test
  void whatChecksPluginsIsInTheDistributionAlone() throws IOException {
    Files.createFile(folder.resolve("acme.jar"));

    Ran ran = Ran.aulos("plugin", "test", folder);

    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.err()).contains("which holds what checks plugins", "start Aulos by its script");
  }
}
