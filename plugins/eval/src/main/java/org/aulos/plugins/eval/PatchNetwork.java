package org.aulos.plugins.eval;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.function.UnaryOperator;

/**
 * A network over patches of a log-mel spectrogram.
 *
 * @param patch frames and bands of a patch
 * @param dimension values in each vector
 * @param parameters weights and biases
 * @param vectors float32 {@code [patches, frames, bands]} to {@code [patches, dimension]}
 */
record PatchNetwork(Shape patch, int dimension, long parameters, UnaryOperator<NDArray> vectors) {}
