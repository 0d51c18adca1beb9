package org.aulos.runtime.generator;

import java.util.OptionalLong;

/** The ranges of the options that both generators have. */
final class Checks {
  private static final int HIGHEST_RATE = 768_000;
  private static final int MOST_CHANNELS = 256;

  private Checks() {}

  static void sampleRate(int hertz, int least) {
    range("sample-rate", hertz, least, HIGHEST_RATE);
  }

  static void channels(int channels, int least) {
    range("channels", channels, least, MOST_CHANNELS);
  }

  private static void range(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "expected %s in %d..%d but was %d".formatted(name, least, most, value));
    }
  }

  static void parameters(long parameters) {
    if (parameters < 0) {
      throw new IllegalArgumentException("expected parameters >= 0 but was " + parameters);
    }
  }

  /** A number of parameters of which 0 means that it is unknown. */
  static OptionalLong known(long parameters) {
    return parameters == 0 ? OptionalLong.empty() : OptionalLong.of(parameters);
  }
}
