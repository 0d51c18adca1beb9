/**
 * The front-ends of {@link org.aulos.dsp} as tensor operations: the same options, the same matrices
 * and, within float32 arithmetic, the same numbers, computed on the device of their input.
 *
 * <p>Waveforms are float32 {@code [batch, samples]} or {@code [batch, channels, samples]} with the
 * valid length of each clip; what lies behind it is never read. Results are attached to the manager
 * of the input; everything else is freed before a method returns. No class holds native memory, so
 * all are immutable, safe to use from several threads, and work on any device.
 */
@org.jspecify.annotations.NullMarked
package org.aulos.nn;
