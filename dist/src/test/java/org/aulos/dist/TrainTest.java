package org.aulos.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.aulos.dist.Launched.Running;
import org.aulos.testkit.SourceJar;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code aulos train} with the trainer that 'plugin new' writes, in the distribution. */
class TrainTest {
  private static final String DATA =
      "{use: synthetic-scenes, classes: [rain, bell], clips-per-class: 4, seconds: 1, folds: 2}";

  private static final String MODULE =
      """
      module com.acme.trainer {
        requires org.aulos.api;
        exports com.acme.trainer;
        provides org.aulos.api.spi.Plugin with com.acme.trainer.TemplateTrainerPlugin;
      }
      """;

  @TempDir Path folder;
  private Installation aulos;

  @BeforeEach
  void install() throws IOException {
    aulos = Installation.in(folder);
    Path sources = Path.of("..", "cli", "src", "template", "java", "com", "acme", "trainer");
    SourceJar jar = SourceJar.named("acme.jar").with(MODULE);
    for (String type :
        List.of("TemplateTrainer", "TemplateTrainerOptions", "TemplateTrainerPlugin")) {
      jar = jar.with(Files.readString(sources.resolve(type + ".java")));
    }
    jar.buildIn(folder.resolve("plugins"));
  }

  @AfterEach
  void remove() throws IOException {
    aulos.remove();
  }

  private Running start(String run, int steps) throws IOException {
    return aulos.start(
        "train",
        "template-trainer",
        "-t",
        DATA,
        "-d",
        run,
        "-o",
        "steps=" + steps,
        "--plugins",
        "plugins");
  }

  @Test
  void aTrainingThatWasInterruptedGoesOnToTheSameWeights()
      throws IOException, InterruptedException {
    Launched whole = start("whole", 2000).end();
    Running running = start("run", 2000);
    awaitSteps(folder.resolve("run/losses.jsonl"), running);
    // What Ctrl-C does, short of the code: an ignored interrupt is inherited, this signal is not.
    running.process().destroy();
    Launched stopped = running.end();
    Launched resumed = aulos.run("train", "-d", "run", "--resume", "--plugins", "plugins");

    assertThat(whole.code()).as(whole.err()).isZero();
    assertThat(stopped.code()).as(stopped.err()).isEqualTo(128 + 15);
    assertThat(stopped.out()).contains("stopped after", "go on: aulos train -d run --resume");
    assertThat(resumed.code()).as(resumed.err()).isZero();
    assertThat(resumed.out()).contains("finished: 2000 of 2000 steps", "run/report.html");
    assertThat(weights("run")).isEqualTo(weights("whole"));
    assertThat(Files.readAllLines(folder.resolve("run/losses.jsonl"))).hasSize(2000);
  }

  private byte[] weights(String run) throws IOException {
    return Files.readAllBytes(folder.resolve(run).resolve("checkpoint/weights.safetensors"));
  }

  private static void awaitSteps(Path losses, Running running)
      throws IOException, InterruptedException {
    for (int i = 0; i < 6000 && running.process().isAlive(); i++) {
      if (Files.exists(losses) && Files.size(losses) > 0) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(10);
    }
    throw new AssertionError("no step was taken: " + Files.readString(running.err()));
  }
}
