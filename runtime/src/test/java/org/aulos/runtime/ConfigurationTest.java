package org.aulos.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.aulos.api.OptionsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {
  @TempDir Path folder;

  @Test
  void bindsToARecordFilledUpFromItsDefaults() throws IOException {
    Path file = Files.writeString(folder.resolve("own.yaml"), "seed: 7");

    RunSettings settings = Configuration.read(file).bind(RunSettings.DEFAULTS);

    assertThat(settings.seed()).isEqualTo(7);
    assertThat(settings.batchSize()).isEqualTo(RunSettings.DEFAULTS.batchSize());
  }

  @Test
  void reportsEveryMistakeWithItsPlaceAndARemedy() throws IOException {
    Path file = Files.writeString(folder.resolve("own.yaml"), "seeed: 7\n\nbatch-size: many\n");
    Configuration configuration = Configuration.read(file).with(List.of("strict=perhaps"));

    assertThatThrownBy(() -> configuration.bind(RunSettings.DEFAULTS))
        .isInstanceOf(OptionsException.class)
        .hasMessageStartingWith("3 problems in the configuration:")
        .hasMessageContaining(file + ":1: seeed: unknown key; did you mean 'seed'?")
        .hasMessageContaining(file + ":3: batch-size: expected a whole number but was 'many'")
        .hasMessageContaining("-o strict=perhaps: strict: expected true or false");
  }

  @Test
  void relativePathsBelongToTheFoldersOfFiles() throws IOException {
    Path file = Files.writeString(folder.resolve("own.yaml"), "seed: 7");

    assertThat(Configuration.read(file).folder()).isEqualTo(folder);
    assertThat(Configuration.empty("none").folder()).isEqualTo(Path.of("").toAbsolutePath());
  }
}
