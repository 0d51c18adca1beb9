package com.acme.dataset;

import org.aulos.api.spi.Describe;

/** Options of the data set. */
@Describe("Notes of one octave to tell apart, each with overtones drawn by lot.")
public record TemplateDatasetOptions(
    @Describe("Classes: notes from A upwards; 2 to 12.") int notes,
    @Describe("Clips of each note; 1 or more.") int clipsPerNote) {
  /** Four notes, ten clips of each. */
  public static final TemplateDatasetOptions DEFAULTS = new TemplateDatasetOptions(4, 10);

  /** Options. */
  public TemplateDatasetOptions {
    if (notes < 2 || notes > 12) {
      throw new IllegalArgumentException("expected 2 <= notes <= 12 but was " + notes);
    }
    if (clipsPerNote < 1) {
      throw new IllegalArgumentException("expected clipsPerNote >= 1 but was " + clipsPerNote);
    }
  }
}
