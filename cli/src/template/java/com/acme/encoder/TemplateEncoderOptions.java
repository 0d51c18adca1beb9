package com.acme.encoder;

import org.aulos.api.spi.Describe;

/** Options of the encoder. */
@Describe("Loudness in equal parts of a clip, in decibels.")
public record TemplateEncoderOptions(@Describe("Parts of a clip; 1 or more.") int parts) {
  /** Eight parts. */
  public static final TemplateEncoderOptions DEFAULTS = new TemplateEncoderOptions(8);

  /** Options. */
  public TemplateEncoderOptions {
    if (parts < 1) {
      throw new IllegalArgumentException("expected parts >= 1 but was " + parts);
    }
  }
}
