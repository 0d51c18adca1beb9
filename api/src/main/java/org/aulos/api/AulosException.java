package org.aulos.api;

/**
 * Something that the user can mend: a file, an option, a plugin, a checkpoint. The message states
 * the value, where it came from, and the remedy; it is meant to be printed as it is, without a
 * stack trace.
 *
 * <p>A caller's bug is an {@link IllegalArgumentException} instead.
 */
public class AulosException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** An error whose message is a whole sentence for the user. */
  public AulosException(String message) {
    super(message);
  }

  /** An error whose message is a whole sentence for the user, and what caused it. */
  public AulosException(String message, Throwable cause) {
    super(message, cause);
  }
}
