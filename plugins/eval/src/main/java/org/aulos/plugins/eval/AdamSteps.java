package org.aulos.plugins.eval;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/** Steps of Adam over the weights of one {@link Perceptron}, as a {@link Recipe} has them. */
final class AdamSteps {
  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.999;
  private static final double EPSILON = 1e-8;

  private final Perceptron network;
  private final Recipe recipe;
  private final double learningRate;
  private final double l2;
  private final List<Moments> moments = new ArrayList<>();
  private int step;

  AdamSteps(Perceptron network, Recipe recipe, double learningRate, double l2) {
    this.network = network;
    this.recipe = recipe;
    this.learningRate = learningRate;
    this.l2 = l2;
    for (Perceptron.Layer layer : network.layers()) {
      moments.add(new Moments(layer.weights(), layer.weightGradient(), false));
      moments.add(new Moments(layer.biases(), layer.biasGradient(), true));
    }
  }

  /** Values, their gradient and its running moments. */
  private static final class Moments {
    private final DMatrixRMaj values;
    private final DMatrixRMaj gradient;
    private final boolean bias;
    private final double[] first;
    private final double[] second;

    Moments(DMatrixRMaj values, DMatrixRMaj gradient, boolean bias) {
      this.values = values;
      this.gradient = gradient;
      this.bias = bias;
      this.first = new double[values.getNumElements()];
      this.second = new double[values.getNumElements()];
    }
  }

  /** The penalty of the weights as they are, in the loss of a batch. */
  double penalty(int batch) {
    double squares = 0;
    for (Perceptron.Layer layer : network.layers()) {
      squares += Rows.dot(layer.weights(), layer.weights());
    }
    return recipe.penalty(l2, batch, squares);
  }

  /** Moves the weights against the gradients that the network holds of a batch. */
  void step(int batch, int classes) {
    step++;
    double scale = recipe.lossScale(classes);
    double correction = Math.sqrt(1 - Math.pow(BETA2, step));
    double rate = learningRate * correction / (1 - Math.pow(BETA1, step));
    double epsilon = recipe.epsilon(EPSILON, correction);
    for (Moments own : moments) {
      double decay = recipe.decay(l2, batch, own.bias);
      double[] values = own.values.data;
      for (int i = 0; i < own.first.length; i++) {
        double gradient = scale * own.gradient.data[i] + decay * values[i];
        own.first[i] = BETA1 * own.first[i] + (1 - BETA1) * gradient;
        own.second[i] = BETA2 * own.second[i] + (1 - BETA2) * gradient * gradient;
        values[i] -= rate * own.first[i] / (Math.sqrt(own.second[i]) + epsilon);
      }
    }
  }
}
