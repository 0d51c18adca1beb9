package org.aulos.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import java.util.function.Supplier;

/** Frees what a computation leaves behind. */
public final class Scope {
  private Scope() {}

  /** The result of a computation, of all whose arrays it alone stays open. */
  public static NDArray result(Supplier<NDArray> computation) {
    NDArray result;
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      result = computation.get();
      NDScope.unregister(result);
    }
    // The scope around this one, if the caller has one, owns what it would have owned anyway.
    NDScope.register(result);
    return result;
  }
}
