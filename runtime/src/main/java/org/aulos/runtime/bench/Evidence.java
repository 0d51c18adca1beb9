package org.aulos.runtime.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.aulos.api.AulosException;
import org.aulos.api.Clip;
import org.aulos.api.EmbeddingSet;
import org.aulos.api.EmbeddingSets;
import org.aulos.api.LabelledEmbeddings;
import org.aulos.api.Metric;
import org.aulos.runtime.config.Problems;
import org.aulos.runtime.pipeline.EmbeddingPass;

/**
 * Gathers what a metric judges from the vectors of a data set, and says beforehand what the data
 * set lacks for it.
 */
final class Evidence {
  private Evidence() {}

  /** Adds what speaks against judging the clips by the metric. */
  static void check(
      TaskConfig task, Metric<?> metric, Function<String, List<Clip>> clips, Problems problems) {
    String path = "tasks." + task.name();
    Class<?> type = metric.evidenceType();
    if (type == LabelledEmbeddings.class) {
      checkLabels(task, path, clips.apply(task.dataset()), problems);
    } else if (type == EmbeddingSets.class) {
      checkSubset(task, path + ".reference", task.reference(), clips, problems);
      checkSubset(task, path + ".evaluated", task.evaluated(), clips, problems);
    } else {
      problems.add(
          task.origin(),
          path,
          task.metric().key()
              + " judges "
              + type.getSimpleName()
              + ", which a benchmark does not gather");
    }
  }

  private static void checkLabels(
      TaskConfig task, String path, List<Clip> clips, Problems problems) {
    Optional<Clip> unlabelled = clips.stream().filter(clip -> clip.label().isEmpty()).findFirst();
    if (unlabelled.isPresent()) {
      problems.add(
          task.origin(),
          path,
          "%s needs a label for each clip, but '%s' of data set '%s' has none"
              .formatted(task.metric().key(), unlabelled.get().id(), task.dataset()));
    }
    Optional<Clip> foldless = clips.stream().filter(clip -> clip.fold() == null).findFirst();
    if (foldless.isPresent() && clips.stream().anyMatch(clip -> clip.fold() != null)) {
      problems.add(
          task.origin(),
          path,
          "some clips of data set '%s' have a fold, but '%s' has none; give it one, or none to any"
              .formatted(task.dataset(), foldless.get().id()));
    }
    if (task.reference().isPresent() || task.evaluated().isPresent()) {
      problems.add(
          task.origin(),
          path,
          task.metric().key() + " judges one set of clips; leave 'reference' and 'evaluated' out");
    }
  }

  private static void checkSubset(
      TaskConfig task,
      String path,
      Optional<SubsetOptions> subset,
      Function<String, List<Clip>> datasets,
      Problems problems) {
    if (subset.isEmpty()) {
      problems.add(
          task.origin(),
          path,
          "is missing; "
              + task.metric().key()
              + " compares two sets of clips, as in reference: rain and evaluated: wind");
      return;
    }
    String dataset = task.dataset(subset.get());
    List<Clip> clips = datasets.apply(dataset);
    if (clips.stream().noneMatch(subset.get()::contains)) {
      problems.add(
          task.origin(),
          path,
          "no clip of data set '%s' is %s; %s"
              .formatted(dataset, subset.get(), there(subset.get(), clips)));
    }
  }

  /** What a subset might have been chosen from: the labels, folds and tags, as far as it asks. */
  private static String there(SubsetOptions subset, List<Clip> clips) {
    List<String> there = new ArrayList<>();
    if (!subset.labels().isEmpty()) {
      there.add("its labels: " + distinct(clips.stream().flatMap(clip -> clip.labels().stream())));
    }
    if (!subset.folds().isEmpty()) {
      there.add("its folds: " + distinct(clips.stream().flatMap(Evidence::fold)));
    }
    if (!subset.tags().isEmpty()) {
      there.add("its tags: " + distinct(clips.stream().flatMap(clip -> clip.tags().stream())));
    }
    return there.isEmpty() ? "it has no clips" : String.join("; ", there);
  }

  private static Stream<String> fold(Clip clip) {
    return Stream.ofNullable(clip.fold());
  }

  private static String distinct(Stream<String> values) {
    String all = values.distinct().sorted().collect(Collectors.joining(", "));
    return all.isEmpty() ? "none" : all;
  }

  /** What the metric of a task judges, from the vectors of one system. */
  static Object gather(
      TaskConfig task,
      Metric<?> metric,
      Function<String, EmbeddingPass.Outcome> data,
      String system) {
    if (metric.evidenceType() == LabelledEmbeddings.class) {
      EmbeddingPass.Outcome own = data.apply(task.dataset());
      List<String> labels = own.clips().stream().map(clip -> clip.label().orElseThrow()).toList();
      List<String> folds = new ArrayList<>();
      own.clips().forEach(clip -> Optional.ofNullable(clip.fold()).ifPresent(folds::add));
      return new LabelledEmbeddings(
          vectors(own, system), labels, folds.size() == labels.size() ? folds : List.of());
    }
    return new EmbeddingSets(
        subset(task, task.reference().orElseThrow(), data, system),
        subset(task, task.evaluated().orElseThrow(), data, system));
  }

  private static EmbeddingSet vectors(EmbeddingPass.Outcome data, String system) {
    return Objects.requireNonNull(data.embeddings().get(system), system);
  }

  private static EmbeddingSet subset(
      TaskConfig task,
      SubsetOptions subset,
      Function<String, EmbeddingPass.Outcome> data,
      String system) {
    EmbeddingPass.Outcome own = data.apply(task.dataset(subset));
    EmbeddingSet all = vectors(own, system);
    int dimension = all.dimension();
    List<String> ids = new ArrayList<>();
    float[] values = new float[all.values().length];
    for (int i = 0; i < own.clips().size(); i++) {
      if (subset.contains(own.clips().get(i))) {
        System.arraycopy(all.values(), i * dimension, values, ids.size() * dimension, dimension);
        ids.add(own.clips().get(i).id());
      }
    }
    if (ids.isEmpty()) {
      throw new AulosException(
          "none of the %d clips that were read is %s".formatted(own.clips().size(), subset));
    }
    return new EmbeddingSet(
        all.space(), ids, Arrays.copyOf(values, ids.size() * dimension), dimension);
  }
}
