package org.aulos.runtime;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.aulos.api.Direction;
import org.aulos.api.Interval;
import org.aulos.api.Score;
import org.jspecify.annotations.Nullable;

/**
 * What a benchmark found and how: the content of {@code result.json}. Holds nothing that may differ
 * between two runs of the same configuration on the same data, whatever their worker count or batch
 * size: neither times nor machines.
 *
 * @param format {@link #FORMAT}
 * @param name short name of the benchmark, fit for a file name
 * @param title what it is about, for people
 * @param version version of Aulos
 * @param seed seed of everything random; the first, if there are several
 * @param seeds every seed under which what is random was run
 * @param datasets the data sets by name, in the order of the configuration
 * @param sources components of the data sets that others are made of, by name
 * @param systems the systems by name, in the order of the configuration
 * @param generators the generators by name, in the order of the configuration
 * @param prompts what the generators were asked for; null if there are none
 * @param tasks the tasks by name, in the order of the configuration
 * @param scores one for each task and system that could be judged, tasks first
 * @param unscored the tasks and systems that could not
 */
public record BenchResult(
    String format,
    String name,
    String title,
    String version,
    long seed,
    List<Long> seeds,
    Map<String, DatasetResult> datasets,
    Map<String, ComponentResult> sources,
    Map<String, SystemResult> systems,
    Map<String, GeneratorResult> generators,
    @Nullable PromptsResult prompts,
    Map<String, TaskResult> tasks,
    List<ScoreResult> scores,
    List<Unscored> unscored) {
  /** Name and version of the file format. */
  public static final String FORMAT = "aulos-result-1";

  /** What a benchmark found. */
  public BenchResult {
    // Absent from results that were written before there could be several, or any.
    seeds = seeds == null ? List.of(seed) : List.copyOf(seeds);
    sources = orNone(sources);
    generators = orNone(generators);
  }

  private static <T> Map<String, T> orNone(@Nullable Map<String, T> named) {
    return named == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(named));
  }

  /** Names of the rows: the systems, then the generators. */
  public List<String> rows() {
    return Stream.concat(systems.keySet().stream(), generators.keySet().stream()).toList();
  }

  /** Number of clips that could not be read or made, and of scores that could not be made. */
  public int gaps() {
    return unscored.size()
        + generators.values().stream().mapToInt(own -> own.failures().size()).sum()
        + datasets.values().stream().mapToInt(data -> data.failures().size()).sum();
  }

  /**
   * A task and a system for which there is no score.
   *
   * @param task name of the task
   * @param system name of the system
   * @param problem why, in a whole sentence
   */
  public record Unscored(String task, String system, String problem) {}

  /**
   * A component as it was used.
   *
   * @param component role and name, as in {@code encoder:statistics}
   * @param plugin name of the plugin it came from
   * @param version version of that plugin
   * @param options every option with its value, defaults included; keys as in the configuration
   */
  public record ComponentResult(
      String component, String plugin, String version, Map<String, Object> options) {}

  /**
   * A data set as it was used.
   *
   * @param source the component that listed its clips
   * @param clips number of clips that were read
   * @param seconds duration of all of them together
   * @param classes its classes
   * @param fingerprint digest over audio and metadata of every clip read
   * @param failures clips that could not be read
   */
  public record DatasetResult(
      ComponentResult source,
      int clips,
      double seconds,
      List<String> classes,
      String fingerprint,
      List<ClipFailure> failures) {}

  /**
   * A clip that could not be read.
   *
   * @param id its id in the data set
   * @param problem what is wrong, with the file's name
   */
  public record ClipFailure(String id, String problem) {}

  /**
   * A system as it was used.
   *
   * @param extractor its feature extractor, if it has one
   * @param encoder its encoder
   * @param textEncoder its encoder of texts or tags, if it has one
   * @param sampleRate rate of the audio it was given, in Hz
   * @param channels channels of the audio it was given
   * @param dimension values in each of its vectors
   * @param training the training that its encoder comes from; null if its options say all
   */
  public record SystemResult(
      @Nullable ComponentResult extractor,
      ComponentResult encoder,
      @Nullable ComponentResult textEncoder,
      int sampleRate,
      int channels,
      int dimension,
      @Nullable TrainingResult training) {}

  /**
   * A training that an encoder comes from.
   *
   * @param trainer the trainer
   * @param dataset the data set learned from
   * @param clips clips that were read
   * @param data digest over audio and metadata of these clips
   * @param threads threads within an operation, on which last digits depend
   * @param steps steps taken
   * @param weights SHA-256 of the weights, by the seed of the training
   * @param textEncoder whether the text encoder of the system took these weights too
   */
  public record TrainingResult(
      ComponentResult trainer,
      ComponentResult dataset,
      int clips,
      String data,
      int threads,
      long steps,
      Map<String, String> weights,
      boolean textEncoder) {}

  /**
   * A generator as it was used.
   *
   * @param component the generator
   * @param sampleRate rate of its clips, in Hz
   * @param channels channels of its clips
   * @param parameters its learnt parameters; null if unknown
   * @param clips number of clips that it made, under all seeds together
   * @param seconds duration of all of them together
   * @param fingerprint digest over audio and metadata of every clip, one for each seed joined by +
   * @param failures prompts that it did not answer
   */
  public record GeneratorResult(
      ComponentResult component,
      int sampleRate,
      int channels,
      @Nullable Long parameters,
      int clips,
      double seconds,
      String fingerprint,
      List<ClipFailure> failures) {}

  /**
   * What generators were asked for.
   *
   * @param count number of prompts
   * @param seconds duration asked for, of each clip
   * @param fingerprint digest over the prompts and the duration
   */
  public record PromptsResult(int count, double seconds, String fingerprint) {}

  /**
   * A task as it was set.
   *
   * @param dataset name of its data set
   * @param metric the metric that judges
   * @param reference the clips to be matched, for metrics of two sets
   * @param evaluated the clips to be judged, for metrics of two sets
   * @param published what publications report of systems that were not run here, by their names
   * @param encoder through which generators are heard; null if systems are judged
   */
  public record TaskResult(
      String dataset,
      ComponentResult metric,
      @Nullable String reference,
      @Nullable String evaluated,
      Map<String, PaperResult> published,
      @Nullable SystemResult encoder) {
    /** A task as it was set. */
    public TaskResult {
      // Absent from results that were written before there could be any.
      published =
          published == null
              ? Map.of()
              : Collections.unmodifiableMap(new LinkedHashMap<>(published));
    }

    /** A task of systems, of which nothing was published. */
    public TaskResult(
        String dataset,
        ComponentResult metric,
        @Nullable String reference,
        @Nullable String evaluated) {
      this(dataset, metric, reference, evaluated, Map.of(), null);
    }
  }

  /**
   * One number of the table.
   *
   * @param task name of the task
   * @param system name of the system
   * @param value the score, in the metric's own unit; the mean over the seeds, if there are several
   * @param direction which way it improves
   * @param n number of clips behind it
   * @param interval its confidence interval, if known: over the clips, and over the seeds as well
   *     if there are several
   * @param seeds the score under each seed; empty if nothing about it is random or there is one
   *     seed
   * @param paper what a publication reports instead, if it was given
   * @param details further numbers by name
   * @param warnings what a reader must know to trust it
   * @param signature every choice that moves the number
   */
  public record ScoreResult(
      String task,
      String system,
      double value,
      Direction direction,
      int n,
      @Nullable Interval interval,
      Map<String, Double> seeds,
      @Nullable PaperResult paper,
      Map<String, Double> details,
      List<String> warnings,
      Map<String, String> signature) {
    /** A number of the table. */
    public ScoreResult {
      // Absent from results that were written before there could be several.
      seeds = seeds == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(seeds));
    }

    /** A score under one seed to which no publication is compared. */
    public ScoreResult(
        String task,
        String system,
        double value,
        Direction direction,
        int n,
        @Nullable Interval interval,
        Map<String, Double> details,
        List<String> warnings,
        Map<String, String> signature) {
      this(
          task, system, value, direction, n, interval, Map.of(), null, details, warnings,
          signature);
    }

    /** Half the width of the interval, if there is one: the number behind a {@code ±}. */
    public OptionalDouble halfWidth() {
      return interval == null
          ? OptionalDouble.empty()
          : OptionalDouble.of((interval.high() - interval.low()) / 2);
    }

    /** Standard deviation of the scores of single seeds (divisor n - 1), if there are several. */
    public OptionalDouble seedDeviation() {
      if (seeds.size() < 2) {
        return OptionalDouble.empty();
      }
      double mean = seeds.values().stream().mapToDouble(v -> v).average().orElseThrow();
      double squares = seeds.values().stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
      return OptionalDouble.of(Math.sqrt(squares / (seeds.size() - 1)));
    }

    /** What the score would be, on average, by chance alone, if its metric tells. */
    public OptionalDouble chance() {
      Double chance = details.get(Score.CHANCE);
      return chance == null ? OptionalDouble.empty() : OptionalDouble.of(chance);
    }

    /** How far the score is above what a publication reports of the same data, if it does. */
    public OptionalDouble abovePaper() {
      return paper == null || !paper.data().isEmpty()
          ? OptionalDouble.empty()
          : OptionalDouble.of(value - paper.value());
    }

    /** This score under another name of its system. */
    public ScoreResult named(String name) {
      return new ScoreResult(
          task, name, value, direction, n, interval, seeds, paper, details, warnings, signature);
    }
  }

  /**
   * What a publication reports: not measured here.
   *
   * @param value the number, in the unit of the score beside it
   * @param source where it stands, as in {@code Piczak 2015, section 3.2}
   * @param data what it was measured on, if on other data than the task's, so that no difference
   *     says anything; empty if on the same
   */
  public record PaperResult(double value, String source, String data) {
    /** What a publication reports of any data. */
    public PaperResult {
      // Records of earlier versions say nothing of the data.
      data = Objects.requireNonNullElse(data, "");
    }

    /** What a publication reports of the same data. */
    public PaperResult(double value, String source) {
      this(value, source, "");
    }

    /** Where it stands and, if it is of other data, of which. */
    public String origin() {
      return data.isEmpty() ? source : source + " (of " + data + ")";
    }
  }

  /**
   * What a metric found for one clip: a line of {@code samples.jsonl}.
   *
   * @param task name of the task
   * @param system name of the system
   * @param seed seed under which it was found; null if nothing about it is random or the benchmark
   *     has one seed
   * @param id the clip
   * @param value its share in the score
   * @param expected true label, if labels are compared
   * @param predicted label found, if labels are compared
   */
  public record SampleResult(
      String task,
      String system,
      @Nullable Long seed,
      String id,
      double value,
      @Nullable String expected,
      @Nullable String predicted) {}
}
