/** Clips to vectors: decode, resample, batch, extract, encode, keep. */
@org.jspecify.annotations.NullMarked
package org.aulos.runtime.pipeline;
