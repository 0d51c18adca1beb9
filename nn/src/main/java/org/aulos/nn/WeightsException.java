package org.aulos.nn;

import java.io.IOException;

/**
 * A file without usable weights: damaged, unsafe, of another network, or of a format that is not
 * read. The message is a whole sentence that names the file and says what to do.
 *
 * <p>It is checked, and an {@link IOException}, so that whoever loads weights answers both: a file
 * that cannot be read and one that must not be used.
 */
public final class WeightsException extends IOException {
  private static final long serialVersionUID = 1L;

  WeightsException(String message) {
    super(message);
  }

  WeightsException(String message, Throwable cause) {
    super(message, cause);
  }
}
