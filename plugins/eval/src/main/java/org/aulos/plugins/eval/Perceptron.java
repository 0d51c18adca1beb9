package org.aulos.plugins.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Linear layers with rectifiers between them, in double precision: a linear classifier if there is
 * no hidden layer. Not safe to use from several threads.
 */
final class Perceptron {
  private final List<Layer> layers;

  private Perceptron(List<Layer> layers) {
    this.layers = layers;
  }

  /** A layer: weights {@code [inputs, outputs]}, biases, and the gradient of each. */
  static final class Layer {
    private final DMatrixRMaj weights;
    private final DMatrixRMaj biases;
    private final DMatrixRMaj weightGradient;
    private final DMatrixRMaj biasGradient;

    /** What reached the layer last, {@code [rows, inputs]}. */
    private DMatrixRMaj input = new DMatrixRMaj(0, 0);

    // Overwritten by every batch: garbage of megabytes each would cost more than its products.
    private final DMatrixRMaj output = new DMatrixRMaj(0, 0);
    private final DMatrixRMaj inputGradient = new DMatrixRMaj(0, 0);

    Layer(DMatrixRMaj weights, DMatrixRMaj biases) {
      this.weights = weights;
      this.biases = biases;
      this.weightGradient = new DMatrixRMaj(weights.numRows, weights.numCols);
      this.biasGradient = new DMatrixRMaj(1, weights.numCols);
    }

    DMatrixRMaj weights() {
      return weights;
    }

    /** {@code [1, outputs]}. */
    DMatrixRMaj biases() {
      return biases;
    }

    DMatrixRMaj weightGradient() {
      return weightGradient;
    }

    DMatrixRMaj biasGradient() {
      return biasGradient;
    }

    /** The matrix that is returned is overwritten by the next call. */
    private DMatrixRMaj forward(DMatrixRMaj rows) {
      input = rows;
      try (NativeMatrix x = NativeMatrix.copyOf(rows);
          NativeMatrix w = NativeMatrix.copyOf(weights);
          NativeMatrix y = x.times(w)) {
        y.toHeap(output);
      }
      int width = biases.numCols;
      for (int row = 0; row < output.getNumElements(); row += width) {
        for (int j = 0; j < width; j++) {
          output.data[row + j] += biases.data[j];
        }
      }
      return output;
    }

    /** Keeps the gradients of weights and biases. */
    private void backward(DMatrixRMaj gradient) {
      try (NativeMatrix x = NativeMatrix.copyOf(input);
          NativeMatrix g = NativeMatrix.copyOf(gradient);
          NativeMatrix w = x.transposedTimes(g)) {
        w.toHeap(weightGradient);
      }
      biasGradient.zero();
      Rows.addSums(gradient, biasGradient.data);
    }

    /** The gradient of the input; it is overwritten by the next call. */
    private DMatrixRMaj throughWeights(DMatrixRMaj gradient) {
      try (NativeMatrix g = NativeMatrix.copyOf(gradient);
          NativeMatrix w = NativeMatrix.copyOf(weights);
          NativeMatrix x = g.timesTransposed(w)) {
        return x.toHeap(inputGradient);
      }
    }

    private Layer copy() {
      return new Layer(weights.copy(), biases.copy());
    }
  }

  /** A network of the given layers. */
  static Perceptron of(List<Layer> layers) {
    return new Perceptron(List.copyOf(layers));
  }

  /**
   * A network with weights and biases drawn uniformly from [-bound, bound].
   *
   * @param widths inputs, outputs of each hidden layer, classes
   */
  static Perceptron drawn(List<Integer> widths, Recipe recipe, RandomGenerator random) {
    List<Layer> layers = new ArrayList<>();
    for (int i = 1; i < widths.size(); i++) {
      int inputs = widths.get(i - 1);
      int outputs = widths.get(i);
      double bound = recipe.bound(inputs, outputs);
      layers.add(
          new Layer(uniform(inputs, outputs, bound, random), uniform(1, outputs, bound, random)));
    }
    return new Perceptron(List.copyOf(layers));
  }

  private static DMatrixRMaj uniform(int rows, int columns, double bound, RandomGenerator random) {
    DMatrixRMaj matrix = new DMatrixRMaj(rows, columns);
    for (int i = 0; i < matrix.getNumElements(); i++) {
      matrix.data[i] = bound * (2 * random.nextDouble() - 1);
    }
    return matrix;
  }

  /** The layers, the first first. */
  List<Layer> layers() {
    return layers;
  }

  /** An independent copy of the weights. */
  Perceptron copy() {
    return new Perceptron(layers.stream().map(Layer::copy).toList());
  }

  /** Values of each class for each row before normalisation, {@code [rows, classes]}. */
  DMatrixRMaj logits(DMatrixRMaj rows) {
    DMatrixRMaj values = rows;
    for (int i = 0; i < layers.size(); i++) {
      values = layers.get(i).forward(values);
      if (i < layers.size() - 1) {
        rectify(values);
      }
    }
    return values;
  }

  /**
   * Mean cross-entropy of a batch; leaves its gradients in the layers.
   *
   * @param dropout share of hidden values that are dropped; the others are scaled up
   * @param random decides which
   */
  double learn(DMatrixRMaj batch, int[] labels, double dropout, RandomGenerator random) {
    DMatrixRMaj values = batch;
    List<DMatrixRMaj> hidden = new ArrayList<>();
    for (int i = 0; i < layers.size() - 1; i++) {
      values = layers.get(i).forward(values);
      rectify(values);
      drop(values, dropout, random);
      hidden.add(values);
    }
    DMatrixRMaj gradient = layers.get(layers.size() - 1).forward(values);
    double loss = crossEntropy(gradient, labels);
    for (int i = layers.size() - 1; i >= 0; i--) {
      layers.get(i).backward(gradient);
      if (i > 0) {
        gradient = layers.get(i).throughWeights(gradient);
        gate(gradient, hidden.get(i - 1), dropout);
      }
    }
    return loss;
  }

  /** Mean cross-entropy of the rows. */
  double loss(DMatrixRMaj rows, int[] labels) {
    return crossEntropy(logits(rows), labels);
  }

  /** The class of the greatest value of each row; the first of them if several are. */
  int[] predict(DMatrixRMaj rows) {
    DMatrixRMaj logits = logits(rows);
    int[] predicted = new int[rows.numRows];
    for (int i = 0; i < predicted.length; i++) {
      predicted[i] = Rows.greatest(logits, i);
    }
    return predicted;
  }

  private static void rectify(DMatrixRMaj values) {
    for (int i = 0; i < values.getNumElements(); i++) {
      values.data[i] = Math.max(0, values.data[i]);
    }
  }

  private static void drop(DMatrixRMaj values, double share, RandomGenerator random) {
    for (int i = 0; share > 0 && i < values.getNumElements(); i++) {
      values.data[i] = random.nextDouble() < share ? 0 : values.data[i] / (1 - share);
    }
  }

  /** Lets through what the rectifier and the dropout let through, as much scaled up. */
  private static void gate(DMatrixRMaj gradient, DMatrixRMaj values, double dropout) {
    for (int i = 0; i < gradient.getNumElements(); i++) {
      gradient.data[i] = values.data[i] > 0 ? gradient.data[i] / (1 - dropout) : 0;
    }
  }

  /** Mean cross-entropy of logits, which become its gradient. */
  private static double crossEntropy(DMatrixRMaj logits, int[] labels) {
    int classes = logits.numCols;
    double loss = 0;
    for (int i = 0; i < labels.length; i++) {
      double expected = logits.get(i, labels[i]);
      double logSum = Rows.softmax(logits, i);
      loss += logSum - expected;
      logits.data[i * classes + labels[i]] -= 1;
    }
    CommonOps_DDRM.scale(1.0 / labels.length, logits);
    return loss / labels.length;
  }
}
