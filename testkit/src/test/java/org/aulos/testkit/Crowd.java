package org.aulos.testkit;

import java.util.concurrent.atomic.AtomicInteger;

/** How components of tests notice that they are used by several threads at once. */
final class Crowd {
  private Crowd() {}

  /** Waits long enough for other threads to arrive, and counts them. */
  static int othersIn(AtomicInteger callers) {
    callers.incrementAndGet();
    try {
      Thread.sleep(50);
      int others = callers.get() - 1;
      Thread.sleep(50);
      return others;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    } finally {
      callers.decrementAndGet();
    }
  }
}
