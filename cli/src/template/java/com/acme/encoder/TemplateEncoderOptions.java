package com.acme.encoder;

import org.aulos.api.spi.Describe;

/** Options of the encoder. */
@Describe("Loudness in equal parts of a clip, in decibels.")
public record TemplateEncoderOptions(
    @Describe("Parts of a clip, each with its loudness; 1 or more.") int dimension) {
  /** Eight parts. */
  public static final TemplateEncoderOptions DEFAULTS = new TemplateEncoderOptions(8);

  /** Options. */
  public TemplateEncoderOptions {
    if (dimension < 1) {
      throw new IllegalArgumentException("expected dimension >= 1 but was " + dimension);
    }
  }
}
