package org.aulos.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * The arrays that a network computes with, by their official names: parameters, and the running
 * statistics of its normalisations. A network is a function of them, so a copy of the weights is a
 * second network.
 *
 * <p>All arrays are float32, owned by the manager they were made with. The arrays may change, the
 * names may not.
 */
public final class Weights {
  private static final String RUNNING_MEAN = "running_mean";
  private static final String RUNNING_VARIANCE = "running_var";

  private static final NDIndex ALL = new NDIndex("...");

  private final Map<String, NDArray> arrays;

  Weights(Map<String, NDArray> arrays) {
    this.arrays = Collections.unmodifiableMap(arrays);
  }

  /**
   * Exactly these tensors of a dictionary.
   *
   * @param shapes the shapes expected, by name
   * @param manager owns the arrays
   * @throws WeightsException if the dictionary holds others; it lists what differs
   * @throws IOException if the values cannot be read
   */
  public static Weights of(StateDict tensors, Map<String, Shape> shapes, NDManager manager)
      throws IOException {
    tensors.requireExactly(shapes);
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    for (String name : shapes.keySet()) {
      arrays.put(name, tensors.floats(name, manager));
    }
    return new Weights(arrays);
  }

  /**
   * Weights to begin training with, as PyTorch draws them for linear layers and convolutions: even
   * between {@code -1/sqrt(n)} and {@code 1/sqrt(n)} for a layer of {@code n} inputs, biases
   * included. Normalisations begin with gain 1, bias 0, mean 0 and variance 1.
   *
   * @param shapes by name; a bias stands beside its weight
   * @param seed of the draws; those of an array depend on its name and this seed alone
   * @param manager owns the arrays
   */
  public static Weights drawn(Map<String, Shape> shapes, long seed, NDManager manager) {
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    shapes.forEach(
        (name, shape) -> {
          Shape layer = shapes.getOrDefault(sibling(name), shape);
          NDArray array = EngineArrays.of(manager, initial(name, shape, layer, seed), shape);
          NDScope.unregister(array);
          arrays.put(name, array);
        });
    return new Weights(arrays);
  }

  /** The same arrays under longer names, those of one network after those of another. */
  public static Weights of(Map<String, Weights> networks) {
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    networks.forEach(
        (prefix, weights) ->
            weights.arrays.forEach((name, array) -> arrays.put(prefix + "." + name, array)));
    return new Weights(arrays);
  }

  private static float[] initial(String name, Shape shape, Shape layer, long seed) {
    float[] values = new float[Math.toIntExact(shape.size())];
    if (layer.dimension() > 1) {
      double bound = 1 / Math.sqrt((double) layer.size() / layer.get(0));
      SplittableRandom random = new SplittableRandom(seed ^ ((long) name.hashCode() << 32));
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (bound * (2 * random.nextDouble() - 1));
      }
    } else if (name.endsWith("weight") || name.endsWith(RUNNING_VARIANCE)) {
      Arrays.fill(values, 1);
    }
    return values;
  }

  private static String sibling(String name) {
    return name.substring(0, name.lastIndexOf('.') + 1) + "weight";
  }

  /** The names, in their order. */
  public Set<String> names() {
    return arrays.keySet();
  }

  /** The array of a name. */
  public NDArray get(String name) {
    NDArray array = arrays.get(name);
    Checks.require(array != null, "a name among " + arrays.keySet(), name);
    return Objects.requireNonNull(array);
  }

  /** Those whose names begin with {@code prefix}, without it; the same arrays. */
  public Weights under(String prefix) {
    Map<String, NDArray> chosen = new LinkedHashMap<>();
    arrays.forEach(
        (name, array) -> {
          if (name.startsWith(prefix)) {
            chosen.put(name.substring(prefix.length()), array);
          }
        });
    return new Weights(chosen);
  }

  /** Those of the given names; the same arrays. */
  public Weights only(Set<String> names) {
    Map<String, NDArray> chosen = new LinkedHashMap<>();
    names.forEach(name -> chosen.put(name, get(name)));
    return new Weights(chosen);
  }

  /** What is learnt, by name: all but the running statistics. */
  public Map<String, NDArray> parameters() {
    Map<String, NDArray> parameters = new LinkedHashMap<>(arrays);
    parameters
        .keySet()
        .removeIf(name -> name.endsWith(RUNNING_MEAN) || name.endsWith(RUNNING_VARIANCE));
    return parameters;
  }

  /** Number of values that are learnt. */
  public long size() {
    return parameters().values().stream().mapToLong(NDArray::size).sum();
  }

  /** Lets gradients be recorded for the parameters. */
  public Weights requiringGradients() {
    parameters().values().forEach(array -> array.setRequiresGradient(true));
    return this;
  }

  /**
   * A second set of equal values, without gradients.
   *
   * @param manager owns the copies
   */
  public Weights copy(NDManager manager) {
    Map<String, NDArray> copies = new LinkedHashMap<>();
    arrays.forEach(
        (name, array) -> {
          NDArray copy = array.stopGradient().duplicate();
          copy.attach(manager);
          NDScope.unregister(copy);
          copies.put(name, copy);
        });
    return new Weights(copies);
  }

  /**
   * Zeros of the same names and shapes as the parameters.
   *
   * @param manager owns them
   */
  public Weights zeros(NDManager manager) {
    Map<String, NDArray> zeros = new LinkedHashMap<>();
    parameters()
        .forEach(
            (name, array) -> {
              NDArray zero = manager.zeros(array.getShape());
              NDScope.unregister(zero);
              zeros.put(name, zero);
            });
    return new Weights(zeros);
  }

  /**
   * Moves every parameter a step towards that of the same name in {@code other}: {@code decay * own
   * + (1 - decay) * other}. Running statistics stay as they are.
   *
   * @param decay 0 to 1
   */
  public void follow(Weights other, double decay) {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      parameters()
          .forEach(
              (name, own) -> {
                NDList pieces = Pieces.of(own.stopGradient());
                NDList others = Pieces.of(other.get(name).stopGradient());
                for (int i = 0; i < pieces.size(); i++) {
                  try (NDArray share = others.get(i).mul(1 - decay)) {
                    pieces.get(i).muli(decay).addi(share);
                  }
                }
              });
    }
  }

  /**
   * Takes over exactly these values.
   *
   * @throws WeightsException if the dictionary holds other names or shapes; nothing has changed
   *     then
   * @throws IOException if the values cannot be read
   */
  public void set(StateDict tensors) throws IOException {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    arrays.forEach((name, array) -> shapes.put(name, array.getShape()));
    tensors.requireExactly(shapes);
    for (Map.Entry<String, NDArray> entry : arrays.entrySet()) {
      try (NDArray values = tensors.floats(entry.getKey(), entry.getValue().getManager())) {
        // Not copyTo: it would give new memory to the array without gradient alone.
        entry.getValue().stopGradient().set(ALL, values);
      }
    }
  }

  /** The values as they are now, on the host. */
  public StateDict toStateDict() {
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    arrays.forEach((name, array) -> tensors.put(name, StoredTensor.of(array)));
    return StateDict.of("weights", tensors);
  }
}
