package org.aulos.plugins.eval;

import org.aulos.api.AulosException;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.QRDecomposition;

/**
 * Multinomial logistic regression at its optimum: the minimum over weights W and biases b of 0.5
 * |W|² + C Σ cross-entropy. The biases are free of the penalty; they sum to 0.
 *
 * <p>The objective is convex and its optimum unique, so the solver cannot move the result. It is
 * Newton's method with conjugate gradients for the inner system (Nocedal and Wright 2006, algorithm
 * 7.1), in double precision, on one thread.
 */
final class LogisticRegression {
  /** Greatest gradient at the optimum, as a share of C times the summed lengths of the examples. */
  private static final double TOLERANCE = 1e-10;

  private static final int MAX_STEPS = 200;
  private static final int MAX_HALVINGS = 40;
  private static final int MAX_INNER_STEPS = 1000;

  // [classes, dimension + 1]; the last column holds the biases.
  private final DMatrixRMaj weights;
  private final double objective;

  private LogisticRegression(DMatrixRMaj weights, double objective) {
    this.weights = weights;
    this.objective = objective;
  }

  /**
   * Learns to tell classes apart.
   *
   * @param examples {@code [examples, dimension]}
   * @param labels class of each example, in 0..classes-1
   * @param c weight of the data against the penalty
   * @throws AulosException if the optimum is out of reach of double precision
   */
  static LogisticRegression fit(DMatrixRMaj examples, int[] labels, int classes, double c) {
    return examples.numCols > examples.numRows
        ? fitInSpan(examples, labels, classes, c)
        : minimise(examples, labels, classes, c);
  }

  /**
   * The same optimum where dimensions outnumber examples: the weights then lie in the span of the
   * examples, in whose coordinates the problem is smaller and both terms of the objective the same.
   */
  private static LogisticRegression fitInSpan(
      DMatrixRMaj examples, int[] labels, int classes, double c) {
    int n = examples.numRows;
    int d = examples.numCols;
    QRDecomposition<DMatrixRMaj> qr = DecompositionFactory_DDRM.qr(d, n);
    qr.decompose(CommonOps_DDRM.transpose(examples, null));
    DMatrixRMaj basis = qr.getQ(null, true); // [d, n]
    DMatrixRMaj coordinates = CommonOps_DDRM.transpose(qr.getR(null, true), null); // [n, n]
    LogisticRegression fitted = minimise(coordinates, labels, classes, c);
    DMatrixRMaj weights = new DMatrixRMaj(classes, d + 1);
    DMatrixRMaj inSpan = CommonOps_DDRM.extract(fitted.weights, 0, classes, 0, n);
    CommonOps_DDRM.insert(CommonOps_DDRM.multTransB(inSpan, basis, null), weights, 0, 0);
    CommonOps_DDRM.extract(fitted.weights, 0, classes, n, n + 1, weights, 0, d);
    return new LogisticRegression(weights, fitted.objective);
  }

  private static LogisticRegression minimise(
      DMatrixRMaj examples, int[] labels, int classes, double c) {
    Objective objective = new Objective(withOnes(examples), labels, classes, c);
    DMatrixRMaj weights = new DMatrixRMaj(classes, examples.numCols + 1);
    double tolerance = TOLERANCE * objective.scale();
    double value = objective.moveTo(weights);
    for (int step = 0; step < MAX_STEPS; step++) {
      double slope = NormOps_DDRM.normF(objective.gradient());
      if (slope <= tolerance) {
        return new LogisticRegression(weights, value);
      }
      // Looser far from the optimum, for the speed; tighter near it, for quadratic convergence.
      double residual = slope * Math.min(0.1, Math.sqrt(slope / objective.scale()));
      DMatrixRMaj direction = newtonDirection(objective, Math.max(residual, 0.1 * tolerance));
      value = descend(objective, weights, value, direction);
    }
    throw new AulosException(
        "The linear probe found no optimum in "
            + MAX_STEPS
            + " steps for c = "
            + c
            + "; choose a smaller c, or standardise the embeddings.");
  }

  /** Solves Hessian · direction = -gradient by conjugate gradients. */
  private static DMatrixRMaj newtonDirection(Objective objective, double tolerance) {
    DMatrixRMaj residual = objective.gradient().copy();
    CommonOps_DDRM.changeSign(residual);
    DMatrixRMaj direction = new DMatrixRMaj(residual.numRows, residual.numCols);
    DMatrixRMaj search = residual.copy();
    DMatrixRMaj image = new DMatrixRMaj(residual.numRows, residual.numCols);
    double square = Rows.dot(residual, residual);
    for (int i = 0; i < MAX_INNER_STEPS && Math.sqrt(square) > tolerance; i++) {
      objective.hessianTimes(search, image);
      double length = square / Rows.dot(search, image);
      CommonOps_DDRM.addEquals(direction, length, search);
      CommonOps_DDRM.addEquals(residual, -length, image);
      double next = Rows.dot(residual, residual);
      CommonOps_DDRM.add(1, residual, next / square, search, search);
      square = next;
    }
    return direction;
  }

  /** Goes as far along the direction as the objective falls in earnest; returns its new value. */
  private static double descend(
      Objective objective, DMatrixRMaj weights, double value, DMatrixRMaj direction) {
    double slope = Rows.dot(objective.gradient(), direction);
    // Near the optimum a true descent may vanish in the rounding of the sum.
    double rounding = 1e-13 * Math.abs(value);
    double step = 1;
    CommonOps_DDRM.addEquals(weights, direction);
    double next = objective.moveTo(weights);
    for (int i = 0; i < MAX_HALVINGS && !(next <= value + 1e-4 * step * slope + rounding); i++) {
      step /= 2;
      CommonOps_DDRM.addEquals(weights, -step, direction);
      next = objective.moveTo(weights);
    }
    return next;
  }

  private static DMatrixRMaj withOnes(DMatrixRMaj examples) {
    DMatrixRMaj result = new DMatrixRMaj(examples.numRows, examples.numCols + 1);
    CommonOps_DDRM.insert(examples, result, 0, 0);
    for (int i = 0; i < examples.numRows; i++) {
      result.set(i, examples.numCols, 1);
    }
    return result;
  }

  /** {@code [classes, dimension + 1]}; the last column holds the biases. */
  DMatrixRMaj weights() {
    return weights;
  }

  /** Value of what was minimised. */
  double objective() {
    return objective;
  }

  /** Probability of each class for each row, {@code [rows, classes]}. */
  DMatrixRMaj probabilities(DMatrixRMaj rows) {
    DMatrixRMaj logits = new DMatrixRMaj(rows.numRows, weights.numRows);
    CommonOps_DDRM.multTransB(withOnes(rows), weights, logits);
    for (int i = 0; i < rows.numRows; i++) {
      Rows.softmax(logits, i);
    }
    return logits;
  }

  /** The most probable class of each row; the first of them if several are. */
  int[] predict(DMatrixRMaj rows) {
    DMatrixRMaj probabilities = probabilities(rows);
    int[] predicted = new int[rows.numRows];
    for (int i = 0; i < predicted.length; i++) {
      predicted[i] = Rows.greatest(probabilities, i);
    }
    return predicted;
  }

  /** Value, gradient and curvature of what is minimised, at one point at a time. */
  private static final class Objective {
    // Both layouts are kept: each product then runs along its long side in memory.
    private final DMatrixRMaj examples; // [examples, dimension + 1]
    private final DMatrixRMaj transposed; // [dimension + 1, examples]
    private final int[] labels;
    private final double c;
    private final DMatrixRMaj probabilities; // [classes, examples]
    private final DMatrixRMaj residuals; // [classes, examples]
    private final DMatrixRMaj gradient; // [classes, dimension + 1]

    Objective(DMatrixRMaj examples, int[] labels, int classes, double c) {
      this.examples = examples;
      this.transposed = CommonOps_DDRM.transpose(examples, null);
      this.labels = labels;
      this.c = c;
      this.probabilities = new DMatrixRMaj(classes, examples.numRows);
      this.residuals = new DMatrixRMaj(classes, examples.numRows);
      this.gradient = new DMatrixRMaj(classes, examples.numCols);
    }

    /** C times the summed lengths of the examples: bounds the gradient of the data. */
    double scale() {
      double sum = 0;
      int columns = examples.numCols;
      for (int start = 0; start < examples.getNumElements(); start += columns) {
        sum += Math.sqrt(Rows.dot(examples.data, start, examples.data, start, columns));
      }
      return c * sum;
    }

    DMatrixRMaj gradient() {
      return gradient;
    }

    /** Computes probabilities and gradient at the given weights; returns the value there. */
    double moveTo(DMatrixRMaj weights) {
      CommonOps_DDRM.mult(weights, transposed, probabilities);
      double loss = softmaxColumns();
      residuals.setTo(probabilities);
      for (int i = 0; i < labels.length; i++) {
        residuals.add(labels[i], i, -1);
      }
      CommonOps_DDRM.mult(residuals, examples, gradient);
      CommonOps_DDRM.scale(c, gradient);
      return 0.5 * addPenalised(weights, gradient) + c * loss;
    }

    /** Turns logits into probabilities, in place; returns the summed cross-entropy. */
    private double softmaxColumns() {
      int classes = probabilities.numRows;
      double loss = 0;
      for (int i = 0; i < labels.length; i++) {
        double greatest = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < classes; k++) {
          greatest = Math.max(greatest, probabilities.get(k, i));
        }
        double logit = probabilities.get(labels[i], i) - greatest;
        double sum = 0;
        for (int k = 0; k < classes; k++) {
          double share = Math.exp(probabilities.get(k, i) - greatest);
          probabilities.set(k, i, share);
          sum += share;
        }
        for (int k = 0; k < classes; k++) {
          probabilities.set(k, i, probabilities.get(k, i) / sum);
        }
        loss += Math.log(sum) - logit;
      }
      return loss;
    }

    /** {@code image} = Hessian · {@code direction}. */
    void hessianTimes(DMatrixRMaj direction, DMatrixRMaj image) {
      CommonOps_DDRM.mult(direction, transposed, residuals);
      int classes = residuals.numRows;
      for (int i = 0; i < labels.length; i++) {
        double mean = 0;
        for (int k = 0; k < classes; k++) {
          mean += probabilities.get(k, i) * residuals.get(k, i);
        }
        for (int k = 0; k < classes; k++) {
          residuals.set(k, i, probabilities.get(k, i) * (residuals.get(k, i) - mean));
        }
      }
      CommonOps_DDRM.mult(residuals, examples, image);
      CommonOps_DDRM.scale(c, image);
      addPenalised(direction, image);
    }

    /** Adds all but the biases to the target; returns their squared length. */
    private static double addPenalised(DMatrixRMaj weights, DMatrixRMaj target) {
      double square = 0;
      for (int k = 0; k < weights.numRows; k++) {
        for (int j = 0; j < weights.numCols - 1; j++) {
          double weight = weights.get(k, j);
          target.add(k, j, weight);
          square += weight * weight;
        }
      }
      return square;
    }
  }
}
