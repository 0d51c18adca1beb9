package org.aulos.runtime.pipeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.aulos.api.AudioBatch;
import org.aulos.api.AudioFormat;
import org.aulos.api.EmbeddingBatch;
import org.aulos.api.FeatureBatch;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the vectors of pipelines that share their features; takes from the store what is there.
 */
final class EmbeddingConsumer implements ClipConsumer {
  private final List<Target> targets;
  private final @Nullable EmbeddingStore store;
  private final double maxSeconds;
  private final double[] seconds;
  private final AtomicInteger computed = new AtomicInteger();

  private EmbeddingConsumer(
      List<Pipeline> pipelines, int clips, @Nullable EmbeddingStore store, double maxSeconds) {
    this.targets = pipelines.stream().map(pipeline -> new Target(pipeline, clips)).toList();
    this.store = store;
    this.maxSeconds = maxSeconds;
    this.seconds = new double[clips];
  }

  /**
   * One consumer for each group of pipelines that share their features.
   *
   * @param maxSeconds longest clip whose kept vector is taken; reading refuses longer ones, and
   *     what is in the store must not change that
   */
  static List<EmbeddingConsumer> of(
      List<Pipeline> pipelines, int clips, @Nullable EmbeddingStore store, double maxSeconds) {
    Map<String, List<Pipeline>> groups = new LinkedHashMap<>();
    for (Pipeline pipeline : pipelines) {
      groups.computeIfAbsent(pipeline.featuresKey(), key -> new ArrayList<>()).add(pipeline);
    }
    return groups.values().stream()
        .map(group -> new EmbeddingConsumer(group, clips, store, maxSeconds))
        .toList();
  }

  /** The vectors of one pipeline. Each clip is written by one thread only. */
  private static final class Target {
    private final Pipeline pipeline;
    private final String storeKey;
    private final VectorSpool vectors;
    private final AtomicInteger cached = new AtomicInteger();
    private final Queue<ComputeTimes.Batch> batches = new ConcurrentLinkedQueue<>();

    Target(Pipeline pipeline, int clips) {
      this.pipeline = pipeline;
      this.storeKey = pipeline.storeKey();
      this.vectors = VectorSpool.of(clips, pipeline.dimension());
    }
  }

  @Override
  public AudioFormat audioFormat() {
    return targets.get(0).pipeline.audioFormat();
  }

  @Override
  public boolean wants(int clip, String digest) {
    boolean missing = false;
    for (Target target : targets) {
      Optional<EmbeddingStore.Kept> kept =
          store == null ? Optional.empty() : store.find(target.storeKey, digest);
      if (kept.isPresent()
          && kept.get().seconds() <= maxSeconds
          && kept.get().vectors().length % target.pipeline.dimension() == 0) {
        target.vectors.put(clip, kept.get().vectors());
        seconds[clip] = kept.get().seconds();
        target.cached.incrementAndGet();
      } else {
        missing = true;
      }
    }
    return missing;
  }

  @Override
  public List<Refused> accept(AudioBatch audio, List<Item> clips) {
    List<Refused> refused = new ArrayList<>();
    double duration = clips.stream().mapToDouble(Item::seconds).sum();
    long start = System.nanoTime();
    FeatureBatch features = targets.get(0).pipeline.features(audio).orElse(null);
    long extracting = System.nanoTime() - start;
    for (Target target : targets) {
      if (!clips.stream().allMatch(clip -> target.vectors.has(clip.index()))) {
        long encodingStart = System.nanoTime();
        EmbeddingBatch batch = target.pipeline.encode(audio, features);
        float[] values = batch.toFloats(); // a GPU has finished when they are here
        long nanos = extracting + System.nanoTime() - encodingStart;
        target.batches.add(new ComputeTimes.Batch(clips.size(), duration, nanos / 1e9));
        gather(target, batch, values, clips, refused);
      }
    }
    return refused;
  }

  private void gather(
      Target target,
      EmbeddingBatch batch,
      float[] values,
      List<Item> clips,
      List<Refused> refused) {
    int dimension = target.pipeline.dimension();
    if (batch.size() != clips.size() || batch.dimension() != dimension) {
      throw new IllegalStateException(
          "system '%s' yielded vectors of %d values for %d clips, expected %d values for %d; this is a fault of its encoder"
              .formatted(
                  target.pipeline.name(),
                  batch.dimension(),
                  batch.size(),
                  dimension,
                  clips.size()));
    }
    int start = 0;
    for (int i = 0; i < clips.size(); i++) {
      int end = start + batch.count(i) * dimension;
      // What came from the store stays; its neighbours did not.
      if (!target.vectors.has(clips.get(i).index())) {
        take(target, clips.get(i), Arrays.copyOfRange(values, start, end), refused);
      }
      start = end;
    }
  }

  private void take(Target target, Item clip, float[] vectors, List<Refused> refused) {
    if (!ClipConsumer.finite(vectors)) {
      refused.add(
          new Refused(
              clip,
              "system '"
                  + target.pipeline.name()
                  + "' yields values for it that are not finite; are its samples extreme?"));
      return;
    }
    target.vectors.put(clip.index(), vectors);
    seconds[clip.index()] = clip.seconds();
    computed.incrementAndGet();
    if (store != null) {
      store.keep(target.storeKey, clip.digest(), new EmbeddingStore.Kept(vectors, clip.seconds()));
    }
  }

  /** The vectors of each pipeline by its name; no vector where the clip could not be read. */
  Map<String, VectorSpool> vectors() {
    Map<String, VectorSpool> vectors = new LinkedHashMap<>();
    targets.forEach(target -> vectors.put(target.pipeline.name(), target.vectors));
    return vectors;
  }

  /** Duration of a clip; 0 if it could not be read. */
  double seconds(int clip) {
    return seconds[clip];
  }

  /** How long each pipeline computed, by its name. */
  Map<String, ComputeTimes> times() {
    Map<String, ComputeTimes> times = new LinkedHashMap<>();
    for (Target target : targets) {
      times.put(
          target.pipeline.name(),
          new ComputeTimes(target.cached.get(), List.copyOf(target.batches)));
    }
    return times;
  }

  int cached() {
    return targets.stream().mapToInt(target -> target.cached.get()).sum();
  }

  int computed() {
    return computed.get();
  }
}
