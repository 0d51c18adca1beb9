package org.aulos.api;

/** Audio that is computed when it is needed. Immutable, and safe to render from several threads. */
public non-sealed interface RenderedAudio extends AudioSource {
  /**
   * Everything that decides the samples, in words: equal recipes render equal samples, bit for bit.
   */
  String recipe();

  /** The audio; a new waveform at each call. */
  Waveform render();
}
