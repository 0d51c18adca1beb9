package org.aulos.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.stream.LongStream;

/**
 * Pieces of an array for calculations that go over its values several times: each piece stays in
 * the processor's cache from one pass to the next, and what is calculated on the way needs no new
 * pages of memory.
 */
final class Pieces {
  /** Values of a piece; the engine splits nothing smaller than half of it among threads. */
  private static final long SIZE = 1 << 16;

  private Pieces() {}

  /** The values of a contiguous array in their order; the same memory. */
  static NDList of(NDArray array) {
    NDArray flat = array.flatten();
    long size = flat.size();
    long[] starts =
        LongStream.iterate(SIZE, start -> start < size, start -> start + SIZE).toArray();
    return flat.split(starts);
  }
}
