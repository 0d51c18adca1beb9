package org.aulos.runtime.models;

import java.util.List;

/**
 * What came of comparing an installed model with its record.
 *
 * @param name the model
 * @param files files that were digested
 * @param bytes bytes of these files
 * @param problems what differs, a clause each; empty if nothing does
 */
public record Verification(String name, int files, long bytes, List<String> problems) {
  /** A finding. */
  public Verification {
    problems = List.copyOf(problems);
  }

  /** Whether everything is as it was installed. */
  public boolean sound() {
    return problems.isEmpty();
  }
}
