package org.aulos.plugins.coala;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.aulos.nn.StateDict;
import org.aulos.nn.StoredTensor;
import org.aulos.nn.Weights;
import org.aulos.testkit.GoldenCase;
import org.aulos.testkit.SharedData;

/** A golden case with its tensors as arrays. */
record Golden(GoldenCase numbers, NDManager manager) {
  static Golden of(String name, NDManager manager) {
    return new Golden(GoldenCase.resource(Golden.class, "golden/" + name), manager);
  }

  /** A case that is too large for this module; the test is skipped where it is missing. */
  static Golden shared(String name, NDManager manager) {
    return new Golden(GoldenCase.in(SharedData.assume("fixtures/" + name)), manager);
  }

  NDArray input(String name) {
    return numbers.input(name).toArray(manager);
  }

  StateDict weights() {
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    numbers
        .weights()
        .forEach(
            (name, tensor) -> {
              Shape shape = new Shape(Arrays.stream(tensor.shape()).asLongStream().toArray());
              tensors.put(name, StoredTensor.of(tensor.floats(), shape));
            });
    return StateDict.of(numbers.toString(), tensors);
  }

  Weights weights(String prefix, Map<String, Shape> shapes) throws IOException {
    return Weights.of(weights().under(prefix).only(shapes.keySet()), shapes, manager);
  }
}
