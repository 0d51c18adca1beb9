package org.aulos.plugins.byola;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.aulos.nn.EngineArrays;
import org.aulos.nn.StateDict;
import org.aulos.nn.StoredTensor;
import org.aulos.nn.Weights;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against the same formulas in PyTorch, in double precision, on values that follow a formula. */
@SuppressWarnings("NullAway.Init") // JUnit sets it before each test
class QueryNetworkTest {
  private NDManager manager;

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager();
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private Weights weights() throws IOException {
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    Map<String, Shape> shapes = QueryNetwork.shapes(3, 2, 4, 3, 2);
    int next = 1;
    for (Map.Entry<String, Shape> entry : shapes.entrySet()) {
      float[] values = new float[(int) entry.getValue().size()];
      for (int i = 0; i < values.length; i++, next++) {
        values[i] = (float) Math.sin(0.7 * next * next);
      }
      try (NDArray array = manager.create(values, entry.getValue())) {
        tensors.put(entry.getKey(), StoredTensor.of(array));
      }
    }
    return Weights.of(StateDict.of("test", tensors), shapes, manager).requiringGradients();
  }

  private NDArray cosines(int columns, int start) {
    float[] values = new float[2 * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.cos(0.3 * (start + i) * (start + i));
    }
    return EngineArrays.of(manager, values, new Shape(2, columns));
  }

  private NDArray classes(float... values) {
    return EngineArrays.of(manager, values, new Shape(2, 2));
  }

  private QueryNetwork.Pairs pairs() {
    return new QueryNetwork.Pairs(
        cosines(3, 0), cosines(2, 10), cosines(3, 20), classes(1, 0, 1, 1), classes(0, 1, 0, 0));
  }

  @Test
  void lossAndGradientsAreThoseOfPyTorch() throws IOException {
    Weights weights = weights();
    QueryNetwork network = new QueryNetwork(weights, 0.5, 0.25);
    float loss;
    try (GradientCollector gradients = manager.getEngine().newGradientCollector()) {
      NDArray result = network.loss(pairs());
      loss = result.getFloat();
      gradients.backward(result);
    }

    assertThat(loss).isCloseTo(0.60816f, within(1e-5f));
    float[] gradient = weights.get("audio.adapter.0.weight").getGradient().toFloatArray();
    assertThat(gradient[0]).isCloseTo(0.08816f, within(1e-5f));
    assertThat(gradient[3]).isCloseTo(-0.07152f, within(1e-5f));
    assertThat(weights.get("text.linear.bias").getGradient().toFloatArray()[2])
        .isCloseTo(0.1401f, within(1e-5f));
    assertThat(weights.get("classes.weight").getGradient().toFloatArray()[5])
        .isCloseTo(-0.06102f, within(1e-5f));
  }

  @Test
  void withoutClassesTheLossIsContrastive() throws IOException {
    assertThat(new QueryNetwork(weights(), 0.5, 0).loss(pairs()).getFloat())
        .isCloseTo(0.41232f, within(1e-5f));
  }
}
