package org.aulos.cli;

import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;
import org.aulos.runtime.models.TransferListener;

/** Shows how a model arrives: a bar with rate and time left on a terminal, else a line at times. */
final class TransferProgress implements TransferListener {
  private static final long BAR_INTERVAL = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long LINE_INTERVAL = TimeUnit.SECONDS.toNanos(10);

  private final PrintWriter out;
  private final boolean quiet;
  private final boolean terminal;
  private String file = "";
  private long total;
  private long begun;
  private long present;
  private long start;
  private long lastShown;

  TransferProgress(PrintWriter out, boolean quiet, boolean terminal) {
    this.out = out;
    this.quiet = quiet;
    this.terminal = terminal;
  }

  /** Progress on {@code out}; what the user has to know is told even to those who want quiet. */
  static TransferListener on(PrintWriter out, boolean quiet) {
    return new TransferProgress(out, quiet, Boolean.getBoolean("aulos.terminal"));
  }

  @Override
  public void started(String file, long present, long total) {
    this.file = file;
    this.total = total;
    this.begun = present;
    this.present = present;
    this.start = System.nanoTime();
    this.lastShown = start;
    if (present > 0 && !quiet) {
      line("%s: %s are there already".formatted(file, Sizes.of(present)));
    }
  }

  @Override
  public void advanced(long present) {
    this.present = present;
    long now = System.nanoTime();
    if (quiet || now - lastShown < (terminal ? BAR_INTERVAL : LINE_INTERVAL)) {
      return;
    }
    lastShown = now;
    String text = file + terminal() + state(now);
    if (terminal) {
      out.print(TerminalProgress.CLEAR_LINE + text);
    } else {
      out.println(text);
    }
    out.flush();
  }

  private String terminal() {
    return terminal && total > 0 ? " " + TerminalProgress.bar(present, total) + " " : ": ";
  }

  private String state(long now) {
    double rate = (present - begun) / ((now - start) / 1e9);
    String known =
        total < 0
            ? Sizes.of(present)
            : "%s of %s, %.0f s left"
                .formatted(
                    Sizes.of(present), Sizes.of(total), (total - present) / Math.max(1, rate));
    return known + ", %s/s".formatted(Sizes.of(Math.round(rate)));
  }

  @Override
  public void finished() {
    if (!quiet) {
      double seconds = (System.nanoTime() - start) / 1e9;
      line(
          "%s: %s in %.1f s (%s/s)"
              .formatted(
                  file,
                  Sizes.of(present - begun),
                  seconds,
                  Sizes.of(Math.round((present - begun) / Math.max(1e-3, seconds)))));
    }
  }

  @Override
  public void told(String message) {
    line("note: " + message);
  }

  private void line(String text) {
    out.println((terminal ? TerminalProgress.CLEAR_LINE : "") + text);
    out.flush();
  }
}
