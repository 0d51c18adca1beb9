package org.aulos.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.aulos.api.AudioBatch;
import org.aulos.api.AudioFormat;
import org.aulos.api.Clip;
import org.aulos.api.RenderedAudio;
import org.aulos.api.Waveform;
import org.aulos.runtime.RunSettings;
import org.aulos.runtime.pipeline.ClipReader;
import org.aulos.runtime.pipeline.Workers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clips whose only sample is their number, so that what is given tells which they are. */
class DecodedAheadTest {
  private static final AudioFormat FORMAT = AudioFormat.mono(8_000);
  private static final long KILOBYTE = 1 << 10;

  private final AtomicInteger decoded = new AtomicInteger();
  private final NDManager manager = NDManager.newBaseManager("PyTorch");
  private ExecutorService workers = Workers.start(1);

  @AfterEach
  void end() {
    workers.shutdownNow();
    manager.close();
  }

  private record Numbered(int number, AtomicInteger decoded) implements RenderedAudio {
    @Override
    public String recipe() {
      return "number " + number;
    }

    @Override
    public Waveform render() {
      decoded.incrementAndGet();
      return Waveform.mono(new float[] {number}, 8_000);
    }
  }

  private DecodedAhead data(int clips, long keptBytes) {
    List<Clip> all =
        IntStream.range(0, clips)
            .mapToObj(i -> Clip.of("c" + i, new Numbered(i, decoded)))
            .toList();
    return new DecodedAhead(
        new ReadableClips(all, List.of(), List.of(), "print"),
        Path.of("run"),
        7,
        new ClipReader(RunSettings.DEFAULTS),
        workers,
        keptBytes);
  }

  private List<Integer> numbers(Iterator<AudioBatch> batches) {
    List<Integer> numbers = new ArrayList<>();
    batches.forEachRemaining(
        batch -> {
          for (float number : batch.toFloats()) {
            numbers.add((int) number);
          }
        });
    return numbers;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void clipsComeInTheOrderThatWasAskedFor(int count) {
    workers = Workers.start(count);
    List<Integer> order = IntStream.range(0, 100).mapToObj(i -> i * 37 % 100).toList();

    assertThat(numbers(data(100, 0).batches(manager, FORMAT, order, 7))).isEqualTo(order);
  }

  @Test
  void theLastBatchMayBeSmaller() {
    Iterator<AudioBatch> batches = data(5, 0).batches(manager, FORMAT, List.of(0, 1, 2, 3, 4), 2);

    assertThat(List.of(batches.next().size(), batches.next().size(), batches.next().size()))
        .containsExactly(2, 2, 1);
    assertThat(batches).isExhausted();
  }

  @Test
  void noMoreIsDecodedAheadThanThreeBatches() throws InterruptedException {
    List<Integer> all = IntStream.range(0, 100).boxed().toList();
    data(100, 0).batches(manager, FORMAT, all, 5).next();

    workers.shutdown();
    assertThat(workers.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    assertThat(decoded).hasValue(5 + 2 * 5);
  }

  @Test
  void whatIsKeptIsNotDecodedAgain() {
    DecodedAhead data = data(10, KILOBYTE);
    List<Integer> all = IntStream.range(0, 10).boxed().toList();
    numbers(data.batches(manager, FORMAT, all, 3));

    assertThat(numbers(data.batches(manager, FORMAT, all, 3))).isEqualTo(all);
    assertThat(decoded).hasValue(10);
  }

  @Test
  void noMoreIsKeptThanThereIsRoomFor() {
    DecodedAhead data = data(10, 6 * Float.BYTES);
    List<Integer> all = IntStream.range(0, 10).boxed().toList();
    numbers(data.batches(manager, FORMAT, all, 3));

    assertThat(numbers(data.batches(manager, FORMAT, all, 3))).isEqualTo(all);
    assertThat(decoded).hasValue(10 + 4);
  }

  @Test
  void audioOfOneFormatIsNotTakenForAnother() {
    DecodedAhead data = data(1, KILOBYTE);
    data.batches(manager, FORMAT, List.of(0), 1).next();

    AudioBatch stereo = data.batches(manager, new AudioFormat(8_000, 2), List.of(0), 1).next();
    assertThat(stereo.channels()).isEqualTo(2);
  }

  @Test
  void aPositionThatIsNoneIsRefusedAtOnce() {
    assertThatThrownBy(() -> data(3, 0).batches(manager, FORMAT, List.of(3), 1))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }
}
