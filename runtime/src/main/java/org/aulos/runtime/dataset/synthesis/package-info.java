/**
 * Sound synthesis, one technique to a class: random draws, wave tables, noise, filters, modes,
 * plucked strings and a formant voice.
 *
 * <p>Everything here gives the same bits on every virtual machine: arithmetic is that of IEEE 754
 * (Java 17 knows no other), elementary functions are {@link StrictMath}'s, whose results are fixed,
 * and random numbers are {@link org.aulos.runtime.dataset.synthesis.Dice}'s own. Buffers are {@code
 * double[]}, one channel, and sounds are added to what a buffer already holds. Kernels do not
 * validate; their callers have.
 */
@org.jspecify.annotations.NullMarked
package org.aulos.runtime.dataset.synthesis;
