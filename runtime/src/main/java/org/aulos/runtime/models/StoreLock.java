package org.aulos.runtime.models;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** Held by whoever changes a model; others wait, in this process and in others. */
final class StoreLock {
  /** Locks of files are those of a process: its threads have to be told apart here. */
  private static final Map<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();

  private StoreLock() {}

  /** What is done meanwhile. */
  @FunctionalInterface
  interface Action<T> {
    /** Does it. */
    T run() throws IOException;
  }

  /**
   * Does something while it holds the lock that {@code file} stands for. The file is left behind
   * empty, since another process may wait for it.
   *
   * @param waiting called if the lock is held by another one
   */
  static <T> T holding(Path file, Runnable waiting, Action<T> action) throws IOException {
    Path place = file.toAbsolutePath().normalize();
    ReentrantLock thread = THREADS.computeIfAbsent(place, any -> new ReentrantLock());
    if (!thread.tryLock()) {
      waiting.run();
      thread.lock();
    }
    try {
      Files.createDirectories(place.getParent());
      try (FileChannel channel =
          FileChannel.open(place, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        if (channel.tryLock() == null) {
          waiting.run();
          channel.lock();
        }
        return action.run();
      }
    } finally {
      thread.unlock();
    }
  }
}
