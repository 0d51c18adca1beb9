package org.aulos.runtime;

/** Hears how far a long job has come. Called from several threads. */
public interface ProgressListener {
  /** Hears nothing. */
  ProgressListener SILENT =
      new ProgressListener() {
        @Override
        public void started(String stage, int total) {}

        @Override
        public void advanced(String stage, int done) {}

        @Override
        public void finished(String stage, String summary) {}

        @Override
        public void warned(String message) {}
      };

  /**
   * A stage begins.
   *
   * @param stage what it does, for people
   * @param total units in all
   */
  void started(String stage, int total);

  /** A stage has done so many of its units. */
  void advanced(String stage, int done);

  /** A stage is through; {@code summary} says in a line what it did. */
  void finished(String stage, String summary);

  /** Something went wrong that does not end the job; a whole sentence. */
  void warned(String message);
}
