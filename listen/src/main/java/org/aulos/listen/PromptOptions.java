package org.aulos.listen;

import org.aulos.api.spi.Describe;

/**
 * What the systems of a study were given, as raters read it.
 *
 * @param description what was asked for, in words; empty if there was none
 * @param lyrics the words to be sung; empty if there were none
 */
public record PromptOptions(
    @Describe("What was asked for, in words; empty for none.") String description,
    @Describe("The words to be sung; empty for none.") String lyrics) {
  /** Neither; a study asks for one of them at least. */
  public static final PromptOptions DEFAULTS = new PromptOptions("", "");
}
