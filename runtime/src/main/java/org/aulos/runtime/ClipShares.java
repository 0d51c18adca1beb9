package org.aulos.runtime;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.aulos.api.AulosException;
import org.aulos.runtime.BenchResult.SampleResult;
import org.jspecify.annotations.Nullable;

/** What was found for each clip by one system in one task, under each seed. */
final class ClipShares {
  /** Rounding of a mean over a million clips. */
  private static final double ROUNDING = 1e-6;

  private final List<Map<String, Double>> seeds;
  private final boolean labelled;

  private ClipShares(List<Map<String, Double>> seeds, boolean labelled) {
    this.seeds = seeds;
    this.labelled = labelled;
  }

  /**
   * The shares of a task and a system.
   *
   * @throws AulosException if a clip has two under one seed
   */
  static ClipShares of(List<SampleResult> samples, String task, String system) {
    Map<@Nullable Long, Map<String, Double>> shares = new LinkedHashMap<>();
    boolean labelled = false;
    for (SampleResult sample : samples) {
      if (!sample.task().equals(task) || !sample.system().equals(system)) {
        continue;
      }
      labelled = sample.expected() != null && sample.predicted() != null;
      Double other =
          shares
              .computeIfAbsent(sample.seed(), seed -> new TreeMap<>())
              .put(sample.id(), sample.value());
      if (other != null) {
        throw new AulosException(
            "task '%s', system '%s': %s holds the clip '%s' twice; run the benchmark again"
                .formatted(task, system, RunDirectory.SAMPLES, sample.id()));
      }
    }
    return new ClipShares(List.copyOf(shares.values()), labelled);
  }

  /** Whether the metric says nothing of single clips. */
  boolean isEmpty() {
    return seeds.isEmpty();
  }

  /** Whether they are hits and misses. */
  boolean labelled() {
    return labelled;
  }

  /** Seeds under which they were found. */
  int seeds() {
    return seeds.size();
  }

  /** The clips that every seed judged. */
  Set<String> clips() {
    Set<String> clips = new TreeSet<>(seeds.get(0).keySet());
    seeds.forEach(shares -> clips.retainAll(shares.keySet()));
    return clips;
  }

  /** Whether every seed judged the same clips. */
  boolean sameClips() {
    return seeds.stream().allMatch(shares -> shares.keySet().equals(seeds.get(0).keySet()));
  }

  /** Whether their mean is the score, as the API asks; without that they say nothing about it. */
  boolean meanIs(double value) {
    double mean =
        seeds.stream()
            .mapToDouble(
                shares ->
                    shares.values().stream().mapToDouble(Double::doubleValue).average().orElse(0))
            .average()
            .orElse(0);
    return Math.abs(mean - value) <= ROUNDING * (1 + Math.abs(value));
  }

  /**
   * The shares of some clips under each of several seeds, {@code [seeds][clips]}; where nothing is
   * random, the same for each.
   */
  double[][] of(Set<String> clips, int count) {
    double[][] shares = new double[count][];
    for (int seed = 0; seed < count; seed++) {
      Map<String, Double> own = seeds.get(seeds.size() == 1 ? 0 : seed);
      shares[seed] =
          clips.stream().mapToDouble(clip -> own.getOrDefault(clip, Double.NaN)).toArray();
    }
    return shares;
  }
}
