package org.aulos.runtime.dataset;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The split of TensorFlow Datasets for data sets without an official one: all clips of a group,
 * such as a speaker, go to one fold. The groups in alphabetical order are shuffled as NumPy's
 * {@code RandomState(0)} does; 70 % of them are for training, 10 % for validation, the rest for
 * test.
 */
final class GroupSplit {
  private final Map<String, String> folds;

  private GroupSplit(Map<String, String> folds) {
    this.folds = folds;
  }

  /** A split of the given groups, each of which may be there any number of times. */
  static GroupSplit of(Collection<String> groups) {
    String[] names = new TreeSet<>(groups).toArray(String[]::new);
    new MersenneTwister(0).shuffle(names);
    Map<String, String> folds = new HashMap<>();
    int train = (int) (0.7 * names.length);
    int validation = (int) ((0.7 + 0.1) * names.length);
    for (int i = 0; i < names.length; i++) {
      folds.put(
          names[i],
          i < train
              ? PublishedFolder.TRAIN
              : i < validation ? PublishedFolder.VALIDATION : PublishedFolder.TEST);
    }
    return new GroupSplit(folds);
  }

  /** Whether there is such a group. */
  boolean contains(String group) {
    return folds.containsKey(group);
  }

  /** The fold of a group. */
  String fold(String group) {
    String fold = folds.get(group);
    if (fold == null) {
      throw new IllegalArgumentException(
          "no group '" + group + "' among " + List.copyOf(folds.keySet()));
    }
    return fold;
  }

  /**
   * MT19937 (Matsumoto and Nishimura 1998), seeded by its {@code init_genrand}, and the shuffle
   * that NumPy makes of it.
   */
  private static final class MersenneTwister {
    private static final int SIZE = 624;
    private static final int SHIFT = 397;
    private static final int UPPER = 0x80000000;
    private static final int LOWER = 0x7fffffff;
    private static final int MATRIX = 0x9908b0df;

    private final int[] state = new int[SIZE];
    private int next = SIZE;

    MersenneTwister(int seed) {
      state[0] = seed;
      for (int i = 1; i < SIZE; i++) {
        state[i] = 1812433253 * (state[i - 1] ^ (state[i - 1] >>> 30)) + i;
      }
    }

    void shuffle(String[] names) {
      for (int i = names.length - 1; i > 0; i--) {
        int other = upTo(i);
        String kept = names[i];
        names[i] = names[other];
        names[other] = kept;
      }
    }

    /** Uniform in 0, 1, …, greatest, by rejection of what lies above it. */
    private int upTo(int greatest) {
      int mask = -1 >>> Integer.numberOfLeadingZeros(greatest);
      int drawn = bits() & mask;
      while (drawn > greatest) {
        drawn = bits() & mask;
      }
      return drawn;
    }

    private int bits() {
      if (next == SIZE) {
        for (int i = 0; i < SIZE; i++) {
          int mixed = (state[i] & UPPER) | (state[(i + 1) % SIZE] & LOWER);
          state[i] = state[(i + SHIFT) % SIZE] ^ (mixed >>> 1) ^ ((mixed & 1) == 0 ? 0 : MATRIX);
        }
        next = 0;
      }
      int bits = state[next++];
      bits ^= bits >>> 11;
      bits ^= (bits << 7) & 0x9d2c5680;
      bits ^= (bits << 15) & 0xefc60000;
      return bits ^ (bits >>> 18);
    }
  }
}
