package org.aulos.runtime.pipeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private final AtomicInteger cached = new AtomicInteger();
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
    private final float[][] vectors;

    Target(Pipeline pipeline, int clips) {
      this.pipeline = pipeline;
      this.storeKey = pipeline.storeKey();
      this.vectors = new float[clips][];
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
          && kept.get().vector().length == target.pipeline.dimension()) {
        target.vectors[clip] = kept.get().vector();
        seconds[clip] = kept.get().seconds();
        cached.incrementAndGet();
      } else {
        missing = true;
      }
    }
    return missing;
  }

  @Override
  public List<Refused> accept(AudioBatch audio, List<Item> clips) {
    List<Refused> refused = new ArrayList<>();
    FeatureBatch features = targets.get(0).pipeline.features(audio).orElse(null);
    for (Target target : targets) {
      if (clips.stream().anyMatch(clip -> target.vectors[clip.index()] == null)) {
        gather(target, target.pipeline.encode(audio, features), clips, refused);
      }
    }
    return refused;
  }

  private void gather(
      Target target, EmbeddingBatch batch, List<Item> clips, List<Refused> refused) {
    int dimension = target.pipeline.dimension();
    if (batch.size() != clips.size() || batch.dimension() != dimension) {
      throw new IllegalStateException(
          "system '%s' yielded %d x %d values for %d clips of dimension %d; this is a fault of its encoder"
              .formatted(
                  target.pipeline.name(),
                  batch.size(),
                  batch.dimension(),
                  clips.size(),
                  dimension));
    }
    float[] values = batch.toFloats();
    for (int i = 0; i < clips.size(); i++) {
      Item clip = clips.get(i);
      if (target.vectors[clip.index()] != null) {
        continue; // came from the store; its neighbours did not
      }
      float[] vector = Arrays.copyOfRange(values, i * dimension, (i + 1) * dimension);
      if (!ClipConsumer.finite(vector)) {
        refused.add(
            new Refused(
                clip,
                "system '"
                    + target.pipeline.name()
                    + "' yields values for it that are not finite; are its samples extreme?"));
        continue;
      }
      target.vectors[clip.index()] = vector;
      seconds[clip.index()] = clip.seconds();
      computed.incrementAndGet();
      if (store != null) {
        store.keep(target.storeKey, clip.digest(), new EmbeddingStore.Kept(vector, clip.seconds()));
      }
    }
  }

  /** The vectors of each pipeline by its name; no vector where the clip could not be read. */
  Map<String, float[][]> vectors() {
    Map<String, float[][]> vectors = new LinkedHashMap<>();
    targets.forEach(target -> vectors.put(target.pipeline.name(), target.vectors));
    return vectors;
  }

  /** Duration of a clip; 0 if it could not be read. */
  double seconds(int clip) {
    return seconds[clip];
  }

  int cached() {
    return cached.get();
  }

  int computed() {
    return computed.get();
  }
}
