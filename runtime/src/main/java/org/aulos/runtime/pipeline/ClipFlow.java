package org.aulos.runtime.pipeline;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.aulos.api.AudioBatch;
import org.aulos.api.AudioException;
import org.aulos.api.AudioFormat;
import org.aulos.api.AulosException;
import org.aulos.api.Clip;
import org.aulos.api.Waveform;
import org.aulos.runtime.ProgressListener;
import org.aulos.runtime.RunSettings;
import org.aulos.runtime.WorkTimes;
import org.jspecify.annotations.Nullable;

/**
 * Drives clips through decoding, conversion and batching into consumers.
 *
 * <p>Every worker does whatever comes next: it decodes a clip, and if that fills a batch, it
 * processes the batch. There is no queue between stages that could run full or empty, and memory is
 * bounded by the clips in the workers' hands and in {@link BatchQueue}. On a GPU one batch is
 * processed at a time while the other workers decode ahead.
 */
public final class ClipFlow {
  private final ClipReader reader;
  private final NDManager manager;
  private final RunSettings settings;

  /** A flow on the device of {@code tensors}. */
  @Inject
  public ClipFlow(ClipReader reader, TensorRuntime tensors, RunSettings settings) {
    this.reader = reader;
    this.manager = tensors.manager();
    this.settings = settings;
  }

  /**
   * What a flow has seen of a clip: the digest of its audio, or why it could not be read.
   *
   * @param digest digest of its audio; absent if it could not be read
   * @param problem why it could not be read
   */
  public record Seen(@Nullable String digest, @Nullable String problem) {}

  /**
   * What a flow has come to.
   *
   * @param seen what was seen of each clip, in their order
   * @param times what the workers did with their time
   */
  public record Outcome(List<Seen> seen, WorkTimes times) {}

  /**
   * Sends every clip to every consumer that wants it.
   *
   * @param stage what the job is called, for people
   * @param clips the clips
   * @param consumers who takes them
   * @param progress hears of every clip
   * @return what was seen of the clips, and how long that took
   * @throws AulosException if a consumer fails, or a clip cannot be read and the settings are
   *     strict
   */
  public Outcome run(
      String stage,
      List<Clip> clips,
      List<? extends ClipConsumer> consumers,
      ProgressListener progress) {
    return new Run(stage, clips, consumers, progress).run();
  }

  /** One run: what the workers share. */
  private final class Run {
    private final String stage;
    private final List<Clip> clips;
    private final List<? extends ClipConsumer> consumers;
    private final ProgressListener progress;
    private final BatchQueue queue = new BatchQueue(settings.batchSize());
    private final AtomicReferenceArray<Seen> seen;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    // Workers stop after the clip or the batch in their hands.
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final int batchesAtOnce;
    private final Semaphore device;
    // Nanoseconds of all workers together.
    private final LongAdder working = new LongAdder();
    private final LongAdder computing = new LongAdder();
    private final LongAdder queueing = new LongAdder();

    Run(
        String stage,
        List<Clip> clips,
        List<? extends ClipConsumer> consumers,
        ProgressListener progress) {
      this.stage = stage;
      this.clips = clips;
      this.consumers = consumers;
      this.progress = progress;
      this.seen = new AtomicReferenceArray<>(clips.size());
      this.batchesAtOnce = manager.getDevice().isGpu() ? 1 : settings.workerCount();
      this.device = new Semaphore(batchesAtOnce);
    }

    Outcome run() {
      progress.started(stage, clips.size());
      long start = System.nanoTime();
      ExecutorService workers = Workers.start(settings.workerCount());
      try {
        together(workers, this::readAhead);
        together(workers, this::drain);
      } finally {
        stopped.set(true);
        Workers.settle(workers);
      }
      List<Seen> all = new ArrayList<>();
      for (int i = 0; i < clips.size(); i++) {
        all.add(seen.get(i));
      }
      return new Outcome(all, times(System.nanoTime() - start));
    }

    private WorkTimes times(long nanos) {
      int workers = settings.workerCount();
      long reading = working.sum() - computing.sum() - queueing.sum();
      long waiting = workers * nanos - reading - computing.sum();
      return new WorkTimes(
          workers, batchesAtOnce, reading / 1e9, computing.sum() / 1e9, waiting / 1e9);
    }

    /** Runs a task on every worker and waits for all of them; the first failure is thrown. */
    private void together(ExecutorService workers, Runnable task) {
      List<Future<?>> futures = new ArrayList<>();
      for (int i = 0; i < settings.workerCount(); i++) {
        futures.add(workers.submit(() -> guarded(task)));
      }
      for (Future<?> future : futures) {
        Workers.await(future);
      }
    }

    private void guarded(Runnable task) {
      boolean completed = false;
      long start = System.nanoTime();
      try {
        task.run();
        completed = true;
      } finally {
        working.add(System.nanoTime() - start);
        if (!completed) {
          stopped.set(true);
        }
      }
    }

    private void readAhead() {
      for (int i = next.getAndIncrement();
          i < clips.size() && !stopped.get();
          i = next.getAndIncrement()) {
        read(i);
        progress.advanced(stage, done.incrementAndGet());
      }
    }

    private void drain() {
      Optional<BatchQueue.Batch> batch = queue.drain();
      while (batch.isPresent() && !stopped.get()) {
        process(batch.get());
        batch = queue.drain();
      }
    }

    /** Only what happens to a clip alone is its own fault; a consumer that fails ends the run. */
    private void read(int index) {
      Clip clip = clips.get(index);
      Optional<String> digest = attempt(index, () -> reader.digest(clip));
      if (digest.isEmpty()) {
        return;
      }
      List<ClipConsumer> wanting = new ArrayList<>();
      for (ClipConsumer consumer : consumers) {
        if (consumer.wants(index, digest.get())) {
          wanting.add(consumer);
        }
      }
      if (wanting.isEmpty()) {
        seen.set(index, new Seen(digest.get(), null));
        return;
      }
      Optional<Waveform> waveform = attempt(index, () -> reader.read(clip));
      if (waveform.isPresent()) {
        // Before the clip is offered: whoever processes its batch may refuse it at once.
        seen.set(index, new Seen(digest.get(), null));
        offer(index, digest.get(), waveform.get(), wanting);
      }
    }

    /** What reading yields; nothing if the clip is at fault and the settings let that pass. */
    private <T> Optional<T> attempt(int index, Supplier<T> reading) {
      try {
        return Optional.of(reading.get());
      } catch (AulosException e) {
        if (settings.strict()) {
          throw e;
        }
        // Results do not depend on where files lie; the warning says where.
        String problem = e instanceof AudioException audio ? audio.problem() : e.getMessage();
        seen.set(index, new Seen(null, String.valueOf(problem)));
        progress.warned(e.getMessage() + " (skipped)");
        return Optional.empty();
      }
    }

    private void offer(int index, String digest, Waveform waveform, List<ClipConsumer> wanting) {
      ClipConsumer.Item item =
          new ClipConsumer.Item(index, clips.get(index).id(), digest, waveform.seconds());
      Map<AudioFormat, Waveform> converted = new HashMap<>();
      for (ClipConsumer consumer : wanting) {
        Waveform own =
            converted.computeIfAbsent(
                consumer.audioFormat(), format -> ClipReader.convert(waveform, format));
        queue.add(consumer, new BatchQueue.Waiting(item, own)).ifPresent(this::process);
      }
    }

    private void refuse(ClipConsumer.Refused refused) {
      String named = refused.clip().id() + ": " + refused.problem();
      if (settings.strict()) {
        throw new AulosException(named);
      }
      // Several consumers may refuse a clip, in any order: one and the same word stands.
      seen.accumulateAndGet(
          refused.clip().index(),
          new Seen(null, refused.problem()),
          (before, now) -> before.problem() == null || firstOf(now, before) ? now : before);
      progress.warned(named + " (skipped)");
    }

    private static boolean firstOf(Seen now, Seen before) {
      return String.valueOf(now.problem()).compareTo(String.valueOf(before.problem())) < 0;
    }

    private void process(BatchQueue.Batch batch) {
      long ready = System.nanoTime();
      device.acquireUninterruptibly();
      long start = System.nanoTime();
      queueing.add(start - ready);
      // The scope frees what operations attach to longer-lived managers, the manager what is
      // attached to the batch.
      try (NDScope scope = new NDScope();
          NDManager own = manager.newSubManager()) {
        scope.suppressNotUsedWarning();
        List<Waveform> waveforms =
            batch.clips().stream().map(BatchQueue.Waiting::waveform).toList();
        batch
            .consumer()
            .accept(
                AudioBatch.of(own, waveforms),
                batch.clips().stream().map(BatchQueue.Waiting::item).toList())
            .forEach(this::refuse);
      } finally {
        computing.add(System.nanoTime() - start);
        device.release();
      }
    }
  }
}
