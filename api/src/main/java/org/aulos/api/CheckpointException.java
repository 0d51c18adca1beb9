package org.aulos.api;

/**
 * Weights that cannot be read or do not fit. Names the file, the tensor, and the shapes found and
 * expected.
 */
public final class CheckpointException extends AulosException {
  private static final long serialVersionUID = 1L;

  /** An error whose message is a whole sentence for the user. */
  public CheckpointException(String message) {
    super(message);
  }

  /** An error whose message is a whole sentence for the user, and what caused it. */
  public CheckpointException(String message, Throwable cause) {
    super(message, cause);
  }
}
