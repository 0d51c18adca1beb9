package org.aulos.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.training.GradientCollector;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway.Init") // JUnit sets it before each test
class LayersTest {
  private NDManager manager;

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager();
  }

  @AfterEach
  void close() {
    manager.close();
  }

  /** Each input point adds the kernel, times its value, around its double in the output. */
  @Test
  void doublesAsTheDefinitionOfTheTransposedConvolutionSays() {
    int inputs = 3;
    int outputs = 2;
    int height = 4;
    int width = 5;
    Map<String, Shape> shapes =
        Map.of(
            "weight", new Shape(inputs, outputs, 4, 4),
            "bias", new Shape(outputs),
            "x.weight", new Shape(inputs, height, width));
    Weights drawn = Weights.drawn(shapes, 1, manager);
    float[] x = drawn.get("x.weight").toFloatArray();
    float[] kernel = drawn.get("weight").toFloatArray();
    float[] bias = {0.5f, -0.25f};
    drawn.get("bias").set(bias);
    float[] expected = new float[outputs * 2 * height * 2 * width];
    for (int o = 0; o < outputs; o++) {
      for (int i = 0; i < 4 * height * width; i++) {
        expected[o * 4 * height * width + i] = bias[o];
      }
    }
    for (int i = 0; i < inputs * height * width * outputs * 16; i++) {
      int tapX = i % 4;
      int tapY = i / 4 % 4;
      int o = i / 16 % outputs;
      int at = i / (16 * outputs);
      int column = 2 * (at % width) - 1 + tapX;
      int row = 2 * (at / width % height) - 1 + tapY;
      if (row >= 0 && row < 2 * height && column >= 0 && column < 2 * width) {
        int c = at / (width * height);
        expected[(o * 2 * height + row) * 2 * width + column] +=
            x[at] * kernel[(c * outputs + o) * 16 + i % 16];
      }
    }

    var doubled = Layers.doublingConvolution4x4(drawn.get("x.weight").expandDims(0), drawn);

    assertThat(doubled.getShape()).isEqualTo(new Shape(1, 2, 8, 10));
    assertThat(doubled.toFloatArray())
        .usingComparatorWithPrecision(1e-5f)
        .containsExactly(expected);
  }

  /** The transpose of a linear map takes gradients back: here it is the convolution that halves. */
  @Test
  void takesGradientsBackThroughTheDoubling() {
    Map<String, Shape> shapes =
        Map.of(
            "weight", new Shape(3, 2, 4, 4),
            "bias", new Shape(2),
            "x.weight", new Shape(1, 3, 4, 5));
    Weights doubling = Weights.drawn(shapes, 1, manager).requiringGradients();
    NDArray direction = manager.randomNormal(new Shape(1, 2, 8, 10));

    NDArray doubled;
    try (GradientCollector gradients = manager.getEngine().newGradientCollector()) {
      doubled = Layers.doublingConvolution4x4(doubling.get("x.weight"), doubling).mul(direction);
      gradients.backward(doubled.sum());
    }

    Shape three = new Shape(3);
    Weights halving =
        Weights.drawn(Map.of("weight", shapes.get("weight"), "bias", three), 1, manager);
    halving.get("bias").set(new float[3]);
    assertThat(doubling.get("x.weight").getGradient().toFloatArray())
        .usingComparatorWithPrecision(1e-5f)
        .containsExactly(Layers.halvingConvolution4x4(direction, halving).toFloatArray());
    // What a bias adds is its own gradient times it; the rest is as linear in the weight.
    assertThat(share(doubling.get("weight")) + share(doubling.get("bias")))
        .isCloseTo(doubled.sum().getFloat(), within(1e-3f));
  }

  private static float share(NDArray parameter) {
    return parameter.stopGradient().mul(parameter.getGradient()).sum().getFloat();
  }

  @Test
  void aFoldedConvolutionGivesWhatItAndItsNormalisationGive() {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    shapes.put("0.weight", new Shape(5, 3, 3, 3));
    shapes.put("0.bias", new Shape(5));
    Norms.batch(shapes, "1", 5);
    Weights layers = Weights.drawn(shapes, 1, manager);
    Weights norm = layers.under("1.");
    norm.get("weight").set(new float[] {1.5f, -0.5f, 0, 2, 1});
    norm.get("bias").set(new float[] {0.1f, 0.2f, -0.3f, 0, 1});
    norm.get("running_mean").set(new float[] {0.5f, -1, 0.25f, 0, 3});
    norm.get("running_var").set(new float[] {0.01f, 4, 1, 0, 9});
    Weights convolution = layers.under("0.");
    NDArray x = manager.randomNormal(new Shape(2, 3, 6, 7));

    NDArray folded = Layers.convolution3x3(x, Norms.folded(convolution, norm, manager));

    NDArray both = Layers.batchNorm(Layers.convolution3x3(x, convolution), norm, Mode.EVALUATION);
    // A variance of zero makes the gain 2 / sqrt(1e-5): to a few parts in a million of the largest.
    float error = 3e-6f * both.abs().max().getFloat();
    assertThat(folded.toFloatArray())
        .usingComparatorWithPrecision(error)
        .containsExactly(both.toFloatArray());
  }

  @Test
  void aLinearLayerOfColumnsIsThatOfTheirTranspose() {
    Map<String, Shape> shapes = Map.of("weight", new Shape(7, 4), "bias", new Shape(7));
    Weights layer = Weights.drawn(shapes, 1, manager);
    NDArray columns = manager.randomNormal(new Shape(4, 3));

    NDArray outputs = Layers.linearOfColumns(columns, layer);

    assertThat(outputs.getShape()).isEqualTo(new Shape(7, 3));
    assertThat(outputs.toFloatArray())
        .usingComparatorWithPrecision(1e-6f)
        .containsExactly(Layers.linear(columns.transpose(), layer).transpose().toFloatArray());
  }

  /** Without it convolutions take twice the time and nothing else tells. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void keepsChannelsInnermostThroughAConvolution(int channels) {
    TorchFunction strides = new TorchFunction("torch.tensor(torch.stride(x))", "x");
    Map<String, Shape> shapes =
        Map.of("weight", new Shape(8, channels, 3, 3), "bias", new Shape(8));
    Weights layer = Weights.drawn(shapes, 1, manager);
    NDArray x = manager.randomNormal(new Shape(2, channels, 5, 6));

    NDArray innermost = Layers.innermostChannels(x);
    NDArray maps = Layers.convolution3x3(innermost, layer);

    assertThat(innermost.toFloatArray()).containsExactly(x.toFloatArray());
    assertThat(strides.apply(maps).toLongArray()).containsExactly(240, 1, 48, 8);
    assertThat(maps.toFloatArray())
        .usingComparatorWithPrecision(1e-5f)
        .containsExactly(Layers.convolution3x3(x, layer).toFloatArray());
  }

  @Test
  void rectifiesInOneMemoryAsInThree() {
    Weights three = norm();
    Weights one = three.copy(manager).requiringGradients();
    NDArray x = manager.randomNormal(new Shape(3, 4, 5, 6));
    NDArray direction = manager.randomNormal(x.getShape());

    NDArray expected;
    NDArray actual;
    try (GradientCollector gradients = manager.getEngine().newGradientCollector()) {
      manager.getEngine().setRandomSeed(7);
      NDArray rectified = Activation.relu(Layers.batchNorm(x, three, Mode.TRAINING));
      expected = Layers.dropout(rectified, 0.25f, Mode.TRAINING);
      manager.getEngine().setRandomSeed(7);
      actual = Layers.rectifiedBatchNorm(x, one, 0.25f, Mode.TRAINING);
      gradients.backward(expected.mul(direction).sum().add(actual.mul(direction).sum()));
    }

    // No difference, but a zero may have another sign.
    assertThat(actual.toFloatArray())
        .usingComparatorWithPrecision(0f)
        .containsExactly(expected.toFloatArray());
    assertThat(one.get("weight").getGradient().toFloatArray())
        .containsExactly(three.get("weight").getGradient().toFloatArray());
    assertThat(one.get("running_var").toFloatArray())
        .containsExactly(three.get("running_var").toFloatArray());
  }

  /** The statistics of PyTorch: a tenth of those of the batch, the variance by n - 1. */
  @Test
  void movesTheRunningStatisticsByATenth() {
    Weights norm = norm();
    NDArray x =
        EngineArrays.of(manager, new float[] {1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0}, new Shape(3, 4));

    Layers.batchNorm(x, norm, Mode.TRAINING);

    // Of the first channel: 1, 2, 3.
    assertThat(norm.get("running_mean").getFloat(0)).isCloseTo(0.2f, within(1e-6f));
    assertThat(norm.get("running_var").getFloat(0)).isCloseTo(0.9f + 0.1f * 1, within(1e-6f));
  }

  private Weights norm() {
    Shape four = new Shape(4);
    return Weights.drawn(
            Map.of("weight", four, "bias", four, "running_mean", four, "running_var", four),
            1,
            manager)
        .requiringGradients();
  }
}
