package org.aulos.nn;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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
}
