package com.acme.generator;

import org.aulos.api.spi.Describe;

/** Options of the generator. */
@Describe("Melodies of sines, drawn by lot.")
public record TemplateGeneratorOptions(
    @Describe("Frequency of the lowest note, in Hz; greater than 0.") double lowest,
    @Describe("Notes a second; 1 or more.") int notes) {
  /** Four notes a second from 110 Hz upwards. */
  public static final TemplateGeneratorOptions DEFAULTS = new TemplateGeneratorOptions(110, 4);

  /** Options. */
  public TemplateGeneratorOptions {
    if (!(lowest > 0)) {
      throw new IllegalArgumentException("expected lowest > 0 Hz but was " + lowest);
    }
    if (notes < 1) {
      throw new IllegalArgumentException("expected notes >= 1 but was " + notes);
    }
  }
}
