package org.aulos.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;

class HostTensorTest {
  @Test
  void anArrayWithoutDimensionsIsAScalar() {
    HostTensor scalar = HostTensor.of(new int[] {16_000});

    assertThat(scalar.shape()).isEqualTo(new Shape());
    assertThat(scalar).hasToString("int32 ()");
  }

  @Test
  void valuesMustFillTheShape() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HostTensor.of(new float[5], 2, 3))
        .withMessageContainingAll("6", "(2, 3)", "5");
    assertThatIllegalArgumentException().isThrownBy(() -> HostTensor.of(new float[1], -1, -1));
  }

  @Test
  void valuesOfAnotherTypeAreNotGivenOut() {
    assertThatThrownBy(() -> HostTensor.of(new long[] {1}, 1).floats())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("int64 (1)");
  }
}
