package org.aulos.runtime.pipeline;

/**
 * Threads within one tensor operation. The engine takes their number when it starts, for the whole
 * process: this is the one place that sets it, and what is set already stays.
 *
 * @param count their number; 1 or more
 */
public record OperationThreads(int count) {
  private static final String PROPERTY = "ai.djl.pytorch.num_threads";

  /**
   * For batches that run side by side on worker threads: more would compete for the same cores, and
   * would make sums depend on their number.
   */
  public static final OperationThreads ONE = new OperationThreads(1);

  /** For one operation at a time, as in training. */
  public static final OperationThreads ALL_CORES =
      new OperationThreads(Runtime.getRuntime().availableProcessors());

  /** A number of threads. */
  public OperationThreads {
    if (count < 1) {
      throw new IllegalArgumentException("expected count >= 1 but was " + count);
    }
  }

  /** Asks for this number; returns the one that holds in this process. */
  OperationThreads settle() {
    synchronized (OperationThreads.class) {
      if (System.getProperty(PROPERTY) == null) {
        System.setProperty(PROPERTY, String.valueOf(count));
      }
      return new OperationThreads(Integer.getInteger(PROPERTY, count));
    }
  }
}
