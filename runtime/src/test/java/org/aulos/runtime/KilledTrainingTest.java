package org.aulos.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.aulos.runtime.train.LossLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training in a process of its own that is killed, again and again, without a word. */
class KilledTrainingTest {
  private static final int KILLS = 4;

  @TempDir Path folder;

  /** The process: trains to the end, 600 steps of a few milliseconds. */
  public static final class Run {
    private Run() {}

    /** Trains into the folder that the argument names, from where it was. */
    public static void main(String[] arguments) {
      train(Path.of(arguments[0]), 3);
      System.exit(0); // engines may keep threads
    }
  }

  private static TrainRecord train(Path run, long sleep) {
    Aulos aulos =
        Aulos.open(List.of(new TinyPlugin(), new LevelPlugin()), Places.below(run.resolve("own")));
    Configuration configuration =
        Configuration.empty("own")
            .with(List.of("trainer={use: level, epochs: 200}", "dataset=beeps", "device=cpu"));
    try (TrainJob job = aulos.train(configuration)) {
      return job.run(run, TrainJob.hasBegunIn(run), List.of(), new Slow(sleep));
    }
  }

  /** Makes steps last, so that most kills fall between them. */
  private record Slow(long milliseconds) implements TrainingWatcher {
    @Override
    public void stepped(Progress progress) {
      try {
        TimeUnit.MILLISECONDS.sleep(milliseconds);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void saved(long step, Path checkpoint) {}

    @Override
    public boolean stopRequested() {
      return false;
    }

    @Override
    public void started(String stage, int total) {}

    @Override
    public void advanced(String stage, int done) {}

    @Override
    public void finished(String stage, String summary) {}

    @Override
    public void warned(String message) {}
  }

  @Test
  void itEndsWithTheWeightsOfOneThatWasLeftAlone() throws IOException, InterruptedException {
    TrainRecord undisturbed = train(folder.resolve("undisturbed"), 0);
    Path run = folder.resolve("run");
    Random random = new Random(5);

    int killed = 0;
    while (killed < KILLS) {
      long had = lines(run);
      Process process = start(run);
      // Random moments, but each with some steps of its own behind it.
      while (lines(run) == had && process.isAlive()) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
      TimeUnit.MILLISECONDS.sleep(random.nextInt(300));
      process.destroyForcibly().waitFor();
      killed++;
    }
    TrainRecord resumed = train(run, 0);

    assertThat(resumed.finished()).isTrue();
    assertThat(resumed.weightsDigest()).isEqualTo(undisturbed.weightsDigest());
    assertThat(LossLog.read(run))
        .extracting(LossLog.Line::step)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 600).boxed().toList());
    assertThat(LossLog.read(run).stream().map(LossLog.Line::losses).toList())
        .isEqualTo(
            LossLog.read(folder.resolve("undisturbed")).stream()
                .map(LossLog.Line::losses)
                .toList());
  }

  /** Bytes of the curve: they change with the first step that a process takes. */
  private static long lines(Path run) throws IOException {
    Path file = run.resolve(LossLog.FILE);
    return Files.exists(file) ? Files.size(file) : 0;
  }

  private Process start(Path run) throws IOException {
    Path err = folder.resolve("err.txt");
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-Dai.djl.offline=true",
            "-Dai.djl.pytorch.num_threads=1",
            "-cp",
            classPath(),
            Run.class.getName(),
            run.toString())
        .redirectErrorStream(true)
        .redirectOutput(err.toFile())
        .start();
  }

  /** Everything that this process sees, be it as modules or not. */
  private static String classPath() {
    List<String> places = new ArrayList<>(List.of(Path.of("target", "test-classes").toString()));
    ModuleLayer.boot().configuration().modules().stream()
        .flatMap(module -> module.reference().location().stream())
        .filter(location -> location.getScheme().equals("file"))
        .map(URI::getPath)
        .forEach(places::add);
    places.add(System.getProperty("java.class.path"));
    return String.join(File.pathSeparator, places);
  }
}
