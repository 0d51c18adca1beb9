package org.aulos.runtime.pipeline;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.aulos.api.AudioBatch;
import org.aulos.api.AudioFormat;

/** A consumer that keeps what it hears. */
final class Listener implements ClipConsumer {
  /** The samples of each clip, by its position; several where it came several times. */
  final Map<Integer, List<float[]>> heard = new ConcurrentHashMap<>();

  final AtomicInteger batches = new AtomicInteger();
  final AtomicInteger largest = new AtomicInteger();
  final AtomicInteger busy = new AtomicInteger();

  private final AudioFormat format;
  private final Consumer<List<Item>> before;

  Listener(AudioFormat format) {
    this(format, items -> {});
  }

  /** A consumer that does something with each batch before it hears it. */
  Listener(AudioFormat format, Consumer<List<Item>> before) {
    this.format = format;
    this.before = before;
  }

  @Override
  public AudioFormat audioFormat() {
    return format;
  }

  @Override
  public boolean wants(int clip, String digest) {
    return true;
  }

  @Override
  public List<Refused> accept(AudioBatch audio, List<Item> items) {
    busy.incrementAndGet();
    try {
      before.accept(items);
      hear(audio, items);
      return List.of();
    } finally {
      busy.decrementAndGet();
    }
  }

  private void hear(AudioBatch audio, List<Item> items) {
    batches.incrementAndGet();
    largest.accumulateAndGet(items.size(), Math::max);
    float[] samples = audio.toFloats();
    int padded = samples.length / audio.size();
    for (int i = 0; i < items.size(); i++) {
      float[] own = Arrays.copyOfRange(samples, i * padded, i * padded + audio.length(i));
      heard.merge(
          items.get(i).index(),
          List.of(own),
          (a, b) -> java.util.stream.Stream.concat(a.stream(), b.stream()).toList());
    }
  }
}
