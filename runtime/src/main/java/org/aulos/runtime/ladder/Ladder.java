package org.aulos.runtime.ladder;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.aulos.api.AulosException;
import org.aulos.api.Clip;
import org.aulos.api.Dataset;
import org.aulos.api.EmbeddingSet;
import org.aulos.api.EmbeddingSets;
import org.aulos.api.Framing;
import org.aulos.api.Metric;
import org.aulos.api.spi.Role;
import org.aulos.runtime.AulosVersion;
import org.aulos.runtime.LadderResult;
import org.aulos.runtime.LadderResult.MetricResult;
import org.aulos.runtime.ProgressListener;
import org.aulos.runtime.bench.BenchConfig;
import org.aulos.runtime.bench.TaskConfig;
import org.aulos.runtime.config.ComponentBinder.Chosen;
import org.aulos.runtime.dataset.synthesis.Dice;
import org.aulos.runtime.pipeline.ClipEmbeddings;
import org.aulos.runtime.pipeline.ClipReader;
import org.aulos.runtime.pipeline.ComponentFactory;
import org.aulos.runtime.pipeline.EmbeddingPass;
import org.aulos.runtime.pipeline.Pipeline;

/**
 * Deals clips into two halves, makes one of them worse step by step, and asks metrics how far each
 * step is from the other half.
 *
 * <p>What counts as a move is decided by a permutation test: undamaged clips are dealt into halves
 * in 19 other ways, and a rung has moved if its score lies beyond all of theirs and that of the
 * halves that were taken, which undamaged clips do at most once in 20 times on either side.
 */
public final class Ladder {
  private static final int OTHER_HALVES = 19;

  /** Below this a half has fewer than ten clips, of which no metric can say anything. */
  private static final int LEAST_CLIPS = 20;

  private final BenchConfig config;
  private final Dataset dataset;
  private final Pipeline pipeline;
  private final EmbeddingPass pass;
  private final ClipReader reader;
  private final ComponentFactory factory;
  private final long seed;

  /** A ladder for the clips, the system and the metrics of the tasks of {@code config}. */
  @Inject
  public Ladder(
      BenchConfig config,
      Dataset dataset,
      Pipeline pipeline,
      EmbeddingPass pass,
      ClipReader reader,
      ComponentFactory factory) {
    this.config = config;
    this.dataset = dataset;
    this.pipeline = pipeline;
    this.pass = pass;
    this.reader = reader;
    this.factory = factory;
    this.seed = config.settings().seed();
  }

  /** The clips that have vectors. */
  private record Heard(EmbeddingPass.Outcome outcome, ClipEmbeddings vectors, List<Integer> rows) {
    Clip clip(int index) {
      return outcome.clips().get(rows.get(index));
    }

    int size() {
      return rows.size();
    }

    /** Vectors of a clip. */
    int count(int index) {
      return vectors.count(rows.get(index));
    }

    EmbeddingSet vectors(List<Integer> clips) {
      return vectors.vectors(clips.stream().mapToInt(rows::get).toArray());
    }
  }

  /**
   * Tries the metrics.
   *
   * @param asked whether the metrics were asked for, rather than taken because they are there
   * @throws AulosException if there are too few clips, or no metric judges them
   */
  public LadderResult run(boolean asked, ProgressListener progress) {
    List<Clip> clips = EmbeddingPass.limited(dataset, config.settings().limit());
    requireEnough(clips.size(), clips.size());
    Heard heard = heard(pass.run("clips", () -> clips, List.of(pipeline), progress));
    requireEnough(heard.size(), clips.size());
    List<String> labels = labels(heard);
    Halves halves = halves(labels, 0);
    Questions questions =
        new Questions(
            heard.vectors(halves.reference()),
            heard.vectors(halves.candidate()),
            halves.candidate().size());
    askDegraded(questions, heard, halves.candidate(), progress);
    askSelected(questions, heard, labels, halves.candidate());
    askPeers(questions, heard, labels);
    Scoring scoring = new Scoring(questions);
    addMetrics(scoring, asked);
    List<MetricResult> metrics =
        scoring.run(
            config.settings().workerCount(),
            signature ->
                signature
                    .with("data", heard.outcome().fingerprint().substring(0, 16))
                    .with(
                        "windows", pipeline.framing().map(Framing::toString).orElse("whole clips"))
                    .with("halves", "seed " + seed)
                    .with("n", halves.candidate().size())
                    .with("resampler", ClipReader.RESAMPLER)
                    .with("runtime", AulosVersion.current()),
            progress);
    if (metrics.isEmpty()) {
      throw new AulosException(
          "no metric judges these clips:"
              + String.join(
                  "",
                  scoring.leftOut().stream()
                      .map(own -> "\n  " + own.metric() + ": " + own.problem())
                      .toList()));
    }
    return new LadderResult(
        LadderResult.FORMAT,
        AulosVersion.current(),
        seed,
        heard.outcome().result(config.datasets().values().iterator().next().result(), dataset),
        pipeline.result(null),
        halves.reference().size(),
        halves.candidate().size(),
        OTHER_HALVES,
        metrics,
        scoring.leftOut(),
        warnings(heard));
  }

  private static void requireEnough(int usable, int given) {
    if (usable < LEAST_CLIPS) {
      String of = usable == given ? "" : " of " + given + " that have vectors";
      throw new AulosException(
          "%d clips%s are too few to be dealt into two halves; give %d at least"
              .formatted(usable, of, LEAST_CLIPS));
    }
  }

  private Heard heard(EmbeddingPass.Outcome outcome) {
    ClipEmbeddings vectors =
        Objects.requireNonNull(outcome.embeddings().get(pipeline.name()), pipeline.name());
    List<Integer> rows =
        IntStream.range(0, vectors.size()).filter(clip -> vectors.count(clip) > 0).boxed().toList();
    return new Heard(outcome, vectors, rows);
  }

  /** The class of each clip; empty texts unless every clip has one. */
  private static List<String> labels(Heard heard) {
    List<String> labels =
        IntStream.range(0, heard.size())
            .mapToObj(heard::clip)
            .flatMap(clip -> clip.label().stream())
            .toList();
    return labels.size() == heard.size() ? labels : Collections.nCopies(heard.size(), "");
  }

  private Halves halves(List<String> labels, int way) {
    return Halves.of(labels, new Dice(Dice.seed(seed, "halves", Integer.toString(way))));
  }

  private void askDegraded(
      Questions questions, Heard heard, List<Integer> candidate, ProgressListener progress) {
    RecentClips recent = new RecentClips(reader, config.settings().workerCount() + 1);
    List<Clip> clips = new ArrayList<>();
    for (int index : candidate) {
      for (Degradation degradation : Degradation.ALL) {
        clips.add(new DegradedAudio(recent, heard.clip(index), degradation, seed).degraded());
      }
    }
    Heard degraded = heard(pass.run("degraded clips", () -> clips, List.of(pipeline), progress));
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < degraded.size(); i++) {
      places.put(degraded.clip(i).id(), i);
    }
    for (Degradation degradation : Degradation.ALL) {
      List<Integer> own =
          candidate.stream()
              .map(index -> DegradedAudio.id(degradation, heard.clip(index)))
              .filter(places::containsKey)
              .map(places::get)
              .toList();
      questions.addRung(
          degradation.ladder(),
          degradation.severity(),
          own.isEmpty() ? List.of() : List.of(degraded.vectors(own)),
          candidate.size());
    }
  }

  private void askSelected(
      Questions questions, Heard heard, List<String> labels, List<Integer> candidate) {
    List<String> own = candidate.stream().map(labels::get).toList();
    List<Selection> selections = new ArrayList<>(Selection.duplicates(candidate.size(), seed));
    selections.addAll(Selection.dropped(own, means(heard, candidate), seed));
    for (Selection selection : selections) {
      List<EmbeddingSet> draws =
          selection.draws().stream()
              .map(draw -> copies(heard, draw.stream().map(candidate::get).toList()))
              .toList();
      questions.addRung(selection.ladder(), selection.severity(), draws, selection.peers());
    }
  }

  private static EmbeddingSet means(Heard heard, List<Integer> clips) {
    EmbeddingSet all = heard.vectors().means();
    List<String> ids = clips.stream().map(clip -> heard.clip(clip).id()).toList();
    return new EmbeddingSet(
        all.space(),
        ids,
        all.dimension(),
        (row, target, offset) -> all.copyRow(heard.rows().get(clips.get(row)), target, offset));
  }

  /** The vectors of clips some of which are repeated; each copy is a clip of its own. */
  private static EmbeddingSet copies(Heard heard, List<Integer> clips) {
    EmbeddingSet set = heard.vectors(clips);
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < clips.size(); i++) {
      String id = i + "/" + heard.clip(clips.get(i)).id();
      ids.addAll(Collections.nCopies(heard.count(clips.get(i)), id));
    }
    return new EmbeddingSet(set.space(), ids, set.dimension(), set::copyRow);
  }

  private void askPeers(Questions questions, Heard heard, List<String> labels) {
    Set<Integer> sizes = new TreeSet<>();
    questions.ladders().values().forEach(rungs -> rungs.forEach(rung -> sizes.add(rung.peers())));
    for (int way = 1; way <= OTHER_HALVES; way++) {
      Halves halves = halves(labels, way);
      List<Integer> order =
          Halves.shuffled(
              halves.candidate(), new Dice(Dice.seed(seed, "peers", Integer.toString(way))));
      EmbeddingSet reference = heard.vectors(halves.reference());
      for (int size : sizes) {
        EmbeddingSet evaluated = heard.vectors(order.subList(0, size));
        questions.addPeers(size, new EmbeddingSets(reference, evaluated));
      }
    }
  }

  private void addMetrics(Scoring scoring, boolean asked) {
    Set<String> names = new HashSet<>();
    for (TaskConfig task : config.tasks().values()) {
      Chosen chosen = task.metric();
      String name = MetricChoices.label(chosen);
      if (names.add(name)) {
        addMetric(scoring, name, chosen, asked);
      }
    }
  }

  private void addMetric(Scoring scoring, String name, Chosen chosen, boolean asked) {
    Metric<?> metric;
    try {
      metric = factory.make(Role.METRIC, chosen, config.data(), null).component();
    } catch (AulosException e) {
      scoring.leaveOut(name, asked, String.valueOf(e.getMessage()));
      return;
    }
    if (asked || Scoring.suits(metric)) {
      scoring.add(name, chosen, metric, asked);
    }
  }

  private List<String> warnings(Heard heard) {
    int empty = heard.outcome().clips().size() - heard.size();
    return empty == 0
        ? List.of()
        : List.of(
            "%d of %d clips are too short to have a vector and do not count."
                .formatted(empty, heard.outcome().clips().size()));
  }
}
