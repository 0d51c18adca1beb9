/**
 * Front ends that turn a mono waveform into feature frames, and the resampler that brings it to
 * their rate; loudness; and effects that change a waveform and keep its length.
 *
 * <p>Common to all types:
 *
 * <ul>
 *   <li>A waveform is a {@code float[]} of mono samples, nominally in [-1, 1]. Several channels are
 *       several calls.
 *   <li>Frames are time-major and row-major: value {@code b} of frame {@code t} of {@code bins} is
 *       at index {@code t * bins + b}.
 *   <li>Objects are immutable, but for {@link org.aulos.dsp.ComplexSpectrogram}, and may be used
 *       from several threads. Scratch memory is allocated once per call, never per frame.
 *   <li>Finite samples give finite features, also for silence, for one sample and for none: what
 *       lies beyond the signal reads as its {@link org.aulos.dsp.Padding} says, and a signal
 *       without samples reads as silence.
 *   <li>Arguments are checked; a wrong one gives an {@link java.lang.IllegalArgumentException} with
 *       the value and what would be right.
 * </ul>
 */
@NullMarked
package org.aulos.dsp;

import org.jspecify.annotations.NullMarked;
