package org.aulos.runtime.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.aulos.api.AudioFormat;
import org.aulos.api.Waveform;
import org.aulos.runtime.pipeline.BatchQueue.Batch;
import org.aulos.runtime.pipeline.BatchQueue.Waiting;
import org.junit.jupiter.api.Test;

class BatchQueueTest {
  private static final AudioFormat FORMAT = AudioFormat.mono(8_000);

  /** Samples of a mebi: 2^20. */
  private static final int MEBI = 1 << 20;

  private final Listener consumer = new Listener(FORMAT);

  private static Waiting clip(int index, int samples) {
    return clip(index, Waveform.mono(new float[samples], 8_000));
  }

  private static Waiting clip(int index, Waveform waveform) {
    return new Waiting(new ClipConsumer.Item(index, "c" + index, "d" + index, 1), waveform);
  }

  private static List<Batch> drained(BatchQueue queue) {
    List<Batch> batches = new ArrayList<>();
    for (Optional<Batch> next = queue.drain(); next.isPresent(); next = queue.drain()) {
      batches.add(next.get());
    }
    return batches;
  }

  private static List<Integer> indices(List<Batch> batches) {
    return batches.stream()
        .flatMap(batch -> batch.clips().stream())
        .map(waiting -> waiting.item().index())
        .toList();
  }

  @Test
  void aBatchIsReadyWhenItIsFull() {
    BatchQueue queue = new BatchQueue(3);

    assertThat(queue.add(consumer, clip(0, 100))).isEmpty();
    assertThat(queue.add(consumer, clip(1, 100))).isEmpty();
    assertThat(queue.add(consumer, clip(2, 100)).map(List::of).map(BatchQueueTest::indices))
        .contains(List.of(0, 1, 2));
    assertThat(queue.drain()).isEmpty();
  }

  @Test
  void batchesOfOneNeverWait() {
    assertThat(new BatchQueue(1).add(consumer, clip(0, 100))).isPresent();
  }

  @Test
  void consumersDoNotShareBatches() {
    BatchQueue queue = new BatchQueue(2);

    assertThat(queue.add(consumer, clip(0, 100))).isEmpty();
    assertThat(queue.add(new Listener(FORMAT), clip(0, 100))).isEmpty();
    assertThat(drained(queue)).hasSize(2);
  }

  @Test
  void clipsOfDifferentLengthDoNotShareBatches() {
    BatchQueue queue = new BatchQueue(2);

    assertThat(queue.add(consumer, clip(0, 1_000))).isEmpty();
    assertThat(queue.add(consumer, clip(1, 2_000))).isEmpty();
  }

  @Test
  void aClipWithoutSamplesIsABatchLikeAnother() {
    BatchQueue queue = new BatchQueue(2);
    queue.add(consumer, clip(0, 0));

    assertThat(queue.add(consumer, clip(1, 0))).isPresent();
  }

  @Test
  void aLongClipGoesAtOnce() {
    assertThat(new BatchQueue(16).add(consumer, clip(0, 4 * MEBI))).isPresent();
  }

  @Test
  void theSamplesOfAllChannelsCount() {
    Waveform stereo = new Waveform(new float[2][2 * MEBI], 8_000);

    assertThat(new BatchQueue(16).add(consumer, clip(0, stereo))).isPresent();
  }

  @Test
  void whateverComesNothingIsLostOrDoubledPaddingIsBoundedAndFewSamplesWait() {
    for (int seed = 0; seed < 20; seed++) {
      check(new Random(seed));
    }
  }

  private void check(Random random) {
    int batchSize = 1 + random.nextInt(20);
    BatchQueue queue = new BatchQueue(batchSize);
    Waveform longest = Waveform.mono(new float[3 * MEBI], 8_000);
    Map<Integer, Waveform> lengths = new HashMap<>(Map.of(longest.frames(), longest));
    List<Batch> batches = new ArrayList<>();
    long waiting = 0;
    int clips = 300;
    for (int i = 0; i < clips; i++) {
      int length =
          random.nextInt(8) == 0 ? longest.frames() : (int) Math.exp(random.nextDouble() * 14);
      Waveform waveform = lengths.computeIfAbsent(length, l -> Waveform.mono(new float[l], 8_000));
      Optional<Batch> ready = queue.add(consumer, clip(i, waveform));
      ready.ifPresent(batches::add);
      waiting += length - ready.map(BatchQueueTest::samples).orElse(0L);
      assertThat(waiting).isBetween(0L, 16L * MEBI);
    }
    batches.addAll(drained(queue));

    assertThat(indices(batches))
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, clips).boxed().toList());
    for (Batch batch : batches) {
      assertThat(batch.clips()).hasSizeBetween(1, batchSize);
      assertThat(batch.clips().size() == 1 || samples(batch) < 8L * MEBI).isTrue();
      assertThat(frames(batch).max().orElseThrow())
          .isLessThanOrEqualTo((int) Math.ceil(1.25 * frames(batch).min().orElseThrow() + 1));
    }
  }

  private static IntStream frames(Batch batch) {
    return batch.clips().stream().mapToInt(clip -> clip.waveform().frames());
  }

  private static long samples(Batch batch) {
    return frames(batch).asLongStream().sum();
  }

  @Test
  void threadsThatAddSideBySideLoseNothing() throws InterruptedException {
    BatchQueue queue = new BatchQueue(5);
    ConcurrentLinkedQueue<Batch> batches = new ConcurrentLinkedQueue<>();
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      int first = 1_000 * t;
      threads.add(
          new Thread(
              () -> {
                for (int i = first; i < first + 1_000; i++) {
                  queue.add(consumer, clip(i, 10 + i % 50)).ifPresent(batches::add);
                }
              }));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    batches.addAll(drained(queue));

    assertThat(indices(List.copyOf(batches)))
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 4_000).boxed().toList());
  }
}
