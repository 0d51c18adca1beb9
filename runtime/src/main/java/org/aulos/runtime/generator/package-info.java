/**
 * Generators that are no part of Aulos, as components: {@code directory} takes the clips that any
 * system has made, {@code command} runs any program.
 */
@org.jspecify.annotations.NullMarked
package org.aulos.runtime.generator;
