package org.aulos.runtime.pipeline;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.aulos.api.AulosException;

/** The threads of a job. */
public final class Workers {
  private Workers() {}

  /** So many threads that do not keep the process alive. */
  public static ExecutorService start(int count) {
    return Executors.newFixedThreadPool(count, Workers::worker);
  }

  private static Thread worker(Runnable task) {
    Thread thread = new Thread(task, "aulos-worker");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Does {@code work} for each number from 0 to before {@code count}, on so many threads. Parallel
   * streams stay in the pool that runs them, so those within the work keep to these threads too.
   */
  public static void sideBySide(int threads, int count, IntConsumer work) {
    ForkJoinPool workers = new ForkJoinPool(threads);
    try {
      workers.submit(() -> IntStream.range(0, count).parallel().forEach(work)).join();
    } finally {
      workers.shutdownNow();
    }
  }

  /**
   * What a worker's task yields; what it has thrown is thrown here.
   *
   * @throws AulosException if the caller is interrupted meanwhile
   */
  public static <T> T await(Future<T> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AulosException("interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw new IllegalStateException("a worker failed", e.getCause());
    }
  }

  /**
   * Waits until no worker is busy, even if interrupted: whoever closes the tensors next must not do
   * so under a worker's hands.
   */
  public static void settle(ExecutorService workers) {
    workers.shutdown();
    boolean interrupted = false;
    boolean settled = false;
    while (!settled) {
      try {
        settled = workers.awaitTermination(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
