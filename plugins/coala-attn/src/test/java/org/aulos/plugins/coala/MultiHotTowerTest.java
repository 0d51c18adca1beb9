package org.aulos.plugins.coala;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.List;
import java.util.Map;
import org.aulos.nn.EngineArrays;
import org.aulos.nn.Weights;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init") // JUnit sets it before each test
class MultiHotTowerTest {
  // In float32 the sigmoid of the last two is 1 and that of the one before is below its least.
  private static final float[] LOGITS = {0, 2, -3, 0.5f, -120, 20, 80};
  private static final float[] PRESENT = {1, 0, 1, 1, 0, 0, 0};

  private NDManager manager;

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager();
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void theLossIsTheCrossEntropyOfEachWord() {
    NDArray loss = MultiHotTower.crossEntropy(array(LOGITS), array(PRESENT));

    double expected = 0;
    for (int i = 0; i < LOGITS.length; i++) {
      // -ln of the sigmoid of x where there is the word, of -x where there is none.
      double x = PRESENT[i] == 1 ? LOGITS[i] : -LOGITS[i];
      expected += Math.log1p(Math.exp(-Math.abs(x))) + Math.max(0, -x);
    }
    assertThat((double) loss.getFloat())
        .isCloseTo(expected / LOGITS.length, within(1e-6 * expected));
  }

  @Test
  void itsGradientIsWhatIsToldLessWhatThereIs() {
    NDArray logits = array(LOGITS);
    logits.setRequiresGradient(true);
    try (GradientCollector gradients = manager.getEngine().newGradientCollector()) {
      gradients.backward(MultiHotTower.crossEntropy(logits, array(PRESENT)));
    }

    float[] gradient = logits.getGradient().toFloatArray();
    for (int i = 0; i < LOGITS.length; i++) {
      double expected = (1 / (1 + Math.exp(-LOGITS[i])) - PRESENT[i]) / LOGITS.length;
      assertThat((double) gradient[i]).isCloseTo(expected, within(1e-7));
    }
  }

  /** Two linear layers of 512 and a last one on either side, each normalised, and a projection. */
  @Test
  void hasTheLayersOfTheOriginal() {
    Map<String, Shape> shapes = new MultiHotTower(List.of("a", "b", "c")).shapes();

    assertThat(shapes)
        .containsEntry("tag_encoder.0.weight", new Shape(512, 3))
        .containsEntry("tag_encoder.8.weight", new Shape(1152, 512))
        .containsEntry("tag_decoder.0.weight", new Shape(512, 1152))
        .containsEntry("tag_decoder.7.weight", new Shape(3, 512))
        .containsEntry("fc_tag.0.weight", new Shape(1152, 1152));
    assertThat(Weights.drawn(shapes, 1, manager).get("tag_decoder.8.running_var").toFloatArray())
        .containsExactly(1, 1, 1);
  }

  private NDArray array(float[] values) {
    return EngineArrays.of(manager, values, new Shape(1, values.length));
  }
}
