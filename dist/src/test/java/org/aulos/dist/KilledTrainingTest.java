package org.aulos.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.aulos.dist.Launched.Running;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code aulos train byola-diff}, killed at random moments without a word: twice, or as often as
 * the property {@code aulos.kills} says.
 */
class KilledTrainingTest {
  private static final int KILLS = Integer.getInteger("aulos.kills", 2);
  private static final int STEPS = 12 * (KILLS + 1);
  private static final List<String> TRAINING =
      List.of(
          "train",
          "byola-diff",
          "-q",
          "-t",
          "{use: synthetic-scenes, classes: [rain, bell], clips-per-class: 4, seconds: 1, folds: 2}",
          "-o",
          "width=8",
          "-o",
          "projector-hidden=8",
          "-o",
          "projector-output=4",
          "-o",
          "batch-size=4",
          "-o",
          "epochs=" + STEPS / 2,
          "-o",
          "checkpoint-every=3",
          "-o",
          "threads=1");

  @TempDir Path folder;
  private Installation aulos;

  @BeforeEach
  void install() throws IOException {
    aulos = Installation.in(folder);
  }

  @AfterEach
  void remove() throws IOException {
    aulos.remove();
  }

  private Running start(String run, boolean begun) throws IOException {
    return aulos.start(
        begun
            ? new Object[] {"train", "-q", "-d", run, "--resume"}
            : Stream.concat(TRAINING.stream(), Stream.of("-d", run)).toArray());
  }

  @Test
  void itEndsWithTheWeightsOfOneThatWasLeftAlone() throws IOException, InterruptedException {
    Launched whole = start("whole", false).end();
    Random random = new Random();
    int killed = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      Running running = start("run", begun());
      awaitStep(running);
      TimeUnit.MILLISECONDS.sleep(random.nextInt(800));
      killed += running.process().isAlive() ? 1 : 0;
      running.process().destroyForcibly().waitFor();
    }
    Launched last = start("run", true).end();

    assertThat(killed).as("processes that were still at work").isPositive();
    assertThat(whole.code()).as(whole.err()).isZero();
    assertThat(last.code()).as(last.err()).isZero();
    assertThat(weights("run")).isEqualTo(weights("whole"));
    assertThat(losses("run")).isEqualTo(losses("whole")).hasSize(STEPS);
  }

  private boolean begun() {
    return Files.exists(folder.resolve("run/train.yaml"));
  }

  private byte[] weights(String run) throws IOException {
    return Files.readAllBytes(
        folder.resolve(run).resolve("checkpoints/step-" + STEPS + "/weights.safetensors"));
  }

  /** The lines of the curve without their times. */
  private List<String> losses(String run) throws IOException {
    return Files.readAllLines(folder.resolve(run).resolve("losses.jsonl")).stream()
        .map(line -> line.replaceFirst("\"seconds\":[^,]*,", ""))
        .toList();
  }

  /** Waits until a process has taken a step of its own, or has ended. */
  private void awaitStep(Running running) throws IOException, InterruptedException {
    long before = curve();
    for (int i = 0; i < 6000 && running.process().isAlive() && curve() == before; i++) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  /** Bytes of the curve: they change with the first step that a process takes. */
  private long curve() throws IOException {
    Path file = folder.resolve("run/losses.jsonl");
    return Files.exists(file) ? Files.size(file) : 0;
  }
}
