package org.aulos.cli;

import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;
import org.aulos.runtime.ProgressListener;

/** Shows progress: a bar with the time left on a terminal, a line now and then elsewhere. */
final class TerminalProgress implements ProgressListener {
  private static final int WIDTH = 30;
  private static final long BAR_INTERVAL = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long LINE_INTERVAL = TimeUnit.SECONDS.toNanos(10);

  /** Back to the beginning of a line that is empty then. */
  static final String CLEAR_LINE = "\r\u001B[K";

  private final PrintWriter out;
  private final boolean terminal;
  private long stageStart;
  private long lastShown;
  private int total;
  private int shown;

  private TerminalProgress(PrintWriter out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** Progress on {@code out}, or none if the user wants quiet. */
  static ProgressListener on(PrintWriter out, boolean quiet) {
    return quiet
        ? new Warnings(out)
        : new TerminalProgress(out, Boolean.getBoolean("aulos.terminal"));
  }

  /** Warnings are said even when progress is not. */
  private record Warnings(PrintWriter out) implements ProgressListener {
    @Override
    public void started(String stage, int total) {}

    @Override
    public void advanced(String stage, int done) {}

    @Override
    public void finished(String stage, String summary) {}

    @Override
    public void warned(String message) {
      out.println("warning: " + message);
      out.flush();
    }
  }

  @Override
  public synchronized void started(String stage, int total) {
    this.total = total;
    this.shown = 0;
    this.stageStart = System.nanoTime();
    this.lastShown = stageStart;
  }

  @Override
  public synchronized void advanced(String stage, int done) {
    long now = System.nanoTime();
    if (done <= shown || now - lastShown < (terminal ? BAR_INTERVAL : LINE_INTERVAL)) {
      return;
    }
    shown = done;
    lastShown = now;
    double left = (now - stageStart) / 1e9 / done * (total - done);
    if (terminal) {
      out.print(
          "%s%s %s %d/%d, %.0f s left"
              .formatted(CLEAR_LINE, stage, bar(done, total), done, total, left));
    } else {
      out.println("%s: %d of %d, %.0f s left".formatted(stage, done, total, left));
    }
    out.flush();
  }

  /** How much of a total is done, drawn. */
  static String bar(long done, long total) {
    int filled = (int) Math.min(WIDTH, WIDTH * done / Math.max(1, total));
    return "[" + "=".repeat(filled) + " ".repeat(WIDTH - filled) + "]";
  }

  @Override
  public synchronized void finished(String stage, String summary) {
    line(stage + ": " + summary);
  }

  @Override
  public synchronized void warned(String message) {
    line("warning: " + message);
  }

  private void line(String text) {
    out.println((terminal ? CLEAR_LINE : "") + text);
    out.flush();
  }
}
