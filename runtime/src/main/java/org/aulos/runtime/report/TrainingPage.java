package org.aulos.runtime.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.aulos.api.Provenance;
import org.aulos.runtime.AulosVersion;
import org.aulos.runtime.TrainRecord;
import org.aulos.runtime.train.LossLog;
import org.aulos.runtime.train.TrainFolder;
import org.jspecify.annotations.Nullable;

/** Everything that the page of a training shows, ready for its template. */
record TrainingPage(
    String title,
    String version,
    Page.Assets assets,
    List<Fact> facts,
    List<Curve> curves,
    @Nullable Reconstructions reconstructions,
    List<Part> parts,
    List<Fact> machine,
    List<Fact> leftOut,
    String data) {
  /** Points of a curve, at most: more than a screen has room for would only be slow. */
  private static final int MOST_POINTS = 400;

  /**
   * A loss.
   *
   * @param summary its course in words
   */
  record Curve(int index, String loss, String summary) {}

  /** The trainer or the data set, with its options. */
  record Part(String component, String version, List<Fact> options) {}

  static TrainingPage of(TrainFolder folder) {
    List<LossLog.Line> lines = LossLog.read(folder.path());
    TrainRecord run = folder.record().orElse(null);
    Provenance provenance = folder.provenance().orElse(null);
    List<Curve> curves = new ArrayList<>();
    List<Object> data = new ArrayList<>();
    for (String loss : names(lines)) {
      List<List<Double>> points = points(lines, loss);
      curves.add(new Curve(curves.size(), loss, summary(points)));
      data.add(Map.of("curve", points));
    }
    return new TrainingPage(
        provenance == null ? "training" : provenance.component().replaceFirst("^train:", ""),
        AulosVersion.current(),
        Page.Assets.load(),
        facts(lines, run, provenance),
        curves,
        Reconstructions.of(folder),
        provenance == null
            ? List.of()
            : provenance.parents().stream().map(TrainingPage::part).toList(),
        run == null ? List.of() : machine(run),
        run == null
            ? List.of()
            : run.leftOut().stream().map(clip -> new Fact(clip.id(), clip.problem())).toList(),
        ScorePlots.json(data));
  }

  private static List<String> names(List<LossLog.Line> lines) {
    return lines.isEmpty() ? List.of() : List.copyOf(lines.get(0).losses().keySet());
  }

  /** Step, mean, least and greatest value of each stretch of the run. */
  private static List<List<Double>> points(List<LossLog.Line> lines, String loss) {
    List<List<Double>> points = new ArrayList<>();
    int count = Math.min(MOST_POINTS, lines.size());
    for (int i = 0; i < count; i++) {
      int from = Math.toIntExact((long) i * lines.size() / count);
      int to = Math.toIntExact((i + 1L) * lines.size() / count);
      var values =
          lines.subList(from, to).stream()
              .mapToDouble(line -> line.losses().getOrDefault(loss, Double.NaN))
              .filter(Double::isFinite)
              .summaryStatistics();
      if (values.getCount() > 0) {
        double step = (lines.get(from).step() + lines.get(to - 1).step()) / 2.0;
        points.add(List.of(step, values.getAverage(), values.getMin(), values.getMax()));
      }
    }
    return points;
  }

  private static String summary(List<List<Double>> points) {
    return points.isEmpty()
        ? "no steps"
        : "from %s to %s"
            .formatted(
                Numbers.plain(points.get(0).get(1)),
                Numbers.plain(points.get(points.size() - 1).get(1)));
  }

  private static List<Fact> facts(
      List<LossLog.Line> lines, @Nullable TrainRecord run, @Nullable Provenance provenance) {
    Map<String, String> facts = new LinkedHashMap<>();
    if (run != null) {
      facts.put(
          "steps", "%s of %s".formatted(Numbers.count(run.step()), Numbers.count(run.steps())));
      facts.put("state", run.finished() ? "finished" : "stopped");
      facts.put("clips", Numbers.count(run.clips()));
      facts.put("checkpoint", run.checkpoint());
    }
    if (!lines.isEmpty()) {
      facts.put("took", Numbers.duration(lines.get(lines.size() - 1).seconds()));
    }
    if (provenance != null) {
      facts.put("seed", String.valueOf(provenance.seed()));
      facts.put("data", provenance.data().substring(0, Math.min(12, provenance.data().length())));
    }
    return Fact.of(facts);
  }

  private static Part part(Provenance component) {
    return new Part(component.component(), component.version(), Fact.of(component.options()));
  }

  private static List<Fact> machine(TrainRecord run) {
    Map<String, String> machine = new LinkedHashMap<>(run.machine());
    machine.put("device", run.device());
    machine.put("threads within an operation", String.valueOf(run.threads()));
    machine.put("workers", String.valueOf(run.workers()));
    machine.putAll(run.engines());
    machine.put("command", run.command().stream().collect(Collectors.joining(" ")));
    machine.put("weights", run.weightsDigest());
    return Fact.of(machine);
  }
}
