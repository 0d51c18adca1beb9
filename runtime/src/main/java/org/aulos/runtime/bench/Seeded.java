package org.aulos.runtime.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.Predicate;

/**
 * A part of a benchmark under each of its seeds; once for all of them if it is not random.
 *
 * @param variants one for each seed, in their order, or a single one
 * @param <T> the part
 */
public record Seeded<T>(List<T> variants) {
  /** Variants of a part. */
  public Seeded {
    variants = List.copyOf(variants);
  }

  /**
   * Makes a part for the first seed and, if that turns out to be random, for the others.
   *
   * @param seeds one at least
   * @param make makes the part for a seed
   * @param random whether a part asked for its seed
   */
  public static <T> Seeded<T> make(List<Long> seeds, LongFunction<T> make, Predicate<T> random) {
    List<T> variants = new ArrayList<>();
    variants.add(make.apply(seeds.get(0)));
    if (random.test(variants.get(0))) {
      seeds.stream().skip(1).forEach(seed -> variants.add(make.apply(seed)));
    }
    return new Seeded<>(variants);
  }

  /** The part for the first seed. */
  public T first() {
    return variants.get(0);
  }

  /** The part for the seed at an index. */
  public T under(int seed) {
    return variants.size() == 1 ? first() : variants.get(seed);
  }

  /** Whether it differs from seed to seed. */
  public boolean varies() {
    return variants.size() > 1;
  }
}
