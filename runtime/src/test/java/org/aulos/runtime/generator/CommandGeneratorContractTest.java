package org.aulos.runtime.generator;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.List;
import org.aulos.api.Generator;
import org.aulos.testkit.GeneratorContract;
import org.aulos.testkit.TestResources;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** {@code command}, with the smallest program that is a generator. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the program is a shell script")
class CommandGeneratorContractTest implements GeneratorContract {
  private static final CommandOptions OPTIONS =
      new CommandOptions(
          List.of("sh", "tone.sh", "{prompt}", "{output}", "{seed}", "{seconds}"), 8_000, 1, 60, 0);

  @Override
  public Generator generator() {
    Path folder = Path.of("..", "benchmarks").toAbsolutePath().normalize();
    try (NDManager manager = NDManager.newBaseManager()) {
      return CommandGenerator.create(OPTIONS, TestResources.of(manager, folder));
    }
  }
}
