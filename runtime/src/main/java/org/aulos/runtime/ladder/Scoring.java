package org.aulos.runtime.ladder;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.UnaryOperator;
import org.aulos.api.AulosException;
import org.aulos.api.EmbeddingSet;
import org.aulos.api.EmbeddingSets;
import org.aulos.api.Metric;
import org.aulos.api.Score;
import org.aulos.api.Signature;
import org.aulos.runtime.LadderResult.LadderScores;
import org.aulos.runtime.LadderResult.LeftOut;
import org.aulos.runtime.LadderResult.MetricResult;
import org.aulos.runtime.LadderResult.Rung;
import org.aulos.runtime.LadderResult.Spread;
import org.aulos.runtime.ProgressListener;
import org.aulos.runtime.bench.Judge;
import org.aulos.runtime.config.ComponentBinder.Chosen;
import org.aulos.runtime.pipeline.Workers;
import org.jspecify.annotations.Nullable;

/** Puts all questions to all metrics. */
final class Scoring {
  private static final String STAGE = "scores";

  private final Questions questions;
  private final List<Contestant> judging = new ArrayList<>();
  private final List<LeftOut> leftOut = new ArrayList<>();

  Scoring(Questions questions) {
    this.questions = questions;
  }

  /** What a metric answered, or why it did not. */
  private record Answer(@Nullable Double value, @Nullable String problem) {}

  /** A metric that judges, its score of the undamaged candidate and its other answers. */
  private record Contestant(
      String name,
      Chosen chosen,
      Metric<?> metric,
      Score clean,
      AtomicReferenceArray<Answer> answers) {
    Answer answer(int question) {
      return Objects.requireNonNull(answers.get(question));
    }
  }

  /** Whether a metric judges what there is: a set of vectors, or two. */
  static boolean suits(Metric<?> metric) {
    return metric.evidenceType() == EmbeddingSets.class
        || metric.evidenceType() == EmbeddingSet.class;
  }

  /** Adds a metric, unless it refuses the undamaged candidate already. */
  void add(String name, Chosen chosen, Metric<?> metric, boolean asked) {
    if (!suits(metric)) {
      String judges = metric.evidenceType().getSimpleName();
      leaveOut(name, asked, "judges " + judges + ", not sets of clips.");
      return;
    }
    try {
      Score clean = Judge.score(metric, evidence(metric, questions.clean()));
      int count = questions.all().size();
      judging.add(new Contestant(name, chosen, metric, clean, new AtomicReferenceArray<>(count)));
    } catch (AulosException | IllegalArgumentException e) {
      leaveOut(name, asked, String.valueOf(e.getMessage()));
    }
  }

  /** Notes that a metric does not judge. */
  void leaveOut(String name, boolean asked, String problem) {
    leftOut.add(new LeftOut(name, asked, problem));
  }

  List<LeftOut> leftOut() {
    return leftOut;
  }

  private static Object evidence(Metric<?> metric, EmbeddingSets sets) {
    return metric.evidenceType() == EmbeddingSet.class ? sets.evaluated() : sets;
  }

  /**
   * Asks everything.
   *
   * @param threads how many questions are put side by side; changes no number
   * @param complete adds to a signature what the metric does not know
   */
  List<MetricResult> run(
      int threads, UnaryOperator<Signature> complete, ProgressListener progress) {
    int count = questions.all().size();
    int total = count * judging.size();
    progress.started(STAGE, total);
    AtomicInteger done = new AtomicInteger();
    Workers.sideBySide(
        threads,
        total,
        i -> {
          Contestant own = judging.get(i / count);
          own.answers().set(i % count, answer(own.metric(), questions.all().get(i % count)));
          progress.advanced(STAGE, done.incrementAndGet());
        });
    progress.finished(STAGE, total + " scores");
    return judging.stream().map(own -> result(own, complete)).toList();
  }

  private static Answer answer(Metric<?> metric, EmbeddingSets sets) {
    try {
      return new Answer(Judge.score(metric, evidence(metric, sets)).value(), null);
    } catch (AulosException | IllegalArgumentException e) {
      return new Answer(null, String.valueOf(e.getMessage()));
    }
  }

  private MetricResult result(Contestant own, UnaryOperator<Signature> complete) {
    List<LadderScores> ladders = new ArrayList<>();
    questions
        .ladders()
        .forEach(
            (ladder, rungs) ->
                ladders.add(
                    Verdicts.scores(
                        ladder,
                        own.clean().direction(),
                        rungs.stream().map(rung -> rung(own, rung)).toList())));
    return new MetricResult(
        own.name(),
        own.chosen().result(),
        own.clean().direction(),
        own.clean().value(),
        Objects.requireNonNullElseGet(
            spread(own, questions.candidates()),
            () -> new Spread(own.clean().value(), own.clean().value())),
        complete.apply(own.clean().signature()).choices(),
        own.clean().warnings(),
        ladders);
  }

  private Rung rung(Contestant own, Questions.Rung rung) {
    if (rung.draws().isEmpty()) {
      return new Rung(rung.severity(), null, null, null, "no clip of it has a vector.");
    }
    String problem = problem(own, rung.draws());
    Spread spread = spread(own, rung.peers());
    if (problem != null || spread == null) {
      String why = problem != null ? problem : problem(own, questions.peers(rung.peers()));
      return new Rung(rung.severity(), null, spread, null, why);
    }
    double value = values(own, rung.draws()).stream().mapToDouble(v -> v).average().orElseThrow();
    return new Rung(
        rung.severity(),
        value,
        spread,
        Verdicts.standing(own.clean().direction(), value, spread),
        null);
  }

  /** The first problem among some answers; null if there is none. */
  private static @Nullable String problem(Contestant own, List<Integer> asked) {
    return asked.stream()
        .map(question -> own.answer(question).problem())
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private static List<Double> values(Contestant own, List<Integer> asked) {
    return asked.stream()
        .map(question -> own.answer(question).value())
        .filter(Objects::nonNull)
        .toList();
  }

  /** The spread of so many undamaged clips; null if the metric refuses them. */
  private @Nullable Spread spread(Contestant own, int clips) {
    List<Integer> asked = questions.peers(clips);
    if (problem(own, asked) != null) {
      return null;
    }
    List<Double> values = new ArrayList<>(values(own, asked));
    if (clips == questions.candidates()) {
      values.add(own.clean().value());
    }
    OptionalDouble low = values.stream().mapToDouble(v -> v).min();
    OptionalDouble high = values.stream().mapToDouble(v -> v).max();
    return low.isEmpty() ? null : new Spread(low.getAsDouble(), high.orElseThrow());
  }
}
