package org.aulos.runtime.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class HolmTest {
  @Test
  void agreesWithR() {
    // R: p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm")
    assertThat(Holm.adjusted(new double[] {0.01, 0.04, 0.03, 0.005}))
        .containsExactly(new double[] {0.03, 0.06, 0.06, 0.02}, within(1e-12));
  }

  @Test
  void neverExceedsOne() {
    assertThat(Holm.adjusted(new double[] {0.7, 0.9})).containsExactly(1, 1);
  }

  @Test
  void leavesASingleTestAsItIs() {
    assertThat(Holm.adjusted(new double[] {0.2})).containsExactly(0.2);
  }
}
