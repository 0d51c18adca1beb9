package org.aulos.testkit;

import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * Collects Java's garbage again and again, and writes into the native memory that becomes free. An
 * engine that still reads memory of a Java buffer that nobody holds any more then reads something
 * else.
 */
final class BusyCollector {
  private static final int LARGEST = 1 << 16;

  private final CountDownLatch begun = new CountDownLatch(1);
  private volatile boolean done;

  private BusyCollector() {}

  /** The result of a task before and during which memory is collected. */
  static <T> T during(Supplier<T> task) {
    BusyCollector collector = new BusyCollector();
    Thread thread = new Thread(collector::collect, "busy-collector");
    thread.setDaemon(true);
    thread.start();
    try {
      collector.begun.await();
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while memory was collected", e);
    } finally {
      collector.done = true;
    }
  }

  private void collect() {
    while (!done) {
      System.gc();
      begun.countDown();
      for (int size = Float.BYTES; size <= LARGEST; size *= 2) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(size);
        while (buffer.hasRemaining()) {
          buffer.putFloat(ThreadLocalRandom.current().nextFloat());
        }
      }
    }
  }
}
