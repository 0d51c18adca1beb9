package org.aulos.dsp;

import java.util.ArrayDeque;
import java.util.Deque;

/** The filters that were asked for last: at most 32, together at most 32 MB. */
final class FilterCache {

  private record Key(int up, int down, Resampler.Quality quality) {}

  private record Entry(Key key, PolyphaseFilter filter) {}

  private static final int MOST_ENTRIES = 32;
  private static final int MOST_VALUES = 1 << 23;
  private static final int MOST_EXACT_PHASES = 1_000;
  private static final Deque<Entry> ENTRIES = new ArrayDeque<>();

  private FilterCache() {}

  static synchronized PolyphaseFilter filter(int from, int to, Resampler.Quality quality) {
    int divisor = greatestCommonDivisor(from, to);
    Key key = new Key(to / divisor, from / divisor, quality);
    Entry entry =
        ENTRIES.stream().filter(e -> e.key.equals(key)).findFirst().orElseGet(() -> design(key));
    ENTRIES.remove(entry);
    ENTRIES.addFirst(entry);
    while (ENTRIES.size() > MOST_ENTRIES || size() > MOST_VALUES) {
      ENTRIES.removeLast();
    }
    return entry.filter;
  }

  private static int size() {
    return ENTRIES.stream().mapToInt(e -> e.filter.size()).sum();
  }

  private static Entry design(Key key) {
    PolyphaseFilter.Kernel kernel =
        switch (key.quality) {
          case KAISER -> new KaiserSinc(key.up, key.down);
          case TORCHAUDIO -> new CosineSinc(key.up, key.down);
        };
    if (key.up > MOST_EXACT_PHASES) {
      kernel = new SampledKernel(kernel, key.up, key.down);
    }
    return new Entry(key, new PolyphaseFilter(key.up, key.down, kernel));
  }

  private static int greatestCommonDivisor(int a, int b) {
    return b == 0 ? a : greatestCommonDivisor(b, a % b);
  }
}
