package org.aulos.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.aulos.runtime.ProgressListener;
import org.aulos.runtime.TrainingWatcher;

/** Shows a training: a bar on a terminal, a line now and then elsewhere. */
final class TrainingDisplay implements TrainingWatcher {
  private static final long BAR_INTERVAL = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long LINE_INTERVAL = TimeUnit.SECONDS.toNanos(10);

  private final PrintWriter out;
  private final ProgressListener preparation;
  private final boolean quiet;
  private final boolean terminal;
  private final BooleanSupplier stop;
  private boolean shown;
  private long lastShown;

  /** Shows a training on {@code out}; it stops when {@code stop} says so. */
  TrainingDisplay(PrintWriter out, boolean quiet, boolean terminal, BooleanSupplier stop) {
    this.out = out;
    this.preparation = TerminalProgress.on(out, quiet);
    this.quiet = quiet;
    this.terminal = terminal;
    this.stop = stop;
  }

  @Override
  public void stepped(Progress progress) {
    long now = System.nanoTime();
    boolean due = !shown || now - lastShown >= (terminal ? BAR_INTERVAL : LINE_INTERVAL);
    boolean last = progress.step() == progress.steps();
    if (quiet || !(due || last)) {
      return;
    }
    shown = true;
    lastShown = now;
    if (terminal) {
      String bar = TerminalProgress.bar(progress.step(), progress.steps());
      out.print(TerminalProgress.CLEAR_LINE + bar + " " + text(progress));
      if (last) {
        out.println();
      }
    } else {
      out.println(text(progress));
    }
    out.flush();
  }

  private static String text(Progress progress) {
    StringBuilder text =
        new StringBuilder("step %d/%d".formatted(progress.step(), progress.steps()));
    if (progress.epochs() > 0) {
      text.append(", epoch %d/%d".formatted(progress.epoch(), progress.epochs()));
    }
    text.append(", ")
        .append(
            progress.losses().entrySet().stream()
                .map(TrainingDisplay::loss)
                .collect(Collectors.joining(", ")))
        .append(", %.1f clips/s".formatted(progress.clipsPerSecond()));
    if (!Double.isNaN(progress.secondsLeft())) {
      text.append(", %s left".formatted(duration(progress.secondsLeft())));
    }
    return text.toString();
  }

  private static String loss(Map.Entry<String, Double> loss) {
    return String.format(Locale.ROOT, "%s %.4g", loss.getKey(), loss.getValue());
  }

  private static String duration(double seconds) {
    long whole = Math.round(seconds);
    if (whole < 60) {
      return whole + " s";
    }
    return whole < 3600
        ? "%d min %d s".formatted(whole / 60, whole % 60)
        : "%d h %d min".formatted(whole / 3600, whole % 3600 / 60);
  }

  @Override
  public void saved(long step, Path checkpoint) {
    if (!quiet && !terminal) {
      out.println("checkpoint: " + checkpoint);
      out.flush();
    }
  }

  @Override
  public boolean stopRequested() {
    return stop.getAsBoolean();
  }

  @Override
  public void started(String stage, int total) {
    preparation.started(stage, total);
  }

  @Override
  public void advanced(String stage, int done) {
    preparation.advanced(stage, done);
  }

  @Override
  public void finished(String stage, String summary) {
    preparation.finished(stage, summary);
  }

  @Override
  public void warned(String message) {
    preparation.warned(message);
  }
}
