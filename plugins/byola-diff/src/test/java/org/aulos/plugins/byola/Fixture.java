package org.aulos.plugins.byola;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.aulos.nn.StateDict;
import org.aulos.nn.Weights;
import org.aulos.testkit.GoldenCase;
import org.aulos.testkit.SharedData;

/** A golden case of the reference data, with its tensors as arrays. */
record Fixture(Path folder, GoldenCase golden, NDManager manager) {
  static Fixture of(String name, NDManager manager) {
    Path folder = SharedData.assume("fixtures/" + name);
    return new Fixture(folder, GoldenCase.in(folder), manager);
  }

  NDArray input(String name) {
    return golden.input(name).toArray(manager);
  }

  StateDict weights() throws IOException {
    return StateDict.read(folder.resolve("weights.safetensors"));
  }

  Weights weights(String prefix, Map<String, Shape> shapes) throws IOException {
    return Weights.of(weights().under(prefix), shapes, manager);
  }
}
