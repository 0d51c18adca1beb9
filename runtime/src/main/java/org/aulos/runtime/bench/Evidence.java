package org.aulos.runtime.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.aulos.api.AulosException;
import org.aulos.api.Clip;
import org.aulos.api.Dataset;
import org.aulos.api.EmbeddingSet;
import org.aulos.api.EmbeddingSets;
import org.aulos.api.GroupedEmbeddings;
import org.aulos.api.LabelledEmbeddings;
import org.aulos.api.Metric;
import org.aulos.api.PairedEmbeddings;
import org.aulos.api.PromptedEmbeddings;
import org.aulos.api.TaggedEmbeddings;
import org.aulos.runtime.config.Problems;
import org.aulos.runtime.pipeline.ClipEmbeddings;
import org.aulos.runtime.pipeline.EmbeddingPass;
import org.aulos.runtime.pipeline.Pipeline;
import org.aulos.runtime.pipeline.TextSide;

/**
 * Gathers what a metric judges from the vectors of a data set, and says beforehand what the data
 * set lacks for it.
 */
final class Evidence {
  private Evidence() {}

  /** Adds what speaks against judging the clips by the metric. */
  static void check(
      TaskConfig task, Metric<?> metric, Function<String, Dataset> datasets, Problems problems) {
    String path = "tasks." + task.name();
    Function<String, List<Clip>> clips = datasets.andThen(Dataset::clips);
    Class<?> type = metric.evidenceType();
    if (type == LabelledEmbeddings.class) {
      checkLabels(task, path, clips.apply(task.dataset()), problems);
      task.text()
          .ifPresent(
              words -> checkAnyWords(task, path, words, clips.apply(task.dataset()), problems));
    } else if (type == PromptedEmbeddings.class) {
      checkLabels(task, path, clips.apply(task.dataset()), problems);
      checkNames(task, path, clips.apply(task.dataset()), problems);
    } else if (type == PairedEmbeddings.class) {
      checkOneSet(task, path, problems);
      checkWords(task, path, clips.apply(task.dataset()), problems);
    } else if (type == TaggedEmbeddings.class) {
      checkOneSet(task, path, problems);
      checkTags(task, path, clips.apply(task.dataset()), problems);
    } else if (type == GroupedEmbeddings.class) {
      checkOneSet(task, path, problems);
      if (datasets.apply(task.dataset()).groups().isEmpty()) {
        problems.add(
            task.origin(),
            path,
            "%s judges clips that belong together, but data set '%s' has no groups of clips"
                .formatted(task.metric().key(), task.dataset()));
      }
    } else if (type == EmbeddingSets.class) {
      checkSubset(task, path + ".reference", task.reference(), clips, problems);
      checkSubset(task, path + ".evaluated", task.evaluated(), clips, problems);
    } else if (type == EmbeddingSet.class) {
      if (task.reference().isPresent()) {
        problems.add(
            task.origin(),
            path + ".reference",
            task.metric().key() + " judges one set of clips; leave 'reference' out");
      }
      if (task.evaluated().isPresent()) {
        checkSubset(task, path + ".evaluated", task.evaluated(), clips, problems);
      }
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
    checkOneSet(task, path, problems);
  }

  private static void checkNames(
      TaskConfig task, String path, List<Clip> clips, Problems problems) {
    TextOptions words = task.text().orElse(TextOptions.LABEL);
    clips.stream()
        .flatMap(clip -> clip.label().stream())
        .distinct()
        .filter(label -> names(words, label, clips).isEmpty())
        .findFirst()
        .ifPresent(
            label ->
                problems.add(
                    task.origin(),
                    path,
                    "the clips of class '%s' of data set '%s' share no tag that could name it; choose text: label"
                        .formatted(label, task.dataset())));
  }

  private static void checkOneSet(TaskConfig task, String path, Problems problems) {
    if (task.reference().isPresent() || task.evaluated().isPresent()) {
      problems.add(
          task.origin(),
          path,
          task.metric().key() + " judges one set of clips; leave 'reference' and 'evaluated' out");
    }
  }

  private static void checkWords(
      TaskConfig task, String path, List<Clip> clips, Problems problems) {
    TextOptions words = task.text().orElse(TextOptions.DEFAULTS);
    Optional<Clip> silent = clips.stream().filter(clip -> words.words(clip).isEmpty()).findFirst();
    if (silent.isPresent()) {
      problems.add(
          task.origin(),
          path,
          "%s needs words for each clip, but '%s' of data set '%s' has no %s; choose others, as in text: tags"
              .formatted(task.metric().key(), silent.get().id(), task.dataset(), words.toString()));
    }
  }

  /**
   * Adds that a system has its audio and its words in different spaces, if the two are compared.
   */
  static void checkSpace(TaskConfig task, Metric<?> metric, Pipeline pipeline, Problems problems) {
    boolean compared =
        Set.of(PairedEmbeddings.class, PromptedEmbeddings.class, TaggedEmbeddings.class)
            .contains(metric.evidenceType());
    pipeline
        .text()
        .filter(text -> compared && text.dimension() != pipeline.dimension())
        .ifPresent(
            text ->
                problems.add(
                    task.origin(),
                    "tasks." + task.name(),
                    "%s compares audio and words, but of system '%s' the audio has %d values and the words %d; expected the two encoders of one model"
                        .formatted(
                            task.metric().key(),
                            pipeline.name(),
                            pipeline.dimension(),
                            text.dimension())));
  }

  private static void checkTags(TaskConfig task, String path, List<Clip> clips, Problems problems) {
    TextOptions words = task.text().orElse(TextOptions.TAGS);
    if (words.of() == TextOptions.Source.LYRICS) {
      problems.add(
          task.origin(),
          path,
          task.metric().key()
              + " looks for clips by single tags; choose text: tags or text: label");
    } else {
      checkAnyWords(task, path, words, clips, problems);
    }
  }

  private static void checkAnyWords(
      TaskConfig task, String path, TextOptions words, List<Clip> clips, Problems problems) {
    if (clips.stream().allMatch(clip -> words.words(clip).isEmpty())) {
      problems.add(
          task.origin(),
          path,
          "%s needs words, but no clip of data set '%s' has any %s"
              .formatted(task.metric().key(), task.dataset(), words.toString()));
    }
  }

  /** The words whose vectors a metric judges, beside those of the audio or in their place. */
  static Optional<TextOptions> words(TaskConfig task, Metric<?> metric) {
    if (metric.evidenceType() == LabelledEmbeddings.class) {
      return task.text();
    }
    if (metric.evidenceType() == TaggedEmbeddings.class) {
      return Optional.of(task.text().orElse(TextOptions.TAGS));
    }
    if (metric.evidenceType() == PromptedEmbeddings.class) {
      return Optional.of(task.text().orElse(TextOptions.LABEL));
    }
    return metric.evidenceType() == PairedEmbeddings.class
        ? Optional.of(task.text().orElse(TextOptions.DEFAULTS))
        : Optional.empty();
  }

  /** Whether a metric is given one vector for each clip. */
  static boolean isOfMeans(Metric<?> metric) {
    return Set.of(
            LabelledEmbeddings.class,
            PromptedEmbeddings.class,
            PairedEmbeddings.class,
            TaggedEmbeddings.class,
            GroupedEmbeddings.class)
        .contains(metric.evidenceType());
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

  /**
   * What a metric judges.
   *
   * @param value of the metric's evidence type
   * @param warnings what a reader must know of it
   */
  record Gathered(Object value, List<String> warnings) {}

  /** What the metric of a task judges, from the vectors of one system. */
  static Gathered gather(
      TaskConfig task,
      Metric<?> metric,
      Function<String, EmbeddingPass.Outcome> data,
      Pipeline pipeline) {
    String system = pipeline.name();
    if (metric.evidenceType() == GroupedEmbeddings.class) {
      return grouped(data.apply(task.dataset()), system);
    }
    if (metric.evidenceType() == LabelledEmbeddings.class && task.text().isPresent()) {
      return ofWords(data.apply(task.dataset()), task.text().get(), pipeline);
    }
    if (isOfMeans(metric)) {
      EmbeddingPass.Outcome own = data.apply(task.dataset());
      return new Gathered(ofMeans(task, metric, own, pipeline), List.of());
    }
    List<String> warnings = new ArrayList<>();
    SubsetOptions wanted = task.evaluated().orElse(SubsetOptions.DEFAULTS);
    EmbeddingSet evaluated = subset(task, wanted, data, system, warnings);
    if (metric.evidenceType() == EmbeddingSet.class) {
      return new Gathered(evaluated, warnings);
    }
    EmbeddingSet reference = subset(task, task.reference().orElseThrow(), data, system, warnings);
    return new Gathered(new EmbeddingSets(reference, evaluated), warnings);
  }

  private static Gathered grouped(EmbeddingPass.Outcome data, String system) {
    if (data.groups().isEmpty()) {
      throw new AulosException("no group of clips was read whole");
    }
    List<String> warnings =
        data.missing() == 0
            ? List.of()
            : List.of(
                "%d of %d groups lack a clip that could not be read and do not count."
                    .formatted(data.missing(), data.missing() + data.groups().size()));
    return new Gathered(new GroupedEmbeddings(means(data, system), data.groups()), warnings);
  }

  private static Object ofMeans(
      TaskConfig task, Metric<?> metric, EmbeddingPass.Outcome data, Pipeline pipeline) {
    EmbeddingSet means = means(data, pipeline.name());
    TextOptions words = words(task, metric).orElse(TextOptions.DEFAULTS);
    if (metric.evidenceType() == PairedEmbeddings.class) {
      List<List<String>> texts = data.clips().stream().map(words::words).toList();
      return new PairedEmbeddings(means, texts(pipeline, words, means.ids(), texts));
    }
    if (metric.evidenceType() == TaggedEmbeddings.class) {
      return tagged(pipeline, words, data, means);
    }
    LabelledEmbeddings labelled = labelled(data.clips(), means);
    if (metric.evidenceType() == LabelledEmbeddings.class) {
      return labelled;
    }
    List<String> classes = labelled.labels().stream().distinct().sorted().toList();
    List<List<String>> names =
        classes.stream().map(name -> names(words, name, data.clips())).toList();
    return new PromptedEmbeddings(labelled, texts(pipeline, words, classes, names));
  }

  /** Clips by what is said of them: those without words are left out. */
  private static Gathered ofWords(
      EmbeddingPass.Outcome data, TextOptions words, Pipeline pipeline) {
    List<Clip> told = data.clips().stream().filter(clip -> !words.words(clip).isEmpty()).toList();
    if (told.isEmpty()) {
      throw new AulosException(
          "none of the %d clips that were read has any %s".formatted(data.clips().size(), words));
    }
    EmbeddingSet vectors =
        texts(
            pipeline,
            words,
            told.stream().map(Clip::id).toList(),
            told.stream().map(words::words).toList());
    int silent = data.clips().size() - told.size();
    List<String> warnings =
        silent == 0
            ? List.of()
            : List.of(
                "%d of %d clips have no %s and are left out."
                    .formatted(silent, data.clips().size(), words));
    return new Gathered(labelled(told, vectors), warnings);
  }

  private static TaggedEmbeddings tagged(
      Pipeline pipeline, TextOptions words, EmbeddingPass.Outcome data, EmbeddingSet means) {
    List<List<String>> tags = data.clips().stream().map(words::tags).toList();
    List<String> all = tags.stream().flatMap(List::stream).distinct().sorted().toList();
    if (all.isEmpty()) {
      throw new AulosException(
          "none of the %d clips that were read has any %s".formatted(tags.size(), words));
    }
    List<List<String>> single = all.stream().map(List::of).toList();
    return new TaggedEmbeddings(means, tags, texts(pipeline, words, all, single));
  }

  /** What a class is called: its label, or the tags that all of its clips have. */
  private static List<String> names(TextOptions words, String label, List<Clip> clips) {
    if (words.of() != TextOptions.Source.TAGS) {
      return List.of(label);
    }
    List<List<String>> own =
        clips.stream()
            .filter(clip -> clip.label().equals(Optional.of(label)))
            .map(Clip::tags)
            .toList();
    return own.get(0).stream()
        .filter(tag -> own.stream().allMatch(tags -> tags.contains(tag)))
        .toList();
  }

  private static EmbeddingSet texts(
      Pipeline pipeline, TextOptions options, List<String> ids, List<List<String>> words) {
    TextSide text =
        pipeline
            .text()
            .orElseThrow(
                () ->
                    new AulosException(
                        "the system has no text-encoder; name one that shares the space of its encoder"));
    if (text.takesTags()) {
      if (!options.template().equals(TextOptions.WORDS)) {
        throw new AulosException("the text-encoder takes tags; leave the template out");
      }
      return text.embed(ids, words);
    }
    return text.embed(
        ids,
        words.stream()
            .map(own -> options.template().replace(TextOptions.WORDS, String.join(", ", own)))
            .map(List::of)
            .toList());
  }

  private static EmbeddingSet means(EmbeddingPass.Outcome data, String system) {
    ClipEmbeddings embeddings = embeddings(data, system);
    int[] empty =
        IntStream.range(0, embeddings.size()).filter(i -> embeddings.count(i) == 0).toArray();
    if (empty.length > 0) {
      throw new AulosException(
          "%d of %d clips are too short to have a vector, '%s' is the first; leave them out, or choose an encoder with a shorter window"
              .formatted(empty.length, embeddings.size(), data.clips().get(empty[0]).id()));
    }
    return embeddings.means();
  }

  private static LabelledEmbeddings labelled(List<Clip> clips, EmbeddingSet vectors) {
    List<String> labels = clips.stream().map(clip -> clip.label().orElseThrow()).toList();
    List<String> folds = clips.stream().flatMap(Evidence::fold).toList();
    return new LabelledEmbeddings(
        vectors, labels, folds.size() == labels.size() ? folds : List.of());
  }

  private static ClipEmbeddings embeddings(EmbeddingPass.Outcome data, String system) {
    return Objects.requireNonNull(data.embeddings().get(system), system);
  }

  private static EmbeddingSet subset(
      TaskConfig task,
      SubsetOptions subset,
      Function<String, EmbeddingPass.Outcome> data,
      String system,
      List<String> warnings) {
    EmbeddingPass.Outcome own = data.apply(task.dataset(subset));
    ClipEmbeddings embeddings = embeddings(own, system);
    int[] chosen =
        IntStream.range(0, embeddings.size())
            .filter(i -> subset.contains(own.clips().get(i)))
            .toArray();
    if (chosen.length == 0) {
      throw new AulosException(
          "none of the %d clips that were read is %s".formatted(own.clips().size(), subset));
    }
    int[] empty = IntStream.of(chosen).filter(i -> embeddings.count(i) == 0).toArray();
    if (empty.length > 0) {
      warnings.add(
          "%d of %d clips are too short to have a vector and do not count, '%s' is the first."
              .formatted(empty.length, chosen.length, own.clips().get(empty[0]).id()));
    }
    return embeddings.vectors(chosen);
  }
}
