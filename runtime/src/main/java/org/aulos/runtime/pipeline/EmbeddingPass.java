package org.aulos.runtime.pipeline;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.aulos.api.AulosException;
import org.aulos.api.Clip;
import org.aulos.api.ClipGroup;
import org.aulos.api.Dataset;
import org.aulos.runtime.BenchResult.ClipFailure;
import org.aulos.runtime.BenchResult.ComponentResult;
import org.aulos.runtime.BenchResult.DatasetResult;
import org.aulos.runtime.Digests;
import org.aulos.runtime.Places;
import org.aulos.runtime.ProgressListener;
import org.aulos.runtime.RunSettings;
import org.aulos.runtime.WorkTimes;
import org.jspecify.annotations.Nullable;

/** One pass over a data set for all systems that need its vectors: each clip is decoded once. */
public final class EmbeddingPass {
  private final ClipFlow flow;
  private final RunSettings settings;
  private final @Nullable EmbeddingStore store;

  /** A pass with the store that the settings allow. */
  @Inject
  public EmbeddingPass(ClipFlow flow, RunSettings settings, Places places) {
    this.flow = flow;
    this.settings = settings;
    this.store = settings.cache() ? new EmbeddingStore(places.embeddings()) : null;
  }

  /**
   * What a pass yields.
   *
   * @param clips the clips that were read, in their order
   * @param groups the groups whose clips were all read
   * @param missing number of groups that are not among them
   * @param embeddings vectors of these clips, by the name of the system
   * @param failures the clips that could not be read
   * @param fingerprint digest over audio and metadata of the clips that were read
   * @param audioSeconds duration of these clips together
   * @param seconds time it took
   * @param cached clips whose vectors came from the store, counted for each system
   * @param computed clips whose vectors were computed, counted for each system
   * @param times how long each system computed, by its name
   * @param work what the workers did with their time
   */
  public record Outcome(
      List<Clip> clips,
      List<ClipGroup> groups,
      int missing,
      Map<String, ClipEmbeddings> embeddings,
      List<ClipFailure> failures,
      String fingerprint,
      double audioSeconds,
      double seconds,
      int cached,
      int computed,
      Map<String, ComputeTimes> times,
      WorkTimes work) {
    /** The data set as results tell it. */
    public DatasetResult result(ComponentResult source, Dataset dataset) {
      return new DatasetResult(
          source, clips.size(), audioSeconds, dataset.classes(), fingerprint, failures);
    }
  }

  /**
   * Embeds the clips of a data set.
   *
   * @param name name of the data set, for people
   * @param dataset its clips; the settings may limit them
   * @param pipelines the systems
   * @param progress hears of every clip
   * @throws AulosException if no clip can be read
   * @throws IllegalArgumentException if two systems have one name
   */
  public Outcome run(
      String name, Dataset dataset, List<Pipeline> pipelines, ProgressListener progress) {
    long start = System.nanoTime();
    if (pipelines.stream().map(Pipeline::name).distinct().count() < pipelines.size()) {
      throw new IllegalArgumentException(
          "two systems have one name: " + pipelines.stream().map(Pipeline::name).toList());
    }
    List<Clip> clips = limited(dataset, settings.limit());
    if (clips.isEmpty()) {
      throw new AulosException(name + ": there are no clips");
    }
    List<EmbeddingConsumer> consumers =
        EmbeddingConsumer.of(pipelines, clips.size(), store, settings.maxSeconds());
    ClipFlow.Outcome flown = flow.run(name, clips, consumers, progress);
    Outcome outcome =
        gather(name, clips, within(dataset.groups(), clips), flown, consumers, pipelines, start);
    progress.finished(name, summary(outcome));
    return outcome;
  }

  /**
   * At most {@code limit} clips of a data set, left in their order; if they make groups, the clips
   * of at most {@code limit} groups. All if the limit is 0.
   */
  public static List<Clip> limited(Dataset dataset, int limit) {
    List<ClipGroup> groups = dataset.groups();
    if (groups.isEmpty()) {
      return limited(dataset.clips(), limit);
    }
    if (limit == 0) {
      return dataset.clips();
    }
    Map<String, ClipGroup> byId = new LinkedHashMap<>();
    groups.forEach(group -> byId.put(group.id(), group));
    List<Clip> stand = groups.stream().map(EmbeddingPass::named).toList();
    Set<String> kept =
        limited(stand, limit).stream()
            .flatMap(one -> Objects.requireNonNull(byId.get(one.id())).clips().values().stream())
            .map(Clip::id)
            .collect(Collectors.toSet());
    return dataset.clips().stream().filter(clip -> kept.contains(clip.id())).toList();
  }

  /** The first clip of a group under the name of the group, to stand for all of it. */
  private static Clip named(ClipGroup group) {
    Clip first = group.first();
    return new Clip(
        group.id(), first.audio(), first.labels(), first.tags(), first.fold(), first.lyrics());
  }

  /** The groups all of whose clips are among the given. */
  private static List<ClipGroup> within(List<ClipGroup> groups, List<Clip> clips) {
    Set<String> ids = clips.stream().map(Clip::id).collect(Collectors.toSet());
    return groups.stream()
        .filter(group -> group.clips().values().stream().allMatch(own -> ids.contains(own.id())))
        .toList();
  }

  /**
   * At most {@code limit} clips, left in their order; all if the limit is 0. They are drawn by a
   * hash of their ids, in turn from each class and, within a class, from each of its folds: a probe
   * needs every class in more than one fold.
   */
  public static List<Clip> limited(List<Clip> clips, int limit) {
    if (limit == 0 || limit >= clips.size()) {
      return clips;
    }
    List<String> keys = clips.stream().map(clip -> Digests.sha256(clip.id())).toList();
    List<Integer> order =
        IntStream.range(0, clips.size()).boxed().sorted(Comparator.comparing(keys::get)).toList();
    order = inTurn(order, i -> List.of(clips.get(i).labels(), String.valueOf(clips.get(i).fold())));
    order = inTurn(order, i -> clips.get(i).labels());
    return order.stream().limit(limit).sorted().map(clips::get).toList();
  }

  /** The first of each group, then the second of each, and so on; else in the order given. */
  private static List<Integer> inTurn(List<Integer> order, IntFunction<Object> group) {
    Map<Object, Integer> seen = new HashMap<>();
    Map<Integer, Integer> turns = new HashMap<>();
    for (int index : order) {
      turns.put(index, seen.merge(group.apply(index), 1, Integer::sum));
    }
    return order.stream().sorted(Comparator.comparing(turns::get)).toList();
  }

  private static Outcome gather(
      String name,
      List<Clip> clips,
      List<ClipGroup> groups,
      ClipFlow.Outcome flown,
      List<EmbeddingConsumer> consumers,
      List<Pipeline> pipelines,
      long start) {
    List<ClipFlow.Seen> seen = flown.seen();
    List<Clip> read = new ArrayList<>();
    List<Integer> positions = new ArrayList<>();
    List<ClipFailure> failures = new ArrayList<>();
    Fingerprint fingerprint = new Fingerprint();
    double audioSeconds = 0;
    for (int i = 0; i < clips.size(); i++) {
      Clip clip = clips.get(i);
      String problem = seen.get(i).problem();
      if (problem != null) {
        failures.add(new ClipFailure(clip.id(), problem));
        continue;
      }
      read.add(clip);
      positions.add(i);
      audioSeconds += consumers.isEmpty() ? 0 : consumers.get(0).seconds(i);
      fingerprint.add(clip, Objects.requireNonNull(seen.get(i).digest()));
    }
    if (read.isEmpty()) {
      throw new AulosException(
          name
              + ": none of "
              + clips.size()
              + " clips can be read; the first problem: "
              + failures.get(0).id()
              + ": "
              + failures.get(0).problem());
    }
    Map<String, ClipEmbeddings> embeddings = embeddings(pipelines, consumers, read, positions);
    List<ClipGroup> whole = within(groups, read);
    whole.forEach(fingerprint::add);
    return new Outcome(
        read,
        whole,
        groups.size() - whole.size(),
        embeddings,
        failures,
        fingerprint.value(),
        audioSeconds,
        (System.nanoTime() - start) / 1e9,
        consumers.stream().mapToInt(EmbeddingConsumer::cached).sum(),
        consumers.stream().mapToInt(EmbeddingConsumer::computed).sum(),
        times(consumers),
        flown.times());
  }

  private static Map<String, ComputeTimes> times(List<EmbeddingConsumer> consumers) {
    Map<String, ComputeTimes> times = new HashMap<>();
    consumers.forEach(consumer -> times.putAll(consumer.times()));
    return times;
  }

  private static Map<String, ClipEmbeddings> embeddings(
      List<Pipeline> pipelines,
      List<EmbeddingConsumer> consumers,
      List<Clip> read,
      List<Integer> positions) {
    Map<String, VectorSpool> vectors = new HashMap<>();
    consumers.forEach(consumer -> vectors.putAll(consumer.vectors()));
    List<String> ids = read.stream().map(Clip::id).toList();
    int[] places = positions.stream().mapToInt(Integer::intValue).toArray();
    Map<String, ClipEmbeddings> embeddings = new HashMap<>();
    for (Pipeline pipeline : pipelines) {
      VectorSpool own = Objects.requireNonNull(vectors.get(pipeline.name()));
      embeddings.put(pipeline.name(), new ClipEmbeddings(pipeline.spaceName(), ids, places, own));
    }
    return embeddings;
  }

  private static String summary(Outcome outcome) {
    String summary =
        summary(
            outcome.clips().size(),
            outcome.audioSeconds(),
            outcome.seconds(),
            outcome.failures().size(),
            outcome.work());
    return outcome.cached() == 0
        ? summary
        : "%s (%d of %d from the store)"
            .formatted(summary, outcome.cached(), outcome.cached() + outcome.computed());
  }

  /** How many clips were read and how fast, in a line for people. */
  static String summary(
      int clips, double audioSeconds, double seconds, int skipped, WorkTimes work) {
    return "%d clips, %.0f s of audio in %.1f s: %.0f audio-seconds per second%s; %s"
        .formatted(
            clips,
            audioSeconds,
            seconds,
            audioSeconds / seconds,
            skipped == 0 ? "" : ", " + skipped + " skipped",
            work);
  }
}
