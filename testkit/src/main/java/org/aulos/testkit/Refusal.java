package org.aulos.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Checks that a component refuses what it was not made for. */
final class Refusal {
  private Refusal() {}

  static void check(ThrowingCallable call, String what, String expected) {
    Throwable thrown = catchThrowable(call);

    assertThat(thrown)
        .as(
            "%s must be refused with an IllegalArgumentException, as %s is expected",
            what, expected)
        .isInstanceOf(IllegalArgumentException.class);
  }
}
