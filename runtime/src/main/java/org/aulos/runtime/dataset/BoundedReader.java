package org.aulos.runtime.dataset;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * Refuses to read on when one record grows beyond all reason, as after a quote that is never
 * closed, and takes away a byte order mark.
 */
final class BoundedReader extends FilterReader {
  private final int limit;
  private long sinceRecord;
  private boolean begun;

  /**
   * A reader over the given.
   *
   * @param limit characters that may be read for one record, buffers included
   */
  BoundedReader(Reader in, int limit) {
    super(in);
    this.limit = limit;
  }

  /** Tells that a record is complete. */
  void recordRead() {
    sinceRecord = 0;
  }

  @Override
  public int read() throws IOException {
    char[] one = new char[1];
    int count = read(one, 0, 1);
    return count < 0 ? -1 : one[0];
  }

  @Override
  public int read(char[] buffer, int offset, int length) throws IOException {
    int count = super.read(buffer, offset, length);
    if (!begun && count > 0) {
      begun = true;
      if (buffer[offset] == '\uFEFF') {
        System.arraycopy(buffer, offset + 1, buffer, offset, --count);
        return count == 0 ? read(buffer, offset, length) : count;
      }
    }
    sinceRecord += Math.max(count, 0);
    if (sinceRecord > limit) {
      throw new IOException("longer than " + limit + " characters; is a quote left open?");
    }
    return count;
  }
}
