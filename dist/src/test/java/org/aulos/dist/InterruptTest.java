package org.aulos.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.aulos.api.Waveform;
import org.aulos.audio.AudioEncoding;
import org.aulos.audio.AudioFiles;
import org.aulos.dist.Launched.Running;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The distribution, told to end while a plugin has the engine compute for seconds on end. */
class InterruptTest {
  /** The gradients of 200,000 small operations: a call of the engine that lasts. */
  private static final String ENDLESS =
      """
      package endless;

      import ai.djl.engine.Engine;
      import ai.djl.ndarray.NDArray;
      import ai.djl.ndarray.NDManager;
      import ai.djl.ndarray.types.Shape;
      import ai.djl.training.GradientCollector;
      import java.io.IOException;
      import java.io.UncheckedIOException;
      import java.nio.file.Files;
      import java.nio.file.Path;

      final class Endless {
        static float compute(NDManager manager) {
          while (true) {
            try (NDManager own = manager.newSubManager();
                GradientCollector gradients = Engine.getEngine("PyTorch").newGradientCollector()) {
              NDArray weights = own.ones(new Shape(8));
              weights.setRequiresGradient(true);
              NDArray value = weights;
              for (int i = 0; i < 100_000; i++) {
                value = value.mul(weights).add(1);
              }
              Files.writeString(Path.of("computing"), "");
              gradients.backward(value.sum());
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          }
        }
      }
      """;

  @TempDir Path folder;
  private Installation aulos;

  @BeforeEach
  void install() throws IOException {
    aulos = Installation.in(folder);
    TwelvePlugins.module("endless", "endless", "", "", "Endless.compute(audio.manager())")
        .with(ENDLESS)
        .buildIn(folder.resolve("plugins"));
    Path in = Files.createDirectory(folder.resolve("in"));
    AudioFiles.write(
        in.resolve("clip.wav"), Waveform.mono(new float[8_000], 8_000), AudioEncoding.WAV_PCM16);
  }

  @AfterEach
  void remove() throws IOException {
    aulos.remove();
  }

  @Test
  void itEndsWithTheCodeOfTheSignalAndDoesNotCrash() throws IOException, InterruptedException {
    Running running =
        aulos.start("embed", "in", "-d", "out", "-q", "-e", "endless", "--plugins", "plugins");
    await(folder.resolve("computing"), running);

    // What Ctrl-C does, short of the code: an ignored interrupt is inherited, this signal is not.
    running.process().destroy();
    Launched ended = running.end();

    assertThat(ended.code()).as(ended.out()).isEqualTo(128 + 15);
    assertThat(ended.out() + ended.err()).isEmpty();
    assertThat(folder).isDirectoryNotContaining("glob:**/hs_err_*");
  }

  private static void await(Path file, Running running) throws IOException, InterruptedException {
    for (int i = 0; i < 6000 && running.process().isAlive(); i++) {
      if (Files.exists(file)) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(10);
    }
    throw new AssertionError("nothing was computed: " + Files.readString(running.err()));
  }
}
