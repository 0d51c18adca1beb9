package org.aulos.runtime;

import org.aulos.api.AulosException;

/**
 * Scores that were obtained in different ways and are not to be ranked. Names the choices on which
 * they differ.
 */
public final class IncomparableException extends AulosException {
  private static final long serialVersionUID = 1L;

  /** An error whose message is a whole sentence for the user. */
  public IncomparableException(String message) {
    super(message);
  }
}
