package org.aulos.tensorflow;

import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/** Copies between the host and TensorFlow's memory. */
final class NativeTensors {
  private NativeTensors() {}

  /** A copy in TensorFlow's memory; whoever asks for it closes it. */
  static Tensor copyOf(HostTensor array) {
    Shape shape = Shape.of(array.shape().getShape());
    return switch (array.type()) {
      case FLOAT32 -> TFloat32.tensorOf(shape, DataBuffers.of(array.floats(), true, false));
      case INT32 -> TInt32.tensorOf(shape, DataBuffers.of(array.ints(), true, false));
      case INT64 -> TInt64.tensorOf(shape, DataBuffers.of(array.longs(), true, false));
      default -> throw new IllegalStateException("no such array: " + array);
    };
  }

  /** A copy on the host of a float32 tensor. */
  static HostTensor floats(Tensor tensor) {
    if (!(tensor instanceof TFloat32 source)) {
      throw new IllegalStateException("expected float32 but was " + tensor.dataType());
    }
    float[] values = new float[Math.toIntExact(tensor.shape().size())];
    source.copyTo(DataBuffers.of(values, false, false));
    return HostTensor.of(values, tensor.shape().asArray());
  }
}
