package org.aulos.plugins.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.aulos.plugins.eval.NetworkProbeOptions.Stopping;
import org.ejml.data.DMatrixRMaj;

/** Trains one {@link Perceptron} on the examples of one fold. */
final class NetworkTraining {
  /** By how much the training loss must fall to count as better. */
  private static final double TOLERANCE = 1e-4;

  private final NetworkProbeOptions options;
  private final int classes;
  private final RandomGenerator random;
  private final DMatrixRMaj batch = new DMatrixRMaj(0, 0);

  /** A training that draws everything random from {@code random}. */
  NetworkTraining(NetworkProbeOptions options, int classes, RandomGenerator random) {
    this.options = options;
    this.classes = classes;
    this.random = random;
  }

  /** The network that results; deterministic for one state of the generator. */
  Perceptron run(DMatrixRMaj train, int[] labels, DMatrixRMaj validation, int[] validationLabels) {
    Perceptron network = Perceptron.drawn(widths(train.numCols), options.recipe(), random);
    AdamSteps adam = new AdamSteps(network, options.recipe(), options.learningRate(), options.l2());
    Progress progress = new Progress(network);
    for (int epoch = 0; epoch < options.epochs() && !progress.ended(); epoch++) {
      double loss = epoch(network, adam, train, labels);
      if (options.stopping() == Stopping.TRAINING_LOSS) {
        progress.trained(loss);
      } else {
        progress.validated(validationBadness(network, validation, validationLabels));
      }
    }
    return progress.result();
  }

  private List<Integer> widths(int inputs) {
    List<Integer> widths = new ArrayList<>(List.of(inputs));
    widths.addAll(options.hidden());
    widths.add(classes);
    return widths;
  }

  /** Mean loss over the examples of an epoch, each as of its batch. */
  private double epoch(Perceptron network, AdamSteps adam, DMatrixRMaj train, int[] labels) {
    int[] order = IntStream.range(0, labels.length).toArray();
    shuffle(order);
    double sum = 0;
    for (int start = 0; start < order.length; start += options.batchSize()) {
      int end = Math.min(order.length, start + options.batchSize());
      int[] rows = IntStream.range(start, end).map(i -> order[i]).toArray();
      int[] batchLabels = IntStream.of(rows).map(row -> labels[row]).toArray();
      double loss =
          network.learn(Rows.chosen(train, rows, batch), batchLabels, options.dropout(), random);
      sum += (loss + adam.penalty(rows.length)) * rows.length;
      adam.step(rows.length, classes);
    }
    return sum / order.length;
  }

  private void shuffle(int[] order) {
    for (int i = order.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int kept = order[i];
      order[i] = order[other];
      order[other] = kept;
    }
  }

  /** Less is better. */
  private double validationBadness(Perceptron network, DMatrixRMaj rows, int[] labels) {
    if (options.stopping() == Stopping.VALIDATION_LOSS) {
      return network.loss(rows, labels);
    }
    int[] predicted = network.predict(rows);
    return IntStream.range(0, labels.length).filter(i -> predicted[i] != labels[i]).count();
  }

  /** Decides when training ends, and which weights are its result. */
  private final class Progress {
    private final Perceptron network;
    private Perceptron best;
    private double least = Double.POSITIVE_INFINITY;
    private int waited;

    Progress(Perceptron network) {
      this.network = network;
      this.best = network;
    }

    void trained(double loss) {
      waited = loss > least - TOLERANCE ? waited + 1 : 0;
      least = Math.min(least, loss);
    }

    void validated(double badness) {
      if (badness <= least) {
        least = badness;
        best = network.copy();
        waited = 0;
      } else {
        waited++;
      }
    }

    boolean ended() {
      return options.stopping() == Stopping.TRAINING_LOSS
          ? waited > options.patience()
          : waited >= options.patience();
    }

    Perceptron result() {
      return best;
    }
  }
}
