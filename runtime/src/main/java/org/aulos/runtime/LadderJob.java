package org.aulos.runtime;

import com.google.inject.Injector;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.aulos.runtime.ladder.Ladder;
import org.aulos.runtime.pipeline.TensorRuntime;

/**
 * Metrics that are ready to be tried: on clips that are silenced, drowned in noise, clipped,
 * muffled and shifted in pitch, on a few that stand for all, and on sets that lack whole classes.
 */
public final class LadderJob implements AutoCloseable {
  private final Injector injector;
  private final Ladder ladder;
  private final boolean asked;

  LadderJob(Injector injector, boolean asked) {
    this.injector = injector;
    this.ladder = injector.getInstance(Ladder.class);
    this.asked = asked;
  }

  /**
   * Tries the metrics and writes nothing.
   *
   * @throws org.aulos.api.AulosException if there are fewer than 20 clips, or no metric judges them
   */
  public LadderResult run(ProgressListener progress) {
    return ladder.run(asked, progress);
  }

  /**
   * Tries the metrics and writes {@code ladder.json}, {@code ladder.md} and {@code ladder.csv} into
   * a folder.
   *
   * @throws org.aulos.api.AulosException if there are fewer than 20 clips, no metric judges them,
   *     or the folder cannot be written
   */
  public LadderResult run(Path folder, ProgressListener progress) {
    AtomicFiles.createFolder(folder); // before the work, lest it be for nothing
    LadderResult result = run(progress);
    LadderTable table = new LadderTable(result);
    write(folder.resolve("ladder.json"), RunDirectory.json(result) + "\n");
    write(folder.resolve("ladder.md"), table.markdown());
    write(folder.resolve("ladder.csv"), table.csv());
    return result;
  }

  private static void write(Path file, String text) {
    AtomicFiles.write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    injector.getInstance(TensorRuntime.class).close();
  }
}
