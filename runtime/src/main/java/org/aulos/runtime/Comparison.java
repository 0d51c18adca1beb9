package org.aulos.runtime;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.aulos.api.Signature;
import org.aulos.runtime.BenchResult.ScoreResult;

/** The scores of several runs side by side. */
public final class Comparison {
  /**
   * The choice that differs by nature between systems, where the embedding is the evaluator and not
   * the judged.
   */
  static final String SPACE = "space";

  private Comparison() {}

  /**
   * One table of all runs; rows are named {@code run/system}.
   *
   * @param runs results by the name of the run, in the order wanted
   * @param force whether scores of one task are put side by side though they were obtained in
   *     different ways
   * @throws IncomparableException if they were, and {@code force} is false; names the task and the
   *     choices
   */
  public static ResultTable of(Map<String, BenchResult> runs, boolean force) {
    if (!force) {
      List<String> differences = differences(runs);
      if (!differences.isEmpty()) {
        throw new IncomparableException(
            "these runs cannot be ranked:\n  "
                + String.join("\n  ", differences)
                + "\nRun both with the same data, metric options and versions, or add --force to see them side by side.");
      }
    }
    List<ScoreResult> all = new ArrayList<>();
    runs.forEach(
        (run, result) ->
            result.scores().forEach(score -> all.add(score.named(run + "/" + score.system()))));
    return new ResultTable(all);
  }

  /**
   * What differs between scores of one task that would have to be equal, in a line for each task.
   */
  private static List<String> differences(Map<String, BenchResult> runs) {
    Map<String, ScoreResult> first = new LinkedHashMap<>();
    Map<String, String> differences = new LinkedHashMap<>();
    for (BenchResult result : runs.values()) {
      for (ScoreResult score : result.scores()) {
        String space = score.signature().getOrDefault(SPACE, "");
        ScoreResult other = first.putIfAbsent(score.task() + "\n" + space, score);
        if (other != null) {
          Signature own = Signature.of(score.signature());
          Signature before = Signature.of(other.signature());
          List<String> keys = own.differences(before);
          if (!keys.isEmpty()) {
            differences.putIfAbsent(score.task(), describe(score.task(), keys, before, own));
          }
        }
      }
    }
    return List.copyOf(differences.values());
  }

  /** The choices of a task on which two signatures differ, with both values. */
  static String describe(String task, List<String> keys, Signature before, Signature own) {
    List<String> parts = new ArrayList<>();
    for (String key : keys) {
      parts.add(
          key
              + " "
              + before.choices().getOrDefault(key, "absent")
              + " and "
              + own.choices().getOrDefault(key, "absent"));
    }
    return "task '" + task + "' differs in " + String.join(", ", parts);
  }
}
