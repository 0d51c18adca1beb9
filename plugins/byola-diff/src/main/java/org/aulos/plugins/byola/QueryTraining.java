package org.aulos.plugins.byola;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.aulos.api.AulosException;
import org.aulos.nn.Adam;
import org.aulos.nn.EngineArrays;
import org.aulos.nn.Weights;

/**
 * Trains a {@link QueryNetwork} by Adam; of all epochs that of the least validation loss is the
 * result. Audio embeddings are standardised by mean and deviation over the training pairs.
 */
final class QueryTraining {
  /** The engine records gradients for one thread at a time, and refuses a second one. */
  private static final Object RECORDING = new Object();

  private static final double LEAST_DEVIATION = 1e-6;

  /**
   * Among a single pair there is nothing to choose: its contrastive loss is 0 whatever is learnt.
   */
  static final int LEAST_VALIDATION = 2;

  private final AuxiliaryRetrievalOptions options;
  private final QueryExamples examples;
  private final NDManager manager;
  private final SplittableRandom random;
  private final Weights weights;
  private final QueryNetwork network;
  private float[] means = {};
  private float[] scales = {};

  /**
   * A training.
   *
   * @param manager owns the weights
   * @param seed of the first weights, the validation pairs and the order of the pairs
   */
  QueryTraining(
      AuxiliaryRetrievalOptions options, QueryExamples examples, NDManager manager, long seed) {
    this.options = options;
    this.examples = examples;
    this.manager = manager;
    this.random = new SplittableRandom(seed);
    this.weights =
        Weights.drawn(
                QueryNetwork.shapes(
                    examples.queries().get(0).length,
                    examples.texts().get(0).length,
                    options.hidden(),
                    options.width(),
                    examples.queryClasses().get(0).length),
                seed,
                manager)
            .requiringGradients();
    this.network = network(weights);
  }

  private QueryNetwork network(Weights own) {
    return new QueryNetwork(own, options.temperature(), options.classWeight());
  }

  /** What a training has learnt. */
  final class Learnt {
    private final QueryNetwork best;

    private Learnt(QueryNetwork best) {
      this.best = best;
    }

    /** Unit vectors of the queries of some pairs. */
    float[][] queries(int[] pairs) {
      return vectors(
          pairs,
          rows -> best.queries(audio(examples.queries(), rows), array(examples.texts(), rows)));
    }

    /** Unit vectors of the targets of some pairs. */
    float[][] targets(int[] pairs) {
      return vectors(pairs, rows -> best.targets(audio(examples.targets(), rows)));
    }
  }

  /**
   * Trains.
   *
   * @param train the pairs to learn from; four at least
   * @param validation the pairs that choose the epoch, two at least; if there are none, a share of
   *     the others
   * @throws AulosException if a loss is no number
   */
  Learnt run(int[] train, int[] validation) {
    int[] own = shuffled(train);
    int[] held = validation;
    if (held.length == 0) {
      int size = Math.max(LEAST_VALIDATION, (int) Math.round(options.validation() * own.length));
      held = Arrays.copyOf(own, size);
      own = Arrays.copyOfRange(own, size, own.length);
    }
    learnScale(own);
    Adam adam = new Adam(Adam.Options.DEFAULTS, weights, manager);
    int size = Math.min(options.batchSize(), own.length);
    Weights best = weights.copy(manager);
    double least = Double.POSITIVE_INFINITY;
    long step = 0;
    for (int epoch = 0; epoch < options.epochs(); epoch++) {
      int[] order = shuffled(own);
      for (int start = 0; start + size <= order.length; start += size) {
        step(Arrays.copyOfRange(order, start, start + size), adam, ++step);
      }
      double loss = loss(held);
      if (loss < least) {
        least = loss;
        best.follow(weights, 0);
      }
    }
    return new Learnt(network(best));
  }

  private int[] shuffled(int[] pairs) {
    int[] order = pairs.clone();
    for (int i = order.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int kept = order[i];
      order[i] = order[other];
      order[other] = kept;
    }
    return order;
  }

  private void learnScale(int[] train) {
    int width = examples.queries().get(0).length;
    means = new float[width];
    scales = new float[width];
    for (int j = 0; j < width; j++) {
      double sum = 0;
      double squares = 0;
      for (int i : train) {
        double query = examples.queries().get(i)[j];
        double target = examples.targets().get(i)[j];
        sum += query + target;
        squares += query * query + target * target;
      }
      double mean = sum / (2 * train.length);
      double deviation = Math.sqrt(Math.max(0, squares / (2 * train.length) - mean * mean));
      means[j] = (float) mean;
      scales[j] = (float) (1 / Math.max(deviation, LEAST_DEVIATION));
    }
  }

  private void step(int[] rows, Adam adam, long step) {
    synchronized (RECORDING) {
      try (NDScope scope = new NDScope()) {
        scope.suppressNotUsedWarning();
        try (GradientCollector gradients = manager.getEngine().newGradientCollector()) {
          NDArray loss = network.loss(pairs(rows));
          if (!Float.isFinite(loss.getFloat())) {
            throw new AulosException(
                "auxiliary-retrieval: the loss of step %d is %s; lower the learning-rate"
                    .formatted(step, loss.getFloat()));
          }
          gradients.backward(loss);
        }
        adam.step(step, options.learningRate());
      }
    }
  }

  /** Mean loss over batches of the same size as those of the training, or over one of all. */
  private double loss(int[] rows) {
    double sum = 0;
    int size = Math.min(options.batchSize(), rows.length);
    int batches = rows.length / size;
    for (int batch = 0; batch < batches; batch++) {
      int[] own = Arrays.copyOfRange(rows, batch * size, (batch + 1) * size);
      try (NDScope scope = new NDScope()) {
        scope.suppressNotUsedWarning();
        sum += network.loss(pairs(own)).getFloat();
      }
    }
    return sum / batches;
  }

  /** Computes something of each of some pairs, rows of vectors of {@link #options} width. */
  @FunctionalInterface
  private interface Rows {
    NDArray of(int[] rows);
  }

  private float[][] vectors(int[] pairs, Rows computation) {
    float[][] vectors = new float[pairs.length][];
    int width = options.width();
    for (int start = 0; start < pairs.length; start += options.batchSize()) {
      int end = Math.min(pairs.length, start + options.batchSize());
      try (NDScope scope = new NDScope()) {
        scope.suppressNotUsedWarning();
        float[] values = computation.of(Arrays.copyOfRange(pairs, start, end)).toFloatArray();
        for (int i = start; i < end; i++) {
          vectors[i] = Arrays.copyOfRange(values, (i - start) * width, (i - start + 1) * width);
        }
      }
    }
    return vectors;
  }

  private QueryNetwork.Pairs pairs(int[] rows) {
    return new QueryNetwork.Pairs(
        audio(examples.queries(), rows),
        array(examples.texts(), rows),
        audio(examples.targets(), rows),
        array(examples.queryClasses(), rows),
        array(examples.targetClasses(), rows));
  }

  private NDArray audio(List<float[]> values, int[] rows) {
    float[] flat = flat(values, rows);
    for (int i = 0; i < flat.length; i++) {
      int column = i % means.length;
      flat[i] = (flat[i] - means[column]) * scales[column];
    }
    return EngineArrays.of(manager, flat, new Shape(rows.length, means.length));
  }

  private NDArray array(List<float[]> values, int[] rows) {
    return EngineArrays.of(
        manager, flat(values, rows), new Shape(rows.length, values.get(0).length));
  }

  private static float[] flat(List<float[]> values, int[] rows) {
    int width = values.get(0).length;
    float[] flat = new float[rows.length * width];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(values.get(rows[i]), 0, flat, i * width, width);
    }
    return flat;
  }
}
