package org.aulos.runtime.report;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.aulos.runtime.RunRecord;

/** When, where and how fast the run was. */
record Circumstances(
    String started,
    String date,
    String duration,
    String command,
    String resultDigest,
    boolean timed,
    List<Pass> passes,
    List<Fact> machine) {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm z", Locale.ENGLISH);
  private static final ZoneId UTC = ZoneId.of("UTC");
  private static final Pattern PLAIN = Pattern.compile("[\\w@%+=:,./-]+");

  /** A pass over a data set. */
  record Pass(
      String dataset,
      String clips,
      String cached,
      String computed,
      String audio,
      String time,
      String rate) {}

  static Circumstances of(RunRecord run) {
    List<Fact> machine = new ArrayList<>(Fact.of(run.machine()));
    machine.add(new Fact("device", run.device()));
    machine.add(new Fact("workers", Integer.toString(run.workers())));
    machine.add(new Fact("batch size", Integer.toString(run.batchSize())));
    machine.addAll(Fact.of(run.engines()));
    run.plugins()
        .forEach(
            plugin ->
                machine.add(
                    new Fact(
                        "plugin " + plugin.name(),
                        "%s, code %.16s".formatted(plugin.version(), plugin.digest()))));
    return new Circumstances(
        run.started(),
        date(run.started()),
        Numbers.duration(run.seconds()),
        run.command().stream().map(Circumstances::quote).collect(Collectors.joining(" ")),
        run.resultDigest(),
        !run.passes().isEmpty(),
        run.passes().stream().map(Circumstances::pass).toList(),
        machine);
  }

  private static Pass pass(RunRecord.Pass pass) {
    return new Pass(
        pass.dataset(),
        Numbers.count(pass.clips()),
        Numbers.count(pass.cached()),
        Numbers.count(pass.computed()),
        Numbers.duration(pass.audioSeconds()),
        Numbers.duration(pass.seconds()),
        Numbers.plain(pass.realTimeFactor()));
  }

  /** The date in words; as it is if it is not in ISO 8601 with a zone. */
  private static String date(String started) {
    try {
      return DATE.format(ZonedDateTime.parse(started).withZoneSameInstant(UTC));
    } catch (DateTimeException e) {
      return started;
    }
  }

  /** A word as a POSIX shell takes it. */
  private static String quote(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
