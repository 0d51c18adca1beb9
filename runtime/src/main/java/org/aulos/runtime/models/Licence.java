package org.aulos.runtime.models;

/**
 * What allows the use of a model.
 *
 * @param name an SPDX identifier where there is one, as in {@code Apache-2.0}
 * @param url where its text stands; empty if that is not known
 */
public record Licence(String name, String url) {
  /** Of models that their owner brought along without a word about it. */
  public static final Licence UNKNOWN = new Licence("unknown", "");

  /** A licence. */
  public Licence {
    Required.all("name", name, "url", url);
    if (name.isBlank()) {
      throw new IllegalArgumentException("expected the name of a licence but it was blank");
    }
  }
}
