/**
 * TensorFlow SavedModels: {@link org.aulos.tensorflow.SavedModel} opens one and runs a signature of
 * it on {@link org.aulos.tensorflow.HostTensor arrays of the host}.
 */
@NullMarked
package org.aulos.tensorflow;

import org.jspecify.annotations.NullMarked;
