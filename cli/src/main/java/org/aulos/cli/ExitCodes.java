package org.aulos.cli;

import org.aulos.api.AulosException;
import org.aulos.api.OptionsException;
import org.aulos.api.PluginException;
import org.aulos.runtime.IncomparableException;

/** What the exit code says. */
final class ExitCodes {
  static final int DONE = 0;
  static final int FAULT = 1;
  static final int USAGE = 2;
  static final int INPUT = 3;
  static final int INCOMPARABLE = 4;
  static final int PARTLY_DONE = 5;

  private ExitCodes() {}

  static int of(Throwable failure) {
    if (failure instanceof IncomparableException) {
      return INCOMPARABLE;
    }
    if (failure instanceof OptionsException || failure instanceof PluginException) {
      return USAGE;
    }
    return failure instanceof AulosException ? INPUT : FAULT;
  }

  /** The code of a job that skipped so many clips. */
  static int skipped(int clips) {
    return clips == 0 ? DONE : PARTLY_DONE;
  }
}
