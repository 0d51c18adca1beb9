package org.aulos.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs one task in several threads at once. */
final class Threads {
  private static final int COUNT = 4;

  private Threads() {}

  /** The results of the task in four threads that start together. */
  static <T> List<T> together(Callable<T> task) {
    ExecutorService executor = Executors.newFixedThreadPool(COUNT);
    CyclicBarrier start = new CyclicBarrier(COUNT);
    try {
      List<Future<T>> futures = new ArrayList<>();
      for (int i = 0; i < COUNT; i++) {
        futures.add(
            executor.submit(
                () -> {
                  start.await();
                  return task.call();
                }));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        results.add(future.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw new AssertionError(
          "it must work from several threads at once, but failed: " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while " + COUNT + " threads were running", e);
    } finally {
      executor.shutdownNow();
    }
  }
}
