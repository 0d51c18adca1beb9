package org.aulos.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SignatureTest {
  @Test
  void isWrittenInTheOrderOfItsChoices() {
    var signature = Signature.of("linear-probe").with("folds", 5).with("seed", 42L);

    assertThat(signature).hasToString("metric:linear-probe|folds:5|seed:42");
  }

  @Test
  void isEqualInAnyOrder() {
    var one = Signature.of("probe").with("a", 1).with("b", 2);
    var other = Signature.of("probe").with("b", 2).with("a", 1);

    assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
    assertThat(one.differences(other)).isEmpty();
  }

  @Test
  void namesTheChoicesOnWhichItDiffers() {
    var one = Signature.of("probe").with("folds", 5).with("seed", 1);
    var other = Signature.of("probe").with("folds", 10).with("fs", 16_000);

    assertThat(one.differences(other)).containsExactly("folds", "fs", "seed");
  }

  @Test
  void neverChangesAChoice() {
    var signature = Signature.of("probe").with("seed", 1);

    assertThatThrownBy(() -> signature.with("seed", 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has a choice named 'seed' already: metric:probe|seed:1");
    assertThatThrownBy(() -> signature.with("tags", "a|b"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(Signature.of(Map.of("metric", "probe"))).isEqualTo(Signature.of("probe"));
  }
}
