package org.aulos.listen;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.aulos.api.Direction;
import org.aulos.api.Interval;
import org.aulos.api.OptionsException;
import org.aulos.runtime.AulosVersion;
import org.aulos.runtime.BenchResult.ScoreResult;
import org.aulos.runtime.IncomparableException;

/**
 * What raters answered: for each system the mean opinion score of each question with its interval,
 * and how often it was found best; how far raters agree.
 *
 * @param title title of the study
 * @param raters raters who answered anything
 * @param excluded numbers of the raters who were left out, as the caller asked; no other rule
 *     leaves anyone out
 * @param complete raters who answered everything they were given
 * @param prompts prompts of which anything was answered
 * @param ratings scores that were given
 * @param scores a score for each system and question, and for {@code wins} the share of picks that
 *     it got, with their number in the details; a system of which nothing was answered has none
 * @param agreement for each question, and for {@code wins}
 * @param inferenceSeconds seconds that a system took for a clip, as the study says
 * @param columns short names of the questions, by name
 * @param questions the questions, by name
 * @param notes what a reader must know to trust the numbers
 */
public record ListeningReport(
    String title,
    int raters,
    List<Integer> excluded,
    int complete,
    int prompts,
    int ratings,
    List<ScoreResult> scores,
    List<Agreement> agreement,
    Map<String, Double> inferenceSeconds,
    Map<String, String> columns,
    Map<String, String> questions,
    List<String> notes) {
  /** The name under which picks of the best clip are reported. */
  public static final String WINS = "wins";

  /** With fewer, the draws of the bootstrap are too few to tell anything of others. */
  private static final int FEW = 5;

  /**
   * The report on the answers in a folder.
   *
   * @param excluded names of raters to leave out, as of who tried the study out; upper and lower
   *     case are one
   * @param force whether to report although the study is not as it was when they were given
   * @throws IncomparableException if the study was changed since, and {@code force} is not given
   * @throws OptionsException if nobody has one of the names
   * @throws org.aulos.api.AulosException if there are no answers
   */
  public static ListeningReport of(
      Study study, Path folder, Collection<String> excluded, boolean force) {
    try (Answers answers = Answers.existing(folder)) {
      List<String> changes = answers.changes(study);
      if (!changes.isEmpty() && !force) {
        throw new IncomparableException(
            "since the answers in %s were given, the study was changed:\n  %s\nPut it back as it was, or add --force to report all the same."
                .formatted(answers.file(), String.join("\n  ", changes)));
      }
      return of(study.options(), answers, numbers(answers, excluded), changes);
    }
  }

  private static Set<Integer> numbers(Answers answers, Collection<String> names) {
    Set<Integer> numbers = new TreeSet<>();
    for (String name : names) {
      numbers.add(
          answers
              .named(name)
              .orElseThrow(
                  () ->
                      new OptionsException(
                          "there is no rater '%s'; there are: %s"
                              .formatted(
                                  name,
                                  answers.raters().stream()
                                      .map(Rater::name)
                                      .collect(Collectors.joining(", ")))))
              .number());
    }
    return numbers;
  }

  private static ListeningReport of(
      StudyOptions options, Answers answers, Set<Integer> excluded, List<String> changes) {
    List<Answer> scores =
        answers.scores().stream()
            .filter(answer -> !excluded.contains(answer.rater()))
            .filter(
                answer ->
                    options.systems().containsKey(answer.clip().system())
                        && options.questions().containsKey(answer.question()))
            .toList();
    List<Pick> picks =
        answers.picks().stream()
            .filter(pick -> options.best() && !excluded.contains(pick.rater()))
            .filter(pick -> options.systems().containsKey(pick.clip().system()))
            .toList();
    Set<Integer> raters = new HashSet<>();
    Set<String> prompts = new HashSet<>();
    scores.forEach(answer -> add(answer.rater(), answer.clip(), raters, prompts));
    picks.forEach(pick -> add(pick.rater(), pick.clip(), raters, prompts));
    return new ListeningReport(
        options.title(),
        raters.size(),
        List.copyOf(excluded),
        (int)
            answers.raters().stream()
                .filter(rater -> !excluded.contains(rater.number()))
                .filter(rater -> complete(rater, options, answers))
                .count(),
        prompts.size(),
        scores.size(),
        results(options, scores, picks),
        agreements(options, scores, picks),
        options.inferenceSeconds(),
        ofQuestions(options, (name, it) -> it.column().isBlank() ? name : it.column()),
        ofQuestions(options, (name, it) -> it.text()),
        notes(changes, raters.size(), prompts.size()));
  }

  private static List<String> notes(List<String> changes, int raters, int prompts) {
    List<String> notes = new ArrayList<>();
    changes.forEach(change -> notes.add("forced: " + change + " since answers were given"));
    if (raters < FEW || prompts < FEW) {
      notes.add(
          "few raters (%d) or prompts (%d): the intervals say little about others"
              .formatted(raters, prompts));
    }
    return notes;
  }

  private static void add(int rater, ClipKey clip, Set<Integer> raters, Set<String> prompts) {
    raters.add(rater);
    prompts.add(clip.prompt());
  }

  private static boolean complete(Rater rater, StudyOptions options, Answers answers) {
    return rater.trials().stream()
        .allMatch(trial -> answers.marks(rater, trial.prompt()).complete(options, trial));
  }

  private static Map<String, String> ofQuestions(
      StudyOptions options, BiFunction<String, QuestionOptions, String> text) {
    Map<String, String> texts = new LinkedHashMap<>();
    options.questions().forEach((name, question) -> texts.put(name, text.apply(name, question)));
    return texts;
  }

  private static List<ScoreResult> results(
      StudyOptions options, List<Answer> scores, List<Pick> picks) {
    List<ScoreResult> results = new ArrayList<>();
    for (String question : options.questions().keySet()) {
      for (String system : options.systems().keySet()) {
        List<Answer> own =
            scores.stream()
                .filter(answer -> answer.question().equals(question))
                .filter(answer -> answer.clip().system().equals(system))
                .toList();
        if (!own.isEmpty()) {
          results.add(mean(question, system, own, options));
        }
      }
    }
    if (!picks.isEmpty()) {
      results.addAll(wins(picks, options));
    }
    return results;
  }

  private static ScoreResult mean(
      String question, String system, List<Answer> scores, StudyOptions options) {
    Map<String, Double> details = new LinkedHashMap<>();
    details.put("raters", (double) scores.stream().map(Answer::rater).distinct().count());
    details.put(
        "prompts",
        (double) scores.stream().map(answer -> answer.clip().prompt()).distinct().count());
    return new ScoreResult(
        question,
        system,
        scores.stream().mapToInt(Answer::value).average().orElseThrow(),
        Direction.HIGHER_IS_BETTER,
        scores.size(),
        Intervals.ofMean(
            scores.stream()
                .map(it -> new Intervals.Term(it.rater(), it.clip().prompt(), it.value()))
                .toList(),
            options.seed()),
        details,
        List.of(),
        signature(
            options,
            "mean opinion score, 1 to 5",
            "percentile bootstrap over raters and prompts, " + Intervals.REPLICATES + " draws"));
  }

  private static List<ScoreResult> wins(List<Pick> picks, StudyOptions options) {
    List<String> systems = List.copyOf(options.systems().keySet());
    List<List<Intervals.Term>> terms =
        systems.stream().map(system -> terms(picks, system)).toList();
    List<Interval> intervals = Intervals.ofShares(terms, options.seed());
    List<ScoreResult> results = new ArrayList<>();
    for (int i = 0; i < systems.size(); i++) {
      double won = terms.get(i).stream().mapToDouble(Intervals.Term::value).sum();
      results.add(
          new ScoreResult(
              WINS,
              systems.get(i),
              won / picks.size(),
              Direction.HIGHER_IS_BETTER,
              picks.size(),
              intervals.get(i),
              details(picks, won),
              List.of(),
              signature(
                  options,
                  "share of picks as best",
                  "Wilson, picks weighed by the design effect of raters and prompts, "
                      + Intervals.REPLICATES
                      + " draws")));
    }
    return results;
  }

  private static Map<String, Double> details(List<Pick> picks, double won) {
    Map<String, Double> details = new LinkedHashMap<>();
    details.put(WINS, won);
    details.put("raters", (double) picks.stream().map(Pick::rater).distinct().count());
    details.put(
        "prompts", (double) picks.stream().map(pick -> pick.clip().prompt()).distinct().count());
    return details;
  }

  private static List<Intervals.Term> terms(List<Pick> picks, String system) {
    return picks.stream()
        .map(
            pick ->
                new Intervals.Term(
                    pick.rater(),
                    pick.clip().prompt(),
                    pick.clip().system().equals(system) ? 1 : 0))
        .toList();
  }

  private static Map<String, String> signature(
      StudyOptions options, String score, String interval) {
    Map<String, String> signature = new LinkedHashMap<>();
    signature.put("score", score);
    signature.put("interval", interval);
    signature.put("loudness", options.loudness() + " LUFS");
    signature.put("seed", String.valueOf(options.seed()));
    signature.put("version", AulosVersion.current());
    return signature;
  }

  private static List<Agreement> agreements(
      StudyOptions options, List<Answer> scores, List<Pick> picks) {
    List<Agreement> agreements = new ArrayList<>();
    for (String question : options.questions().keySet()) {
      Map<ClipKey, List<Integer>> units =
          scores.stream()
              .filter(answer -> answer.question().equals(question))
              .collect(
                  Collectors.groupingBy(
                      Answer::clip, Collectors.mapping(Answer::value, Collectors.toList())));
      agreements.add(agreement(question, units.values(), Krippendorff.Level.ORDINAL));
    }
    if (options.best()) {
      List<String> systems = List.copyOf(options.systems().keySet());
      Map<String, List<Integer>> units =
          picks.stream()
              .collect(
                  Collectors.groupingBy(
                      pick -> pick.clip().prompt(),
                      Collectors.mapping(
                          pick -> systems.indexOf(pick.clip().system()), Collectors.toList())));
      agreements.add(agreement(WINS, units.values(), Krippendorff.Level.NOMINAL));
    }
    return agreements;
  }

  private static Agreement agreement(
      String task, Collection<List<Integer>> units, Krippendorff.Level level) {
    OptionalDouble alpha = Krippendorff.alpha(units, level);
    return new Agreement(
        task,
        alpha.isPresent() ? alpha.getAsDouble() : null,
        level.name().toLowerCase(Locale.ROOT),
        (int) units.stream().filter(unit -> unit.size() > 1).count());
  }
}
