package org.aulos.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SuppressWarnings("NullAway.Init") // JUnit sets it before each test
class SgdTest {
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
  private void step(Sgd sgd, Weights weights, long step) {
    try (GradientCollector gradients = manager.getEngine().newGradientCollector()) {
      gradients.backward(weights.get("x.weight").pow(3).sum());
    }
    sgd.step(step, 0.1);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "0.9, 0", "0, 0.01", "0.9, 0.01"})
  void stepsByTheFormula(double momentum, double decay) {
    Weights weights = Weights.drawn(SHAPES, 3, manager).requiringGradients();
    float[] expected = weights.get("x.weight").toFloatArray();
    double[] velocity = new double[expected.length];
    Sgd sgd = new Sgd(new Sgd.Options(momentum, decay), weights, manager);

    for (int t = 1; t <= 5; t++) {
      step(sgd, weights, t);
      for (int i = 0; i < expected.length; i++) {
        double gradient = 3.0 * expected[i] * expected[i] + decay * expected[i];
        velocity[i] = momentum * velocity[i] + gradient;
        expected[i] -= (float) (0.1 * velocity[i]);
      }
    }

    float[] actual = weights.get("x.weight").toFloatArray();
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual[i]).isCloseTo(expected[i], within(1e-5f));
    }
  }

  @Test
  void goesOnFromItsVelocity() throws IOException {
    Sgd.Options options = new Sgd.Options(0.9, 0);
    Weights weights = Weights.drawn(SHAPES, 3, manager).requiringGradients();
    Sgd sgd = new Sgd(options, weights, manager);
    step(sgd, weights, 1);
    Weights same = weights.copy(manager).requiringGradients();
    Sgd other = new Sgd(options, same, manager);
    other.set(sgd.toStateDict());

    step(sgd, weights, 2);
    step(other, same, 2);

    assertThat(same.get("x.weight").toFloatArray())
        .containsExactly(weights.get("x.weight").toFloatArray());
  }

  @Test
  void hasNoStateWithoutMomentum() {
    Weights weights = Weights.drawn(SHAPES, 3, manager);

    assertThat(new Sgd(Sgd.Options.DEFAULTS, weights, manager).toStateDict().names()).isEmpty();
  }

  @Test
  void refusesAMomentumThatNeverForgets() {
    assertThatThrownBy(() -> new Sgd.Options(1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("momentum in 0..1");
  }
}
