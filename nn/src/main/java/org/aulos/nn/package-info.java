/**
 * Weights, networks, and the front-ends of {@link org.aulos.dsp} as tensor operations.
 *
 * <p>{@link org.aulos.nn.StateDict} reads checkpoints and gives them to blocks under their official
 * names; {@link org.aulos.nn.Yamnet} and {@link org.aulos.nn.Vggish} are the networks that audio is
 * judged by. Both hold native memory, owned by the manager they are made with.
 *
 * <p>The front-ends have the same options, the same matrices and, within float32 arithmetic, the
 * same numbers as their twins, computed on the device of their input.
 *
 * <p>Waveforms are float32 {@code [batch, samples]} or {@code [batch, channels, samples]} with the
 * valid length of each clip; what lies behind it is never read. Results are attached to the manager
 * of the input; everything else is freed before a method returns. No front-end holds native memory,
 * so all are immutable, safe to use from several threads, and work on any device.
 */
@org.jspecify.annotations.NullMarked
package org.aulos.nn;
