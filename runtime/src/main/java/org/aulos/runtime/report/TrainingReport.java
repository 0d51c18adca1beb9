package org.aulos.runtime.report;

import java.nio.file.Path;
import org.aulos.api.AulosException;
import org.aulos.runtime.train.TrainFolder;

/**
 * One HTML file that shows a training: the curves of its losses, examples to look at and listen to,
 * its settings, the machine.
 */
public final class TrainingReport {
  private TrainingReport() {}

  /**
   * Renders the report of a training into its folder and returns the file. The training may be
   * unfinished.
   *
   * @throws AulosException if the folder holds no training, a file of it cannot be read or the
   *     report cannot be written
   */
  public static Path render(TrainFolder folder) {
    return HtmlReport.write(
        folder.path(), Templates.named("training.mustache"), TrainingPage.of(folder));
  }
}
