package org.aulos.runtime.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.aulos.api.Interval;
import org.aulos.api.SampleScore;
import org.aulos.api.Score;
import org.aulos.runtime.BenchResult.PaperResult;
import org.aulos.runtime.BenchResult.SampleResult;
import org.aulos.runtime.BenchResult.ScoreResult;
import org.aulos.runtime.statistics.ClipBootstrap;
import org.aulos.runtime.statistics.SeedsAndClips;
import org.aulos.runtime.statistics.Unanimous;
import org.jspecify.annotations.Nullable;

/**
 * The scores of one task and one system under each seed, and what they come to.
 *
 * @param seeds the seeds of the benchmark, in their order
 * @param scores one for each seed, or a single one if nothing about it is random
 */
record Replicates(List<Long> seeds, List<Score> scores) {
  /** What was found for each clip, seed by seed. */
  List<SampleResult> samples(String task, String system) {
    List<SampleResult> samples = new ArrayList<>();
    for (int i = 0; i < scores.size(); i++) {
      Long seed = scores.size() == 1 ? null : seeds.get(i);
      for (SampleScore sample : scores.get(i).samples()) {
        samples.add(
            new SampleResult(
                task,
                system,
                seed,
                sample.id(),
                sample.value(),
                sample.expected(),
                sample.predicted()));
      }
    }
    return samples;
  }

  /** The mean over the seeds. */
  ScoreResult result(String task, String system, @Nullable PaperResult paper) {
    Score first = scores.get(0);
    return new ScoreResult(
        task,
        system,
        scores.stream().mapToDouble(Score::value).average().orElseThrow(),
        first.direction(),
        scores.stream().mapToInt(Score::n).min().orElseThrow(),
        interval(),
        values(),
        paper,
        details(),
        scores.stream().flatMap(score -> score.warnings().stream()).distinct().toList(),
        signature());
  }

  private Map<String, Double> values() {
    Map<String, Double> values = new LinkedHashMap<>();
    for (int i = 0; i < scores.size() && scores.size() > 1; i++) {
      values.put(String.valueOf(seeds.get(i)), scores.get(i).value());
    }
    return values;
  }

  private @Nullable Interval interval() {
    Interval drawn = drawn();
    if (drawn == null || drawn.low() < drawn.high()) {
      return drawn;
    }
    // The draws of a single clip are all alike, whatever the number is worth.
    boolean single = scores.size() == 1 && scores.get(0).samples().size() == 1;
    return unanimous().orElse(single ? null : drawn);
  }

  /** The interval where every clip was a hit, or every one a miss, under every seed. */
  private Optional<Interval> unanimous() {
    List<SampleScore> all = scores.stream().flatMap(score -> score.samples().stream()).toList();
    double share = all.isEmpty() ? Double.NaN : all.get(0).value();
    boolean alike =
        all.stream().allMatch(sample -> sample.predicted() != null && sample.value() == share);
    return alike && (share == 0 || share == 1)
        ? Optional.of(Unanimous.interval(scores.get(0).samples().size(), share == 1))
        : Optional.empty();
  }

  /** The metric's own for one seed; that of the shares of the clips if it has none. */
  private @Nullable Interval drawn() {
    Score first = scores.get(0);
    if (scores.size() > 1) {
      return overSeeds().interval();
    }
    if (first.interval() != null || first.samples().isEmpty()) {
      return first.interval();
    }
    return ClipBootstrap.interval(shares(first), seeds.get(0));
  }

  private SeedsAndClips overSeeds() {
    List<String> ids = ids(scores.get(0));
    return !ids.isEmpty() && scores.stream().allMatch(score -> ids(score).equals(ids))
        ? SeedsAndClips.of(scores.stream().map(Replicates::shares).toArray(double[][]::new))
        : SeedsAndClips.ofSeeds(scores.stream().mapToDouble(Score::value).toArray());
  }

  private static Stream<SampleScore> byId(Score score) {
    return score.samples().stream().sorted(Comparator.comparing(SampleScore::id));
  }

  private static List<String> ids(Score score) {
    return byId(score).map(SampleScore::id).toList();
  }

  private static double[] shares(Score score) {
    return byId(score).mapToDouble(SampleScore::value).toArray();
  }

  /** The mean of each number that every seed has. */
  private Map<String, Double> details() {
    Map<String, Double> details = new LinkedHashMap<>();
    for (String name : scores.get(0).details().keySet()) {
      double[] values =
          scores.stream()
              .flatMap(score -> Stream.ofNullable(score.details().get(name)))
              .mapToDouble(Double::doubleValue)
              .toArray();
      if (values.length == scores.size()) {
        details.put(name, Arrays.stream(values).sum() / values.length);
      }
    }
    return details;
  }

  /**
   * The choices of all seeds, those that differ joined, and the seeds themselves. They are named
   * where nothing is random as well: there each seed gives the same.
   */
  private Map<String, String> signature() {
    Set<String> keys = new LinkedHashSet<>();
    scores.forEach(score -> keys.addAll(score.signature().choices().keySet()));
    Map<String, String> choices = new LinkedHashMap<>();
    for (String key : keys) {
      choices.put(
          key,
          String.join(
              "+",
              scores.stream()
                  .flatMap(score -> Stream.ofNullable(score.signature().choices().get(key)))
                  .distinct()
                  .toList()));
    }
    choices.put("seed", String.join("+", seeds.stream().map(String::valueOf).toList()));
    return choices;
  }
}
