package org.aulos.runtime;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.aulos.api.OptionsException;
import org.aulos.api.Suggestions;
import org.aulos.runtime.BenchResult.SampleResult;
import org.aulos.runtime.PairedTests.Side;

/**
 * Whether systems differ, from what was found for each clip.
 *
 * <p>Of one seed: the interval is the paired bootstrap over the clips, the probability that of the
 * sign-flip test, which for hits and misses is McNemar's. Of several seeds: both come from the
 * analysis of variance over seeds and clips. Probabilities are corrected for the number of
 * differences (Holm 1979); intervals are not.
 *
 * @param differences one for each task and pair of systems that could be tested
 * @param notes what was not tested and why; with force, what differs that should not
 */
public record PairedComparison(List<PairedDifference> differences, List<String> notes) {
  /** A paired comparison. */
  public PairedComparison {
    differences = List.copyOf(differences);
    notes = List.copyOf(notes);
  }

  /**
   * Every pair of systems of one run.
   *
   * @param run the run
   * @param systems the systems to compare, two at least; all if empty
   * @param force whether systems are compared though they were judged in different ways or on
   *     different clips
   * @throws IncomparableException if they were and {@code force} is false, or nothing can be tested
   * @throws OptionsException if there is no such system, or there are fewer than two
   */
  public static PairedComparison within(RunDirectory run, List<String> systems, boolean force) {
    BenchResult result = run.result();
    List<String> chosen = chosen(systems, result.rows());
    if (chosen.size() < 2) {
      throw new OptionsException(
          "expected two systems or more to compare in one run but was only "
              + String.join(", ", chosen)
              + "; name another run, or run more systems");
    }
    PairedTests tests = new PairedTests(force, result.seed());
    List<SampleResult> samples = run.samples();
    for (String task : result.tasks().keySet()) {
      for (int i = 0; i < chosen.size(); i++) {
        for (int j = i + 1; j < chosen.size(); j++) {
          tests.add(
              Side.of(result, samples, task, chosen.get(i), ""),
              Side.of(result, samples, task, chosen.get(j), ""));
        }
      }
    }
    return tests.comparison();
  }

  /**
   * Every system that two runs have in common, in one run and the other.
   *
   * @param runs two runs by name
   * @param systems the systems to compare; all that both have if empty
   * @param force as in {@link #within}
   * @throws IncomparableException as in {@link #within}
   * @throws OptionsException if there is no such system in both, or there are not two runs
   */
  public static PairedComparison between(
      Map<String, RunDirectory> runs, List<String> systems, boolean force) {
    if (runs.size() != 2) {
      throw new OptionsException(
          "expected one run or two for a paired comparison but were " + runs.size());
    }
    List<String> names = List.copyOf(runs.keySet());
    List<RunDirectory> folders = List.copyOf(runs.values());
    BenchResult first = folders.get(0).result();
    BenchResult second = folders.get(1).result();
    Set<String> common = new LinkedHashSet<>(first.rows());
    common.retainAll(second.rows());
    if (common.isEmpty()) {
      throw new OptionsException(
          "no system is in both runs: %s and %s".formatted(first.rows(), second.rows()));
    }
    PairedTests tests = new PairedTests(force, first.seed());
    List<SampleResult> before = folders.get(0).samples();
    List<SampleResult> after = folders.get(1).samples();
    for (String task : first.tasks().keySet()) {
      for (String system : chosen(systems, common)) {
        tests.add(
            Side.of(first, before, task, system, names.get(0) + "/"),
            Side.of(second, after, task, system, names.get(1) + "/"));
      }
    }
    return tests.comparison();
  }

  private static List<String> chosen(List<String> wanted, Collection<String> there) {
    for (String system : wanted) {
      if (!there.contains(system)) {
        throw new OptionsException(
            "no system to compare is named '"
                + system
                + "'; "
                + Suggestions.among(system, List.copyOf(there)));
      }
    }
    return wanted.isEmpty() ? List.copyOf(there) : wanted.stream().distinct().toList();
  }
}
