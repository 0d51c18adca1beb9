package org.aulos.runtime.report;

import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.aulos.api.AulosException;
import org.aulos.runtime.AtomicFiles;
import org.aulos.runtime.BenchResult;
import org.aulos.runtime.RunDirectory;
import org.aulos.runtime.RunRecord;
import org.jspecify.annotations.Nullable;

/**
 * One HTML file that shows what a benchmark run found: scores with their intervals, plots,
 * confusions, clips to look at and listen to, speed, failures and every setting.
 *
 * <p>The file stands alone: styles, scripts, pictures and audio are inside it, and its content
 * security policy forbids it to load anything. Rendering the same folder twice gives the same
 * bytes.
 */
public final class HtmlReport {
  /** Name of the report in the run's folder. */
  public static final String FILE = "report.html";

  private HtmlReport() {}

  /**
   * Renders the report of a finished run into its folder and returns the file. Only {@value
   * RunDirectory#RESULT} must be there; sections without data are left out.
   *
   * @throws AulosException if a file of the run cannot be read or the report cannot be written
   */
  public static Path render(RunDirectory run) {
    Page page = Page.of(run.path(), run.result(), samples(run), circumstances(run));
    return write(run.path(), Templates.named("page.mustache"), page);
  }

  /** Writes a page into the folder of its run; returns the file. */
  static Path write(Path folder, Template template, Record page) {
    Path file = folder.resolve(FILE);
    AtomicFiles.write(file, out -> write(template, page, out));
    return file;
  }

  private static List<BenchResult.SampleResult> samples(RunDirectory run) {
    return holds(run, RunDirectory.SAMPLES) ? run.samples() : List.of();
  }

  private static @Nullable RunRecord circumstances(RunDirectory run) {
    return holds(run, RunDirectory.RUN) ? run.run() : null;
  }

  private static boolean holds(RunDirectory run, String file) {
    return Files.isRegularFile(run.path().resolve(file));
  }

  private static void write(Template template, Record page, OutputStream out) throws IOException {
    Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    try {
      template.execute(page, writer);
    } catch (MustacheException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw e;
    }
    writer.flush();
  }
}
