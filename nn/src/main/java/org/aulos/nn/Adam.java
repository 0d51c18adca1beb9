package org.aulos.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Adam (Kingma and Ba, 2015) by PyTorch's formula, in which epsilon is added behind the correction
 * of the second moment.
 */
public final class Adam implements Optimiser {
  private final Options options;
  private final Weights parameters;
  private final Weights first;
  private final Weights second;

  /**
   * What does not change from step to step.
   *
   * @param beta1 share of the past in the first moment; 0 to below 1
   * @param beta2 share of the past in the second moment; 0 to below 1
   * @param epsilon added to the root of the second moment; above 0
   */
  public record Options(double beta1, double beta2, double epsilon) {
    /** PyTorch's: 0.9, 0.999, 1e-8. */
    public static final Options DEFAULTS = new Options(0.9, 0.999, 1e-8);

    /** Options. */
    public Options {
      Checks.require(beta1 >= 0 && beta1 < 1, "beta1 in 0..1", beta1);
      Checks.require(beta2 >= 0 && beta2 < 1, "beta2 in 0..1", beta2);
      Checks.require(epsilon > 0, "epsilon > 0", epsilon);
    }
  }

  /**
   * An optimiser that has not yet taken a step.
   *
   * @param parameters what it moves
   * @param manager owns the moments, two arrays for each parameter
   */
  public Adam(Options options, Weights parameters, NDManager manager) {
    this.options = options;
    this.parameters = parameters;
    first = parameters.zeros(manager);
    second = parameters.zeros(manager);
  }

  @Override
  public void step(long step, double rate) {
    double size = rate / (1 - Math.pow(options.beta1, (double) step));
    double correction = Math.sqrt(1 - Math.pow(options.beta2, (double) step));
    parameters
        .parameters()
        .forEach(
            (name, parameter) -> {
              if (parameter.hasGradient()) {
                move(parameter, first.get(name), second.get(name), size, correction);
              }
            });
  }

  private void move(
      NDArray parameter, NDArray first, NDArray second, double size, double correction) {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      NDList parameters = Pieces.of(parameter.stopGradient());
      NDList gradients = Pieces.of(parameter.getGradient());
      NDList firsts = Pieces.of(first);
      NDList seconds = Pieces.of(second);
      for (int i = 0; i < parameters.size(); i++) {
        movePiece(
            parameters.get(i), gradients.get(i), firsts.get(i), seconds.get(i), size, correction);
      }
    }
  }

  private void movePiece(
      NDArray parameter,
      NDArray gradient,
      NDArray first,
      NDArray second,
      double size,
      double correction) {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      first.muli(options.beta1).addi(gradient.mul(1 - options.beta1));
      second.muli(options.beta2).addi(gradient.square().muli(1 - options.beta2));
      // Not sqrt: see TensorStft.
      NDArray root = second.pow(0.5).divi(correction).addi(options.epsilon);
      parameter.subi(first.div(root).muli(size));
      // The engine adds the next gradient to it.
      gradient.subi(gradient);
    }
  }

  /** The moments. */
  @Override
  public StateDict toStateDict() {
    return moments().toStateDict();
  }

  @Override
  public void set(StateDict moments) throws IOException {
    moments().set(moments);
  }

  private Weights moments() {
    Map<String, Weights> moments = new LinkedHashMap<>();
    moments.put("first", first);
    moments.put("second", second);
    return Weights.of(moments);
  }
}
