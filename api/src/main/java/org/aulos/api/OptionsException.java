package org.aulos.api;

/**
 * An option, a key of a configuration file or an argument that cannot be right. Says where it was
 * found, its value, and what would be right.
 */
public final class OptionsException extends AulosException {
  private static final long serialVersionUID = 1L;

  /** An error whose message is a whole sentence for the user. */
  public OptionsException(String message) {
    super(message);
  }

  /** An error whose message is a whole sentence for the user, and what caused it. */
  public OptionsException(String message, Throwable cause) {
    super(message, cause);
  }
}
