package org.aulos.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TorchFunctionTest {
  @Test
  void letsGradientsPass() {
    TorchFunction product = new TorchFunction("torch.mul(a, b)", "a", "b");
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray a = EngineArrays.of(manager, new float[] {1, 2, 3}, new Shape(3));
      NDArray b = EngineArrays.of(manager, new float[] {5, 7, 11}, new Shape(3));
      a.setRequiresGradient(true);

      NDArray result;
      try (GradientCollector gradients = manager.getEngine().newGradientCollector()) {
        result = product.apply(a, b);
        gradients.backward(result.sum());
      }

      assertThat(result.toFloatArray()).containsExactly(5, 14, 33);
      assertThat(a.getGradient().toFloatArray()).containsExactly(5, 7, 11);
    }
  }

  @Test
  void givesManyThreadsTheirOwnResults() {
    TorchFunction square = new TorchFunction("torch.mul(x, x)", "x");

    List<Float> squares =
        IntStream.range(0, 2_000)
            .parallel()
            .mapToObj(
                i -> {
                  try (NDManager own = NDManager.newBaseManager()) {
                    float[] value = {i};
                    return square.apply(EngineArrays.of(own, value, new Shape(1))).getFloat(0);
                  }
                })
            .toList();

    assertThat(squares).isEqualTo(IntStream.range(0, 2_000).mapToObj(i -> (float) i * i).toList());
  }

  @Test
  void namesWhatIsNoTorchScript() {
    TorchFunction nonsense = new TorchFunction("torch.nonsense(x)", "x");
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray x = manager.zeros(new Shape(1));

      assertThatThrownBy(() -> nonsense.apply(x)).hasMessageContaining("nonsense");
    }
  }
}
