package org.aulos.runtime;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.aulos.api.AulosException;
import org.aulos.api.Signature;
import org.aulos.runtime.BenchResult.ComponentResult;
import org.aulos.runtime.LadderResult.LadderScores;
import org.aulos.runtime.LadderResult.MetricResult;
import org.aulos.runtime.LadderResult.Rung;
import org.aulos.runtime.LadderResult.Spread;
import org.aulos.runtime.LadderResult.Standing;
import org.aulos.runtime.config.OptionNames;

/**
 * How metrics moved as tables: metrics are columns, ladders or rungs are lines.
 *
 * @param result what was found
 */
public record LadderTable(LadderResult result) {
  /** What was done to which clips, in a sentence. */
  public String title() {
    return "%s heard by %s, %d clips: %d to be matched, %d made worse; seed %d"
        .formatted(
            name(result.dataset().source()),
            Stream.of(result.system().extractor(), result.system().encoder())
                .filter(Objects::nonNull)
                .map(LadderTable::name)
                .collect(Collectors.joining("+")),
            result.dataset().clips(),
            result.reference(),
            result.candidate(),
            result.seed());
  }

  /** The name of a component without its role. */
  private static String name(ComponentResult component) {
    return component.component().substring(component.component().indexOf(':') + 1);
  }

  /** The verdicts: a line for each ladder below the header. */
  public List<List<String>> verdicts() {
    List<List<String>> lines = new ArrayList<>();
    lines.add(header("verdict"));
    for (int ladder = 0; ladder < ladders().size(); ladder++) {
      int own = ladder;
      lines.add(line(ladders().get(ladder).ladder(), metric -> words(metric.ladders().get(own))));
    }
    return lines;
  }

  private static String words(LadderScores scores) {
    String from = scores.noticedFrom();
    return switch (scores.verdict()) {
      case RIGHT_WAY -> "right, from " + from;
      case UNEVEN -> "uneven";
      case INSENSITIVE -> "insensitive";
      case WRONG_WAY -> "WRONG WAY";
      case UNJUDGED -> "not judged";
    };
  }

  /** The scores: a line for undamaged clips, one for their spread, one for each rung. */
  public List<List<String>> values() {
    List<List<String>> lines = new ArrayList<>();
    lines.add(header("clips"));
    lines.add(line("undamaged", metric -> ResultTable.number(metric.clean())));
    lines.add(line("other halves", metric -> text(metric.spread())));
    for (int ladder = 0; ladder < ladders().size(); ladder++) {
      for (int rung = 0; rung < ladders().get(ladder).rungs().size(); rung++) {
        int ofLadder = ladder;
        int ofRung = rung;
        Function<MetricResult, Rung> place =
            metric -> metric.ladders().get(ofLadder).rungs().get(ofRung);
        String name = ladders().get(ladder).ladder();
        lines.add(
            line(
                name + ", " + place.apply(result.metrics().get(0)).severity(),
                metric -> text(place.apply(metric))));
      }
    }
    return lines;
  }

  private List<LadderScores> ladders() {
    return result.metrics().get(0).ladders();
  }

  private List<String> header(String corner) {
    return line(corner, metric -> metric.name() + ResultTable.arrow(metric.direction()));
  }

  private List<String> line(String name, Function<MetricResult, String> cell) {
    List<String> line = new ArrayList<>(List.of(name));
    result.metrics().forEach(metric -> line.add(cell.apply(metric)));
    return line;
  }

  private static String text(Spread spread) {
    return ResultTable.number(spread.low()) + " to " + ResultTable.number(spread.high());
  }

  private static String text(Rung rung) {
    Double value = rung.value();
    if (value == null) {
      return "-";
    }
    Standing standing = Objects.requireNonNull(rung.standing());
    return ResultTable.number(value)
        + switch (standing) {
          case WORSE -> " *";
          case WITHIN -> "";
          case BETTER -> " +";
        };
  }

  /** What the marks mean, and what a reader must know beside the numbers. */
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    notes.add(
        "* worse, + better than undamaged clips dealt into halves in %d other ways (by chance at most one in %d)"
            .formatted(result.otherHalves(), result.otherHalves() + 1));
    notes.add(
        "right: worse clips score worse, step by step; uneven: some do; insensitive: none does. Of duplicates and dropped modes each score is the mean over several draws; dropped modes are compared with as many undamaged clips.");
    result.warnings().forEach(warning -> notes.add("! " + warning));
    for (MetricResult metric : result.metrics()) {
      metric.warnings().forEach(warning -> notes.add("! " + metric.name() + ": " + warning));
      for (LadderScores ladder : metric.ladders()) {
        ladder.rungs().stream()
            .filter(rung -> rung.problem() != null)
            .forEach(
                rung ->
                    notes.add(
                        "! %s on %s, %s: %s"
                            .formatted(
                                metric.name(), ladder.ladder(), rung.severity(), rung.problem())));
      }
    }
    result.leftOut().forEach(own -> notes.add("left out: " + own.metric() + ": " + own.problem()));
    return notes;
  }

  /** The signature of each metric. */
  public List<String> signatures() {
    return result.metrics().stream()
        .map(metric -> Signature.of(metric.signature()).toString())
        .toList();
  }

  /** Title, tables, notes and signatures in Markdown. */
  public String markdown() {
    StringBuilder text = new StringBuilder(title()).append("\n\n");
    text.append(ResultTable.markdown(verdicts(), List.of())).append('\n');
    text.append(ResultTable.markdown(values(), notes()));
    signatures().forEach(signature -> text.append("\n`").append(signature).append("`\n"));
    return text.toString();
  }

  /**
   * One line for each rung and metric, in CSV: metric, direction, ladder, severity, value, bounds
   * of undamaged clips, standing, the verdict on the ladder, the problem if there is no value.
   * Undamaged clips have the ladder {@code none}.
   */
  public String csv() {
    StringBuilder text = new StringBuilder();
    try (CSVPrinter csv = new CSVPrinter(text, CSVFormat.RFC4180)) {
      csv.printRecord(
          "metric",
          "direction",
          "ladder",
          "severity",
          "value",
          "undamaged-low",
          "undamaged-high",
          "standing",
          "verdict",
          "problem");
      for (MetricResult metric : result.metrics()) {
        String direction = OptionNames.constant(metric.direction());
        Spread spread = metric.spread();
        csv.printRecord(
            metric.name(),
            direction,
            "none",
            "",
            metric.clean(),
            spread.low(),
            spread.high(),
            "",
            "",
            "");
        for (LadderScores ladder : metric.ladders()) {
          for (Rung rung : ladder.rungs()) {
            csv.printRecord(cells(metric.name(), direction, ladder, rung));
          }
        }
      }
    } catch (IOException e) {
      throw new AulosException("cannot write the table: " + e, e);
    }
    return text.toString();
  }

  private static List<Object> cells(
      String metric, String direction, LadderScores ladder, Rung rung) {
    Spread spread = rung.spread();
    return List.of(
        metric,
        direction,
        ladder.ladder(),
        rung.severity(),
        Objects.requireNonNullElse(rung.value(), ""),
        spread == null ? "" : spread.low(),
        spread == null ? "" : spread.high(),
        rung.standing() == null ? "" : OptionNames.constant(rung.standing()),
        OptionNames.constant(ladder.verdict()),
        Objects.requireNonNullElse(rung.problem(), ""));
  }
}
