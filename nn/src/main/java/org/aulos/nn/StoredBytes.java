package org.aulos.nn;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Bytes in a file: the storage behind one tensor or several. */
interface StoredBytes {
  /** Number of bytes. */
  long length();

  /**
   * Some of the bytes, from position to limit of a buffer of their own, little-endian.
   *
   * @param from the first, within {@link #length()}
   * @param count number of bytes, within {@link #length()}
   */
  ByteBuffer read(long from, long count) throws IOException;
}
