package org.aulos.runtime.models;

/** Hears how a model arrives. */
public interface TransferListener {
  /** Hears nothing. */
  TransferListener SILENT =
      new TransferListener() {
        @Override
        public void started(String file, long present, long total) {}

        @Override
        public void advanced(long present) {}

        @Override
        public void finished() {}

        @Override
        public void told(String message) {}
      };

  /**
   * A file begins to arrive, or goes on to.
   *
   * @param file its name
   * @param present bytes that are there already
   * @param total bytes in all; -1 if that is not known
   */
  void started(String file, long present, long total);

  /** So many bytes of the file are there. */
  void advanced(long present);

  /** The transfer has ended, well or not. */
  void finished();

  /** Something that the user should know; a whole sentence. */
  void told(String message);
}
