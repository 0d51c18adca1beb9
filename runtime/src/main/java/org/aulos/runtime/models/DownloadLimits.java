package org.aulos.runtime.models;

import java.time.Duration;

/**
 * How patient a {@link Downloader} is.
 *
 * @param connect how long a connection may take to come about
 * @param response how long a server may take to begin its answer
 * @param window over which the rate is measured
 * @param minRate bytes a second, averaged over {@code window}, below which a transfer is given up
 * @param redirects how often an address may point to another one; 0 or more
 * @param attempts how often an address is tried, each time from where the last one ended; 1 or more
 * @param pause before the second attempt; twice as long before each further one
 */
public record DownloadLimits(
    Duration connect,
    Duration response,
    Duration window,
    long minRate,
    int redirects,
    int attempts,
    Duration pause) {
  /** 20 s to connect, 60 s to answer, 1 KiB/s over 30 s, 10 redirects, 5 attempts from 1 s on. */
  public static final DownloadLimits DEFAULTS =
      new DownloadLimits(
          Duration.ofSeconds(20),
          Duration.ofSeconds(60),
          Duration.ofSeconds(30),
          1024,
          10,
          5,
          Duration.ofSeconds(1));

  /** Limits. */
  public DownloadLimits {
    if (!positive(connect) || !positive(response) || !positive(window) || pause.isNegative()) {
      throw new IllegalArgumentException(
          "expected times > 0 and a pause >= 0 but was %s, %s, %s, %s"
              .formatted(connect, response, window, pause));
    }
    if (minRate < 0 || redirects < 0 || attempts < 1) {
      throw new IllegalArgumentException(
          "expected minRate and redirects >= 0 and attempts >= 1 but was %d, %d, %d"
              .formatted(minRate, redirects, attempts));
    }
  }

  private static boolean positive(Duration time) {
    return !time.isNegative() && !time.isZero();
  }
}
