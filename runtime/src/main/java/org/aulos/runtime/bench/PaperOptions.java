package org.aulos.runtime.bench;

import org.aulos.api.spi.Describe;

/**
 * What one publication reports for a task, apart from the numbers of several systems, which stand
 * in a mapping beside it.
 *
 * @param source where it stands, as in {@code Piczak 2015, section 3.2}
 * @param value the number, if there is one system only; not a number if there is none
 * @param data what it was measured on, if on other data than the task's; empty if on the same
 */
@Describe("What a publication reports for the task; shown beside what is measured.")
public record PaperOptions(
    @Describe("Where it stands, as in Piczak 2015, section 3.2.") String source,
    @Describe("The number for the only system.") double value,
    @Describe("What it was measured on, if on other data than the task's.") String data) {
  /** No publication. */
  public static final PaperOptions DEFAULTS = new PaperOptions("?", Double.NaN, "");

  /**
   * A publication.
   *
   * @throws IllegalArgumentException if source or data are blank or the value is infinite
   */
  public PaperOptions {
    if (source.isBlank()) {
      throw new IllegalArgumentException(
          "expected a source, as in 'Piczak 2015, section 3.2', but it is blank");
    }
    if (data.isBlank() && !data.isEmpty()) {
      throw new IllegalArgumentException("expected the name of other data, but it is blank");
    }
    if (Double.isInfinite(value)) {
      throw new IllegalArgumentException("expected a finite value but was " + value);
    }
  }
}
