package org.aulos.runtime.pipeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.aulos.api.Waveform;

/**
 * Gathers clips of like length into batches, so that little is padded. Holds a bounded number of
 * samples, whatever the clips are.
 */
final class BatchQueue {
  /** Lengths within one bucket differ by at most this factor. */
  private static final double BUCKET_RATIO = 1.25;

  /** 16 MiB of float samples: a batch of long clips is cut to it. */
  private static final long MAX_BATCH_SAMPLES = 1L << 22;

  /** 64 MiB of float samples wait at most; then the fullest bucket goes. */
  private static final long MAX_WAITING_SAMPLES = 1L << 24;

  private final int batchSize;
  private final Map<Bucket, List<Waiting>> buckets = new HashMap<>();
  private long waitingSamples;

  BatchQueue(int batchSize) {
    this.batchSize = batchSize;
  }

  /** Clips of one consumer and of like length. */
  private record Bucket(ClipConsumer consumer, int lengthClass) {}

  /** A clip that waits for its batch. */
  record Waiting(ClipConsumer.Item item, Waveform waveform) {
    long samples() {
      return (long) waveform.frames() * waveform.channels();
    }
  }

  /** A batch that is ready. */
  record Batch(ClipConsumer consumer, List<Waiting> clips) {}

  /** Adds a clip; returns a batch if that made one ready. */
  synchronized Optional<Batch> add(ClipConsumer consumer, Waiting clip) {
    Bucket bucket = new Bucket(consumer, lengthClass(clip.waveform().frames()));
    List<Waiting> clips = buckets.computeIfAbsent(bucket, key -> new ArrayList<>());
    clips.add(clip);
    waitingSamples += clip.samples();
    if (clips.size() >= batchSize || samples(clips) >= MAX_BATCH_SAMPLES) {
      return Optional.of(take(bucket));
    }
    return waitingSamples > MAX_WAITING_SAMPLES ? Optional.of(takeFullest()) : Optional.empty();
  }

  /** Takes out one of the batches that will not fill any more. */
  synchronized Optional<Batch> drain() {
    return buckets.isEmpty() ? Optional.empty() : Optional.of(takeFullest());
  }

  private Batch takeFullest() {
    return take(
        buckets.entrySet().stream()
            .max(Comparator.comparingLong(entry -> samples(entry.getValue())))
            .orElseThrow()
            .getKey());
  }

  private Batch take(Bucket bucket) {
    List<Waiting> clips = buckets.remove(bucket);
    if (clips == null) {
      throw new IllegalStateException("no such bucket: " + bucket);
    }
    waitingSamples -= samples(clips);
    return new Batch(bucket.consumer(), clips);
  }

  private static long samples(List<Waiting> clips) {
    return clips.stream().mapToLong(Waiting::samples).sum();
  }

  private static int lengthClass(int frames) {
    return (int) Math.ceil(Math.log(Math.max(1, frames)) / Math.log(BUCKET_RATIO));
  }
}
