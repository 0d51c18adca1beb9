package org.aulos.plugins.eval;

/**
 * How a toolkit sets up and updates a network that is trained by Adam (Kingma and Ba 2015; β₁ =
 * 0.9, β₂ = 0.999, ε = 1e-8): where the published protocols differ.
 */
public enum Recipe {
  /**
   * As PyTorch: weights and biases start uniformly within 1/√inputs; the L2 penalty adds its factor
   * times the value to the gradient of weights and biases; ε is added to the corrected deviation.
   */
  TORCH,
  /**
   * As EVAR, the evaluation package of the BYOL-A family: as {@link #TORCH}, with the cross-entropy
   * divided by the number of classes.
   */
  EVAR,
  /**
   * As scikit-learn's multi-layer perceptron: weights and biases start uniformly within √(6 /
   * (inputs + outputs)); the L2 penalty, half its factor times the squared weights over the size of
   * the batch, belongs to the loss and spares the biases; ε is added to the uncorrected deviation.
   */
  SCIKIT_LEARN;

  /** Greatest absolute value that a layer's weights and biases start with. */
  double bound(int inputs, int outputs) {
    return this == SCIKIT_LEARN ? Math.sqrt(6.0 / (inputs + outputs)) : 1 / Math.sqrt(inputs);
  }

  /** Factor of the mean cross-entropy in the loss. */
  double lossScale(int classes) {
    return this == EVAR ? 1.0 / classes : 1;
  }

  /** What the penalty adds to the gradient of a weight or bias, as a share of its value. */
  double decay(double l2, int batch, boolean bias) {
    if (this == SCIKIT_LEARN) {
      return bias ? 0 : l2 / batch;
    }
    return l2;
  }

  /** What the penalty adds to the loss, given the sum of the squared weights. */
  double penalty(double l2, int batch, double squares) {
    return this == SCIKIT_LEARN ? 0.5 * l2 * squares / batch : 0;
  }

  /** ε of the update, which divides by deviation + ε where the deviation is not yet corrected. */
  double epsilon(double epsilon, double correction) {
    return this == SCIKIT_LEARN ? epsilon : epsilon * correction;
  }
}
