package org.aulos.runtime.generator;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.List;
import org.aulos.api.Generator;
import org.aulos.api.Prompt;
import org.aulos.audio.AudioEncoding;
import org.aulos.audio.AudioFiles;
import org.aulos.testkit.GeneratorContract;
import org.aulos.testkit.Signals;
import org.aulos.testkit.TestResources;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** {@code directory}, on clips that were made beforehand. */
class DirectoryGeneratorContractTest implements GeneratorContract {
  private static final DirectoryOptions OPTIONS = new DirectoryOptions(Path.of("."), 8_000, 1, 0);

  @TempDir Path folder;

  @BeforeEach
  void makeClips() {
    int pitch = 110;
    for (String id : new String[] {"shore", "engine", "night"}) {
      pitch *= 2;
      AudioFiles.write(
          folder.resolve(id + ".wav"), Signals.sine(pitch, 1.2, 8_000), AudioEncoding.WAV_PCM16);
    }
  }

  @Override
  public Generator generator() {
    try (NDManager manager = NDManager.newBaseManager()) {
      return DirectoryGenerator.create(OPTIONS, TestResources.of(manager, folder));
    }
  }

  @Override
  public List<Prompt> prompts() {
    return List.of(
        new Prompt("shore", null, "a slow song", null),
        new Prompt("engine", "go, go", null, null),
        new Prompt("night", null, null, null));
  }
}
