package org.aulos.runtime.models;

import java.io.Closeable;
import java.io.IOException;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Watches that bytes keep coming. A reader that waits for a silent server cannot watch itself; this
 * closes the connection under it.
 */
final class Pace implements AutoCloseable {
  private final Timer watch = new Timer("download-pace", true);
  private final AtomicLong inWindow = new AtomicLong();
  private final Closeable connection;
  private final long least;
  private volatile boolean lost;

  Pace(Closeable connection, DownloadLimits limits) {
    this.connection = connection;
    long millis = Math.max(1, limits.window().toMillis());
    this.least = Math.max(1, limits.minRate() * millis / 1000);
    TimerTask look =
        new TimerTask() {
          @Override
          public void run() {
            look();
          }
        };
    watch.schedule(look, millis, millis);
  }

  private void look() {
    if (inWindow.getAndSet(0) < least) {
      lost = true;
      watch.cancel();
      try {
        connection.close();
      } catch (IOException e) {
        // Its reader, whom this concerns, fails as well, and finds that the pace was lost.
        lost = true;
      }
    }
  }

  /** So many more bytes have come. */
  void advance(int bytes) {
    inWindow.addAndGet(bytes);
  }

  /** Whether the connection was closed because too little came. */
  boolean lost() {
    return lost;
  }

  @Override
  public void close() {
    watch.cancel();
  }
}
