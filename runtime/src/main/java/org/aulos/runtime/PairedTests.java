package org.aulos.runtime;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.aulos.api.Interval;
import org.aulos.api.Signature;
import org.aulos.runtime.BenchResult.SampleResult;
import org.aulos.runtime.BenchResult.ScoreResult;
import org.aulos.runtime.statistics.ClipBootstrap;
import org.aulos.runtime.statistics.Holm;
import org.aulos.runtime.statistics.SeedsAndClips;
import org.aulos.runtime.statistics.SignFlipTest;
import org.jspecify.annotations.Nullable;

/** Tests one pair after the other; gathers what is found, what is not tested, what is refused. */
final class PairedTests {
  private static final int LEAST_CLIPS = 2;
  private static final int FEW_CLIPS = 20;

  private final boolean force;
  private final long seed;
  private final List<PairedDifference> differences = new ArrayList<>();
  private final Set<String> notes = new LinkedHashSet<>();
  private final Set<String> refused = new LinkedHashSet<>();

  /** What two signatures differ in, and the pairs of which that is so. */
  private final Map<String, List<String>> unlike = new LinkedHashMap<>();

  PairedTests(boolean force, long seed) {
    this.force = force;
    this.seed = seed;
  }

  /**
   * One system in one task of one run.
   *
   * @param name the system; with its run before it, if there are two
   * @param score what it got, if anything
   * @param shares what was found for each clip
   */
  record Side(String name, @Nullable ScoreResult score, ClipShares shares) {
    static Side of(
        BenchResult result, List<SampleResult> samples, String task, String system, String run) {
      Optional<ScoreResult> score =
          result.scores().stream()
              .filter(own -> own.task().equals(task) && own.system().equals(system))
              .findFirst();
      return new Side(run + system, score.orElse(null), ClipShares.of(samples, task, system));
    }
  }

  /** Tests a pair, or notes why not. */
  void add(Side first, Side second) {
    ScoreResult before = first.score();
    ScoreResult after = second.score();
    if (before == null || after == null) {
      return; // a task that one run lacks, or a gap of the result, which names it
    }
    String task = before.task();
    if (first.shares().isEmpty() || second.shares().isEmpty()) {
      notes.add(task + " is not tested: its metric says nothing of single clips");
    } else if (!first.shares().meanIs(before.value()) || !second.shares().meanIs(after.value())) {
      notes.add(
          task
              + " is not tested: what its metric says of the clips does not have the score as its"
              + " mean; that is a fault of its plugin");
    } else if (mayBeCompared(before, after, first.name() + " and " + second.name())) {
      compare(first, second, before);
    }
  }

  /** Whether two scores were obtained in the same way, or nobody minds. */
  private boolean mayBeCompared(ScoreResult before, ScoreResult after, String pair) {
    Signature first = Signature.of(before.signature());
    Signature second = Signature.of(after.signature());
    List<String> keys = second.differences(first);
    if (keys.isEmpty()) {
      return true;
    }
    if (keys.contains(Comparison.SPACE) && !force) {
      notes.add(
          before.task()
              + " is not tested: the embedding is the evaluator, and each system has its own");
      return false;
    }
    unlike
        .computeIfAbsent(
            Comparison.describe(before.task(), keys, first, second), key -> new ArrayList<>())
        .add(pair);
    return force;
  }

  /** Notes what differs if it is forced; refuses it else. */
  private boolean allowed(String difference) {
    (force ? notes : refused).add(difference);
    return force;
  }

  private void compare(Side first, Side second, ScoreResult score) {
    Set<String> clips = new TreeSet<>(first.shares().clips());
    clips.retainAll(second.shares().clips());
    boolean same =
        first.shares().sameClips()
            && second.shares().sameClips()
            && first.shares().clips().equals(second.shares().clips());
    String task = score.task();
    if (!same
        && !allowed(
            "task '%s' differs in clips: %d of %s, %d of %s, %d of both"
                .formatted(
                    task,
                    first.shares().clips().size(),
                    first.name(),
                    second.shares().clips().size(),
                    second.name(),
                    clips.size()))) {
      return;
    }
    int seeds = Math.max(first.shares().seeds(), second.shares().seeds());
    if (Math.min(first.shares().seeds(), second.shares().seeds()) > 1
        && first.shares().seeds() != second.shares().seeds()) {
      refused.add(
          "task '%s' differs in seeds: %d of %s, %d of %s"
              .formatted(
                  task,
                  first.shares().seeds(),
                  first.name(),
                  second.shares().seeds(),
                  second.name()));
    } else if (clips.size() < LEAST_CLIPS) {
      notes.add(
          "%s is not tested: %s and %s have %d clips in common, expected %d at least"
              .formatted(task, first.name(), second.name(), clips.size(), LEAST_CLIPS));
    } else {
      if (clips.size() < FEW_CLIPS) {
        notes.add(task + ": " + clips.size() + " clips are few; intervals may be too narrow");
      }
      differences.add(
          difference(
              score,
              first,
              second,
              first.shares().of(clips, seeds),
              second.shares().of(clips, seeds)));
    }
  }

  private PairedDifference difference(
      ScoreResult score, Side first, Side second, double[][] before, double[][] after) {
    int seeds = before.length;
    int clips = before[0].length;
    double[][] apart = new double[seeds][clips];
    double firstSum = 0;
    double secondSum = 0;
    for (int i = 0; i < seeds; i++) {
      for (int clip = 0; clip < clips; clip++) {
        apart[i][clip] = after[i][clip] - before[i][clip];
        firstSum += before[i][clip];
        secondSum += after[i][clip];
      }
    }
    double count = (double) seeds * clips;
    Tested tested = Tested.of(apart, seed);
    return new PairedDifference(
        score.task(),
        first.name(),
        second.name(),
        score.direction(),
        clips,
        seeds,
        firstSum / count,
        secondSum / count,
        (secondSum - firstSum) / count,
        tested.interval(),
        tested.p(),
        tested.p(),
        tested.test(),
        first.shares().labelled());
  }

  /** An interval and a probability, and how they were found. */
  private record Tested(Interval interval, double p, String test) {
    static Tested of(double[][] apart, long seed) {
      if (apart.length > 1) {
        SeedsAndClips mean = SeedsAndClips.of(apart);
        return new Tested(mean.interval(), mean.p(), "t test over seeds and clips");
      }
      SignFlipTest test = SignFlipTest.of(apart[0], seed);
      return new Tested(ClipBootstrap.interval(apart[0], seed), test.p(), test.method().title());
    }
  }

  /**
   * What was found, corrected for the number of differences.
   *
   * @throws IncomparableException if something is refused, or nothing could be tested
   */
  PairedComparison comparison() {
    unlike.forEach(
        (difference, pairs) ->
            allowed(
                difference
                    + " ("
                    + pairs.get(0)
                    + (pairs.size() > 1 ? ", and %d more".formatted(pairs.size() - 1) : "")
                    + ")"));
    if (!refused.isEmpty()) {
      throw new IncomparableException(
          "these systems cannot be compared clip by clip:\n  "
              + String.join("\n  ", refused)
              + "\nRun both with the same data, metric options and versions, or add --force to compare them on what they share.");
    }
    if (differences.isEmpty()) {
      throw new IncomparableException(
          "there is nothing to compare clip by clip"
              + (notes.isEmpty()
                  ? ": the runs share no task"
                  : ":\n  " + String.join("\n  ", notes)));
    }
    double[] adjusted =
        Holm.adjusted(differences.stream().mapToDouble(PairedDifference::p).toArray());
    List<PairedDifference> corrected = new ArrayList<>();
    for (int i = 0; i < adjusted.length; i++) {
      corrected.add(differences.get(i).corrected(adjusted[i]));
    }
    return new PairedComparison(corrected, List.copyOf(notes));
  }
}
