package org.aulos.runtime.models;

/**
 * What a store takes in at most.
 *
 * @param maxBytes bytes of one file, and of all that an archive holds; greater than 0
 * @param maxEntries files and folders in one model; greater than 0
 * @param maxRatio bytes that one byte of an archive may become; greater than 0. Weights hardly
 *     shrink: what grows a hundredfold is made to fill disks.
 * @param spareBytes bytes of the disk that are left alone; 0 or more
 */
public record StoreLimits(long maxBytes, int maxEntries, int maxRatio, long spareBytes) {
  /** 8 GiB, 10000 entries, a hundredfold, and 256 MiB left alone. */
  public static final StoreLimits DEFAULTS = new StoreLimits(8L << 30, 10_000, 100, 256L << 20);

  /** Limits. */
  public StoreLimits {
    if (maxBytes <= 0 || maxEntries <= 0 || maxRatio <= 0 || spareBytes < 0) {
      throw new IllegalArgumentException(
          "expected maxBytes, maxEntries, maxRatio > 0 and spareBytes >= 0 but was %d, %d, %d, %d"
              .formatted(maxBytes, maxEntries, maxRatio, spareBytes));
    }
  }
}
