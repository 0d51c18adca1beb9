package org.aulos.api;

import java.nio.file.Path;

/**
 * An audio file that cannot be read or written: names the file, what is wrong, and at which byte or
 * field.
 */
public final class AudioException extends AulosException {
  private static final long serialVersionUID = 1L;

  private final String problem;

  /**
   * The error of one file.
   *
   * @param file the file at fault
   * @param problem what is wrong, at which byte or field, with the value found and the value
   *     expected
   */
  public AudioException(Path file, String problem) {
    super(file + ": " + problem);
    this.problem = problem;
  }

  /**
   * The error of one file, with its cause.
   *
   * @param file the file at fault
   * @param problem what is wrong, at which byte or field, with the value found and the value
   *     expected
   * @param cause what the operating system or the decoder said
   */
  public AudioException(Path file, String problem, Throwable cause) {
    super(file + ": " + problem, cause);
    this.problem = problem;
  }

  /** What is wrong, without the name of the file: the same wherever the file lies. */
  public String problem() {
    return problem;
  }
}
