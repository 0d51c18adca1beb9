package com.example.ownmodel;

/** How a model takes the samples of a waveform. */
public enum Layout {
  /** As {@code [samples]}. */
  SAMPLES {
    @Override
    long[] shape(int samples) {
      return new long[] {samples};
    }
  },

  /** As a batch of one, {@code [1, samples]}. */
  BATCH {
    @Override
    long[] shape(int samples) {
      return new long[] {1, samples};
    }
  },

  /** As a batch of one with one channel, {@code [1, 1, samples]}. */
  CHANNELS {
    @Override
    long[] shape(int samples) {
      return new long[] {1, 1, samples};
    }
  };

  abstract long[] shape(int samples);
}
