package org.aulos.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/** Stochastic gradient descent by PyTorch's formula, with momentum and weight decay if wanted. */
public final class Sgd implements Optimiser {
  private final Options options;
  private final Weights parameters;
  private final Weights velocity;

  /**
   * What does not change from step to step.
   *
   * @param momentum share of the past in the velocity; 0 to below 1
   * @param weightDecay share of a parameter that is added to its gradient; 0 or more
   */
  public record Options(double momentum, double weightDecay) {
    /** Neither: each step is the learning rate times the gradient. */
    public static final Options DEFAULTS = new Options(0, 0);

    /** Options. */
    public Options {
      Checks.require(momentum >= 0 && momentum < 1, "momentum in 0..1", momentum);
      Checks.require(
          weightDecay >= 0 && weightDecay < Double.POSITIVE_INFINITY,
          "weightDecay >= 0",
          weightDecay);
    }
  }

  /**
   * An optimiser that has not yet taken a step.
   *
   * @param parameters what it moves
   * @param manager owns the velocity, an array for each parameter; none without momentum
   */
  public Sgd(Options options, Weights parameters, NDManager manager) {
    this.options = options;
    this.parameters = parameters;
    velocity = options.momentum > 0 ? parameters.zeros(manager) : parameters.only(Set.of());
  }

  @Override
  public void step(long step, double rate) {
    for (Map.Entry<String, NDArray> parameter : parameters.parameters().entrySet()) {
      if (parameter.getValue().hasGradient()) {
        move(parameter.getKey(), parameter.getValue(), rate);
      }
    }
  }

  private void move(String name, NDArray parameter, double rate) {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      NDArray values = parameter.stopGradient();
      NDArray gradient = parameter.getGradient();
      if (options.weightDecay > 0) {
        gradient.addi(values.mul(options.weightDecay));
      }
      NDArray direction = gradient;
      if (options.momentum > 0) {
        direction = velocity.get(name).muli(options.momentum).addi(gradient);
      }
      values.subi(direction.mul(rate));
      // The engine adds the next gradient to it.
      gradient.subi(gradient);
    }
  }

  /** The velocity, empty without momentum. */
  @Override
  public StateDict toStateDict() {
    return velocity.toStateDict();
  }

  @Override
  public void set(StateDict velocity) throws IOException {
    this.velocity.set(velocity);
  }
}
