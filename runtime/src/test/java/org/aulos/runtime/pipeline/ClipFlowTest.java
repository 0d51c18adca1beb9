package org.aulos.runtime.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.aulos.api.AudioBatch;
import org.aulos.api.AudioException;
import org.aulos.api.AudioFormat;
import org.aulos.api.AulosException;
import org.aulos.api.Clip;
import org.aulos.runtime.ProgressListener;
import org.aulos.runtime.RunSettings;
import org.aulos.runtime.TinyPlugin;
import org.aulos.runtime.WorkTimes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ClipFlowTest {
  private static final AudioFormat FORMAT = AudioFormat.mono(TinyPlugin.RATE);

  private final TensorRuntime tensors = new TensorRuntime(settings(1, 1, false));

  @AfterEach
  void close() {
    tensors.close();
  }

  private static RunSettings settings(int workers, int batchSize, boolean strict) {
    return new RunSettings(42, 0, "cpu", workers, batchSize, 600, strict, false);
  }

  private ClipFlow flow(int workers, int batchSize, boolean strict) {
    RunSettings settings = settings(workers, batchSize, strict);
    return new ClipFlow(new ClipReader(settings), tensors, settings);
  }

  private static List<Clip> clips(int count) {
    List<Clip> clips = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      clips.add(TinyPlugin.beep("c" + i, (i + 1) / 256f, 50 + 37 * (i % 11)));
    }
    return clips;
  }

  /** Clips of which the third cannot be read. */
  private static List<Clip> clipsOneDamaged() {
    List<Clip> clips = clips(8);
    clips.set(2, TinyPlugin.damaged(clips.get(2)));
    return clips;
  }

  @ParameterizedTest
  @CsvSource({"1,1", "1,7", "2,1", "2,3", "3,4", "4,2", "4,7"})
  void everyConsumerHearsEveryClipOnceAndWhole(int workers, int batchSize) {
    List<Listener> listeners = List.of(new Listener(FORMAT), new Listener(FORMAT));
    List<Clip> clips = clips(40);

    List<ClipFlow.Seen> seen =
        flow(workers, batchSize, false)
            .run("test", clips, listeners, ProgressListener.SILENT)
            .seen();

    assertThat(seen).hasSize(40).allMatch(one -> one.digest() != null && one.problem() == null);
    for (Listener listener : listeners) {
      assertThat(listener.heard).hasSize(40).allSatisfy((i, times) -> assertHeard(clips, i, times));
      assertThat(listener.largest.get()).isLessThanOrEqualTo(batchSize);
    }
  }

  private static void assertHeard(List<Clip> clips, int index, List<float[]> times) {
    assertThat(times)
        .containsExactly(((TinyPlugin.Beep) clips.get(index).audio()).render().channel(0));
  }

  @Test
  void consumersHearTheirOwnFormat() {
    Listener half = new Listener(AudioFormat.mono(TinyPlugin.RATE / 2));
    Listener stereo = new Listener(new AudioFormat(TinyPlugin.RATE, 2));
    List<Clip> clips = List.of(TinyPlugin.beep("a", 0.5f, 100));

    flow(2, 2, false).run("test", clips, List.of(half, stereo), ProgressListener.SILENT);

    assertThat(half.heard.get(0)).extracting(samples -> samples.length).containsExactly(50);
    assertThat(stereo.batches.get()).isEqualTo(1);
  }

  @Test
  void withoutConsumersClipsAreStillSeen() {
    List<ClipFlow.Seen> seen =
        flow(2, 2, false).run("test", clips(5), List.of(), ProgressListener.SILENT).seen();

    assertThat(seen).hasSize(5).allMatch(one -> one.digest() != null);
  }

  @Test
  void theTimeOfTheWorkersIsReadComputedOrWaited() {
    long start = System.nanoTime();
    WorkTimes times =
        flow(2, 1, false)
            .run("test", clips(5), List.of(new Sleeper(0.02)), ProgressListener.SILENT)
            .times();
    double elapsed = (System.nanoTime() - start) / 1e9;

    assertThat(times.computingSeconds()).isBetween(5 * 0.02, 2 * elapsed);
    assertThat(times.readingSeconds()).isPositive();
    assertThat(times.waitingSeconds()).isPositive();
    assertThat(times.readingSeconds() + times.computingSeconds() + times.waitingSeconds())
        .isLessThanOrEqualTo(2 * elapsed);
  }

  /** Takes its time for every batch. */
  private record Sleeper(double seconds) implements ClipConsumer {
    @Override
    public AudioFormat audioFormat() {
      return FORMAT;
    }

    @Override
    public boolean wants(int clip, String digest) {
      return true;
    }

    @Override
    public List<Refused> accept(AudioBatch audio, List<Item> clips) {
      long end = System.nanoTime() + (long) (seconds * 1e9);
      while (System.nanoTime() < end) {
        LockSupport.parkNanos(end - System.nanoTime());
      }
      return List.of();
    }
  }

  @Test
  void noClipsAreNoWork() {
    Listener listener = new Listener(FORMAT);

    assertThat(
            flow(2, 2, false)
                .run("test", List.of(), List.of(listener), ProgressListener.SILENT)
                .seen())
        .isEmpty();
    assertThat(listener.batches.get()).isZero();
  }

  @Test
  void aClipThatCannotBeReadIsReportedAndPassedOver() {
    Listener listener = new Listener(FORMAT);
    Warnings warnings = new Warnings();

    List<ClipFlow.Seen> seen =
        flow(2, 3, false).run("test", clipsOneDamaged(), List.of(listener), warnings).seen();

    assertThat(seen.get(2).problem()).isEqualTo("is cut off after 44 bytes");
    assertThat(warnings.heard).containsExactly("c2.wav: is cut off after 44 bytes (skipped)");
    assertThat(listener.heard).containsOnlyKeys(0, 1, 3, 4, 5, 6, 7);
  }

  @Test
  void aStrictRunEndsAtAClipThatCannotBeRead() {
    ClipFlow flow = flow(2, 3, true);

    assertThatThrownBy(
            () ->
                flow.run(
                    "test",
                    clipsOneDamaged(),
                    List.of(new Listener(FORMAT)),
                    ProgressListener.SILENT))
        .isInstanceOf(AudioException.class)
        .hasMessage("c2.wav: is cut off after 44 bytes");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void theFailureOfAConsumerEndsTheRunAsItIs(int workers) {
    IllegalStateException failure = new IllegalStateException("the encoder is broken");
    Listener broken = new Listener(FORMAT, items -> fail(failure));

    Throwable thrown = catchThrowable(() -> run(flow(workers, 3, false), broken));

    assertThat(thrown).isSameAs(failure);
  }

  @Test
  void anErrorOfAConsumerEndsTheRunAsItIs() {
    OutOfMemoryError error = new OutOfMemoryError("of the test");
    Listener broken =
        new Listener(
            FORMAT,
            items -> {
              throw error;
            });

    assertThat(catchThrowable(() -> run(flow(2, 3, false), broken))).isSameAs(error);
  }

  @Test
  void aConsumerThatFailsByAnAulosExceptionIsNotMistakenForADamagedClip() {
    AulosException failure = new AulosException("cannot read the store");
    ClipConsumer broken =
        new ClipConsumer() {
          @Override
          public AudioFormat audioFormat() {
            return FORMAT;
          }

          @Override
          public boolean wants(int clip, String digest) {
            throw failure;
          }

          @Override
          public List<Refused> accept(AudioBatch audio, List<Item> items) {
            return List.of();
          }
        };

    assertThat(
            catchThrowable(
                () ->
                    flow(2, 3, false)
                        .run("test", clips(9), List.of(broken), ProgressListener.SILENT)))
        .isSameAs(failure);
  }

  @Test
  void theLastBatchesCountToo() {
    IllegalStateException failure = new IllegalStateException("of the drain");
    Listener broken = new Listener(FORMAT, items -> fail(failure));

    // Fewer clips than a batch: only the drain processes them.
    assertThat(catchThrowable(() -> run(flow(2, 100, false), broken))).isSameAs(failure);
  }

  @Test
  void afterAFailureNoWorkerIsStillBusy() {
    CountDownLatch both = new CountDownLatch(2);
    Listener slow =
        new Listener(
            FORMAT,
            items -> {
              both.countDown();
              await(both);
              if (items.get(0).index() == 0) {
                throw new IllegalStateException("first");
              }
              sleep(300);
            });

    assertThat(catchThrowable(() -> run(flow(2, 1, false), slow))).hasMessage("first");
    assertThat(slow.busy.get()).isZero();
  }

  @Test
  void anInterruptEndsTheRunAndStaysSet() throws InterruptedException {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    Listener waiting =
        new Listener(
            FORMAT,
            items -> {
              entered.countDown();
              await(go);
            });
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    AtomicReference<Boolean> interrupted = new AtomicReference<>();
    Thread caller =
        new Thread(
            () -> {
              thrown.set(catchThrowable(() -> run(flow(2, 1, false), waiting)));
              interrupted.set(Thread.currentThread().isInterrupted());
            });

    caller.start();
    await(entered);
    caller.interrupt();
    // Once it waits for the workers to come to rest, and for a limited time, it has told them to.
    while (caller.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    go.countDown();
    caller.join();

    assertThat(thrown.get()).isInstanceOf(AulosException.class).hasMessage("interrupted");
    assertThat(interrupted.get()).isTrue();
    assertThat(waiting.heard.size()).isLessThan(9);
    assertThat(waiting.busy.get()).isZero();
  }

  @Test
  void tensorsOfABatchDoNotOutliveIt() {
    int before = tensors.manager().getManagedArrays().size();
    ClipConsumer careless =
        new ClipConsumer() {
          @Override
          public AudioFormat audioFormat() {
            return FORMAT;
          }

          @Override
          public boolean wants(int clip, String digest) {
            return true;
          }

          @Override
          public List<Refused> accept(AudioBatch audio, List<Item> items) {
            audio.samples().mul(2).sum();
            // On the manager that lives as long as the run.
            tensors.manager().create(new Shape(10));
            return List.of();
          }
        };

    flow(2, 1, false).run("test", clips(30), List.of(careless), ProgressListener.SILENT);

    assertThat(tensors.manager().getManagedArrays()).hasSize(before);
  }

  @Test
  void progressCountsEveryClip() {
    Warnings progress = new Warnings();

    flow(3, 2, false).run("test", clipsOneDamaged(), List.of(new Listener(FORMAT)), progress);

    assertThat(progress.total).isEqualTo(8);
    assertThat(progress.advances).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7, 8);
  }

  private void run(ClipFlow flow, Listener listener) {
    flow.run("test", clips(9), List.of(listener), ProgressListener.SILENT);
  }

  private static void fail(RuntimeException failure) {
    throw failure;
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError("a worker was interrupted", e);
    }
  }

  private static void sleep(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new AssertionError("a worker was interrupted", e);
    }
  }

  /** Hears everything. */
  private static final class Warnings implements ProgressListener {
    private final ConcurrentLinkedQueue<String> heard = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Integer> advances = new ConcurrentLinkedQueue<>();
    private int total;

    @Override
    public void started(String stage, int total) {
      this.total = total;
    }

    @Override
    public void advanced(String stage, int done) {
      advances.add(done);
    }

    @Override
    public void finished(String stage, String summary) {}

    @Override
    public void warned(String message) {
      heard.add(message);
    }
  }
}
