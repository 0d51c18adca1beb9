package com.acme.extractor;

import org.aulos.api.spi.Describe;

/** Options of the extractor. */
@Describe("Mean square and zero crossings of successive frames.")
public record TemplateExtractorOptions(
    @Describe("Samples of a frame, at 16 kHz; 1 or more.") int hop) {
  /** Frames of 10 ms. */
  public static final TemplateExtractorOptions DEFAULTS = new TemplateExtractorOptions(160);

  /** Options. */
  public TemplateExtractorOptions {
    if (hop < 1) {
      throw new IllegalArgumentException("expected hop >= 1 but was " + hop);
    }
  }
}
