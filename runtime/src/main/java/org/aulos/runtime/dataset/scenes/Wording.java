package org.aulos.runtime.dataset.scenes;

/** Numbers as the words that people use for them. */
final class Wording {
  private Wording() {}

  /** Low below 250 Hz, high from 1000 Hz, else middle. */
  static String register(double hertz) {
    return hertz < 250 ? "low" : hertz < 1000 ? "middle" : "high";
  }

  /** Slow below 1.5 events a second, fast from 4, else moderate. */
  static String tempo(double eventsPerSecond) {
    return eventsPerSecond < 1.5 ? "slow" : eventsPerSecond < 4 ? "moderate" : "fast";
  }
}
