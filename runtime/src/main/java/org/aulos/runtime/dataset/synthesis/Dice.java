package org.aulos.runtime.dataset.synthesis;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Random draws that are the same on every virtual machine and in every release: SplitMix64 (Steele,
 * Lea and Flood 2014, figure 16), with every distribution derived here.
 *
 * <p>The generators of {@code java.util.random} would do, but for two things: the algorithm of
 * {@link java.util.SplittableRandom} is not part of its contract, and the derived distributions of
 * the interface have changed between releases. Not safe for use by several threads.
 */
public final class Dice {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
  private static final long FNV_OFFSET = 0xCBF29CE484222325L;
  private static final long FNV_PRIME = 0x100000001B3L;

  private long state;

  /** Dice of the given seed. */
  public Dice(long seed) {
    state = seed;
  }

  /**
   * The seed that belongs to a place in a tree of names: {@code s = mix(s + fnv1a(name))} for each
   * name in turn, where {@code mix} is the finaliser of SplitMix64 and {@code fnv1a} the 64-bit
   * hash of the UTF-8 bytes. What one name's dice show is independent of which other names exist.
   */
  public static long seed(long root, String... path) {
    long seed = mix(root + GOLDEN_GAMMA);
    for (String name : path) {
      seed = mix(seed + fnv1a(name));
    }
    return seed;
  }

  private static long fnv1a(String name) {
    long hash = FNV_OFFSET;
    for (byte octet : name.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (octet & 0xFF)) * FNV_PRIME;
    }
    return hash;
  }

  private static long mix(long bits) {
    long z = bits;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** The next 64 bits. */
  public long next() {
    state += GOLDEN_GAMMA;
    return mix(state);
  }

  /** Uniform in [0, 1), a multiple of 2⁻⁵³. */
  public double uniform() {
    return (next() >>> 11) * 0x1.0p-53;
  }

  /** Uniform in [low, high). */
  public double between(double low, double high) {
    return low + (high - low) * uniform();
  }

  /** Uniform in [-1, 1): a sample of white noise, of power 1/3. */
  public double white() {
    return 2 * uniform() - 1;
  }

  /** Uniform on a logarithmic scale in [low, high), both greater than 0. */
  public double logBetween(double low, double high) {
    return low * StrictMath.pow(high / low, uniform());
  }

  /** Uniform among low, low + 1, …, high. */
  public int integer(int low, int high) {
    return low + (int) ((high - low + 1) * uniform());
  }

  /** True with the given probability. */
  public boolean chance(double probability) {
    return uniform() < probability;
  }

  /** One of the given, all equally likely. */
  public <T> T choose(List<T> from) {
    return from.get(integer(0, from.size() - 1));
  }

  /** A value near the given: times a factor uniform in [1 - spread, 1 + spread). */
  public double around(double value, double spread) {
    return value * (1 + spread * white());
  }
}
