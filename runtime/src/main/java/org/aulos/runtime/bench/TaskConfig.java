package org.aulos.runtime.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.aulos.runtime.BenchResult.PaperResult;
import org.aulos.runtime.config.ComponentBinder.Chosen;
import org.aulos.runtime.config.ConfigNode.Origin;
import org.jspecify.annotations.Nullable;

/**
 * The choice of a task: which metric judges which clips.
 *
 * @param name its name in the configuration
 * @param dataset name of its data set
 * @param metric the metric
 * @param origin where it was chosen
 * @param referenceChoice the clips to be matched, for metrics of two sets
 * @param evaluatedChoice the clips to be judged, for metrics of one set or two
 * @param textChoice the words that a text encoder is given, for metrics of audio and text
 * @param systems the systems that it judges; empty for all
 * @param paper what publications report, by the name of the system
 * @param published what they report of systems that are not run, by their names there
 * @param earChoice the encoder through which generators are heard, by its name among those of the
 *     benchmark; none if systems are judged
 */
public record TaskConfig(
    String name,
    String dataset,
    Chosen metric,
    Origin origin,
    @Nullable SubsetOptions referenceChoice,
    @Nullable SubsetOptions evaluatedChoice,
    @Nullable TextOptions textChoice,
    List<String> systems,
    Map<String, PaperResult> paper,
    Map<String, PaperResult> published,
    @Nullable String earChoice) {
  /** Names of the data sets it looks at: its own, or those of its sets. */
  public List<String> datasets() {
    List<String> names = new ArrayList<>();
    if (referenceChoice == null && evaluatedChoice == null) {
      names.add(dataset);
    }
    reference().ifPresent(subset -> names.add(dataset(subset)));
    evaluated().ifPresent(subset -> names.add(dataset(subset)));
    return names;
  }

  /** The encoder through which generators are heard, if it is they who are judged. */
  public Optional<String> ear() {
    return Optional.ofNullable(earChoice);
  }

  /**
   * This task as it is put to a generator.
   *
   * @param clips name of its clips, which take the place of a data set
   * @param sets whether two sets are compared: its clips, and those of the data set of the task
   * @param words what they are compared with unless the task says so; none if there are no words
   */
  TaskConfig heard(String clips, boolean sets, @Nullable TextOptions words) {
    SubsetOptions reference = referenceChoice;
    if (reference == null && sets && !dataset.isEmpty()) {
      reference = SubsetOptions.DEFAULTS;
    }
    return new TaskConfig(
        name,
        clips,
        metric,
        origin,
        reference == null ? null : reference.of(dataset(reference)),
        evaluatedChoice == null && sets ? SubsetOptions.DEFAULTS : evaluatedChoice,
        textChoice == null ? words : textChoice,
        systems,
        paper,
        published,
        earChoice);
  }

  /**
   * This task if there are these rows only: what publications report of others is all there is of
   * them.
   */
  TaskConfig of(Set<String> rows) {
    Map<String, PaperResult> run = new LinkedHashMap<>(paper);
    run.keySet().removeIf(row -> !rows.contains(row) || !judges(row));
    Map<String, PaperResult> others = new LinkedHashMap<>(paper);
    others.keySet().removeAll(run.keySet());
    others.putAll(published);
    return new TaskConfig(
        name,
        dataset,
        metric,
        origin,
        referenceChoice,
        evaluatedChoice,
        textChoice,
        systems,
        run,
        others,
        earChoice);
  }

  /** Whether it judges a system. */
  boolean judges(String system) {
    return systems.isEmpty() || systems.contains(system);
  }

  /** Name of the data set of one of its sets. */
  public String dataset(SubsetOptions subset) {
    return subset.dataset().isEmpty() ? dataset : subset.dataset();
  }

  /** The clips to be matched, for metrics of two sets. */
  public Optional<SubsetOptions> reference() {
    return Optional.ofNullable(referenceChoice);
  }

  /** The clips to be judged, for metrics of one set or two. */
  public Optional<SubsetOptions> evaluated() {
    return Optional.ofNullable(evaluatedChoice);
  }

  /** The words that a text encoder is given. */
  public Optional<TextOptions> text() {
    return Optional.ofNullable(textChoice);
  }
}
