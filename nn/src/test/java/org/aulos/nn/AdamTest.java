package org.aulos.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init") // JUnit sets it before each test
class AdamTest {
  private static final Map<String, Shape> SHAPES = Map.of("x.weight", new Shape(2, 3));

  private NDManager manager;

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager();
  }

  @AfterEach
  void close() {
    manager.close();
  }

  /** The gradient of {@code sum(x^3)} is {@code 3 x^2}. */
  private void step(Adam adam, Weights weights, long step) {
    try (GradientCollector gradients = manager.getEngine().newGradientCollector()) {
      gradients.backward(weights.get("x.weight").pow(3).sum());
    }
    adam.step(step, 0.1);
  }

  @Test
  void stepsByTheFormula() {
    Weights weights = Weights.drawn(SHAPES, 3, manager).requiringGradients();
    float[] values = weights.get("x.weight").toFloatArray();
    double[] expected = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      expected[i] = values[i];
    }
    double[] first = new double[values.length];
    double[] second = new double[values.length];
    Adam adam = new Adam(Adam.Options.DEFAULTS, weights, manager);

    for (int t = 1; t <= 5; t++) {
      step(adam, weights, t);
      for (int i = 0; i < expected.length; i++) {
        double gradient = 3 * expected[i] * expected[i];
        first[i] = 0.9 * first[i] + 0.1 * gradient;
        second[i] = 0.999 * second[i] + 0.001 * gradient * gradient;
        double root = Math.sqrt(second[i] / (1 - Math.pow(0.999, t))) + 1e-8;
        expected[i] -= 0.1 * first[i] / (1 - Math.pow(0.9, t)) / root;
      }
    }

    float[] actual = weights.get("x.weight").toFloatArray();
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) actual[i]).isCloseTo(expected[i], within(1e-6));
    }
  }

  /** PyTorch's epsilon counts even where gradients are smaller. */
  @Test
  void addsEpsilonBehindTheCorrection() {
    Weights weights =
        Weights.drawn(Map.of("x.weight", new Shape(1)), 0, manager).requiringGradients();
    Adam adam = new Adam(Adam.Options.DEFAULTS, weights, manager);
    NDArray x = weights.get("x.weight"); // a gain: 1

    try (GradientCollector gradients = manager.getEngine().newGradientCollector()) {
      gradients.backward(x.mul(1e-8f).sum());
    }
    adam.step(1, 1);

    assertThat(x.toFloatArray()[0]).isCloseTo(0.5f, within(1e-4f));
  }

  @Test
  void goesOnFromItsMoments() throws IOException {
    Weights weights = Weights.drawn(SHAPES, 3, manager).requiringGradients();
    Adam adam = new Adam(Adam.Options.DEFAULTS, weights, manager);
    step(adam, weights, 1);
    Weights same = weights.copy(manager).requiringGradients();
    Adam other = new Adam(Adam.Options.DEFAULTS, same, manager);
    other.set(adam.toStateDict());

    step(adam, weights, 2);
    step(other, same, 2);

    assertThat(same.get("x.weight").toFloatArray())
        .containsExactly(weights.get("x.weight").toFloatArray());
  }
}
