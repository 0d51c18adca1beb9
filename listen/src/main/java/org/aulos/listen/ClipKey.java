package org.aulos.listen;

/**
 * What a system made for a prompt.
 *
 * @param prompt name of the prompt
 * @param system name of the system; {@link #REFERENCE} for the recording to compare with
 */
record ClipKey(String prompt, String system) {
  /** No system can be called so: names are not empty. */
  static final String REFERENCE = "";

  @Override
  public String toString() {
    return system.equals(REFERENCE)
        ? "the reference of prompt '" + prompt + "'"
        : "prompt '" + prompt + "', system '" + system + "'";
  }
}
