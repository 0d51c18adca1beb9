package org.aulos.plugins.byola;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.aulos.nn.Mode;
import org.aulos.nn.StateDict;
import org.aulos.nn.StoredTensor;
import org.aulos.nn.Weights;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SuppressWarnings("NullAway.Init") // JUnit sets them before each test
class DifferenceAwareByolTest {
  private NDManager manager;

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager();
  }

  @AfterEach
  void close() {
    manager.close();
  }

  /**
   * The reference method with its weights, and the share of the difference loss it is made with.
   */
  private record Reference(
      Fixture fixture, Weights online, Weights target, DifferenceAwareByol method) {
    static Reference of(double difference, NDManager manager) throws IOException {
      Fixture fixture = Fixture.of("byola-diff-loss", manager);
      ByolaNetwork network = ByolaNetwork.of(fixture.weights().under("online.encoder."));
      var heads = new DifferenceAwareByol.Heads(96, 64);
      Weights online =
          fixture
              .weights("online.", DifferenceAwareByol.shapes(network, heads))
              .requiringGradients();
      Map<String, Shape> shapes = DifferenceAwareByol.targetShapes(network, heads);
      Weights target =
          Weights.of(complete(fixture.weights().under("target."), shapes), shapes, manager);
      return new Reference(
          fixture,
          online,
          target,
          new DifferenceAwareByol(
              network, online, target, difference, Mode.TRAINING_WITHOUT_DROPOUT));
    }

    /** Running statistics, which the target does not use, are not in the file. */
    private static StateDict complete(StateDict tensors, Map<String, Shape> shapes) {
      Map<String, StoredTensor> missing = new LinkedHashMap<>();
      shapes.forEach(
          (name, shape) -> {
            if (!tensors.names().contains(name)) {
              missing.put(name, StoredTensor.of(new float[(int) shape.size()], shape));
            }
          });
      return tensors.and(StateDict.of("zeros", missing));
    }

    Map<String, NDArray> losses() {
      return method.losses(
          fixture.input("view1"),
          fixture.input("view2"),
          fixture.golden().input("gamma1").floats(),
          fixture.golden().input("gamma2").floats());
    }
  }

  @Test
  void computesTheLossesOfTheReference() throws IOException {
    Reference reference = Reference.of(0.5, manager);

    Map<String, NDArray> losses = reference.losses();

    var golden = reference.fixture().golden();
    golden.assertMatches("L_total", value(losses, "loss"));
    golden.assertMatches("L_byol", value(losses, "byol"));
    golden.assertMatches("L_diff", value(losses, "difference"));
    Weights norm = reference.online().under("encoder.features.1.");
    golden.assertMatches("running_mean", norm.get("running_mean"));
    golden.assertMatches("running_var", norm.get("running_var"));
  }

  @Test
  void computesTheProjectionsOfTheReference() throws IOException {
    Reference reference = Reference.of(0.5, manager);
    NDArray view = reference.fixture().input("view1");
    float[] ratios = reference.fixture().golden().input("gamma1").floats();

    NDArray y = reference.method().embedding(view);

    var golden = reference.fixture().golden();
    golden.assertMatches("y1", y);
    golden.assertMatches("z1", reference.method().projection(y));
    golden.assertMatches(
        "target_z2", reference.method().targetProjection(reference.fixture().input("view2")));
    golden.assertMatches("mixed1", DifferenceAwareByol.mixed(view, ratios).get(":2"));
  }

  @ParameterizedTest
  @CsvSource({"0, byol", "1, diff", "0.5, total"})
  void hasTheGradientsOfTheReference(double difference, String name) throws IOException {
    Reference reference = Reference.of(difference, manager);

    try (GradientCollector gradients = manager.getEngine().newGradientCollector()) {
      gradients.backward(array(reference.losses(), "loss"));
    }

    var golden = reference.fixture().golden();
    Map<String, Boolean> compared = new HashMap<>();
    for (String expected : golden.expected()) {
      String prefix = "grad_" + name + "_";
      if (expected.startsWith(prefix)) {
        NDArray weight = reference.online().get(expected.substring(prefix.length()));
        golden.assertMatches(expected, weight.getGradient());
        compared.put(expected, true);
      }
    }
    assertThat(compared).hasSize(3);
  }

  @Test
  void followsAsTheReferenceDoes() throws IOException {
    Reference reference = Reference.of(0.5, manager);

    reference.target().follow(reference.online(), 0.99);

    var golden = reference.fixture().golden();
    String convolution = "encoder.features.4.weight";
    golden.assertMatches("ema_" + convolution, reference.target().get(convolution));
    golden.assertMatches("ema_projector.1.weight", reference.target().get("projector.1.weight"));
  }

  private static NDArray array(Map<String, NDArray> losses, String name) {
    return Objects.requireNonNull(losses.get(name), name);
  }

  private static float value(Map<String, NDArray> losses, String name) {
    return array(losses, name).getFloat();
  }
}
