package org.aulos.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * Tensors by name: the weights of a network as its checkpoint names them. Values are read when they
 * are asked for, so a dictionary of a large file is small. Immutable.
 *
 * <pre>{@code
 * StateDict weights = StateDict.read(file).under("state_dict.").withoutPrefix("module.");
 *
 * weights.loadInto(block, manager);
 * }</pre>
 */
public final class StateDict {
  // Holds every magic number there is.
  private static final int START = 512;
  // A counter of PyTorch's batch normalisation, of no use after training.
  private static final String COUNTER = "num_batches_tracked";

  private final String origin;
  private final Map<String, StoredTensor> tensors;

  private StateDict(String origin, Map<String, StoredTensor> tensors) {
    this.origin = origin;
    this.tensors = Collections.unmodifiableMap(tensors);
  }

  /**
   * Tensors by name, in the order of the map.
   *
   * @param origin where they come from, for messages
   */
  public static StateDict of(String origin, Map<String, StoredTensor> tensors) {
    return new StateDict(origin, new LinkedHashMap<>(tensors));
  }

  /**
   * The parameters of a block by their official names, copied to the host; see {@link #loadInto}.
   */
  public static StateDict of(Block block) {
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    StateNames.of(block).forEach((name, p) -> tensors.put(name, StoredTensor.of(p.getArray())));
    return new StateDict("the block", tensors);
  }

  /**
   * The tensors of a file: safetensors, a checkpoint of {@code torch.save} since PyTorch 0.3, an
   * {@code .npy} of NumPy, whose array is called {@code arr_0}, or a pickled {@code MinMaxScaler}
   * of scikit-learn, the arrays of which are named as its attributes. Its content decides, not its
   * name. Nothing in it is executed, and nothing larger than the file is allocated. Names of nested
   * containers are joined with dots.
   *
   * @throws WeightsException if it is damaged, of another format, or holds anything beside tensors,
   *     numbers, text, lists and dictionaries
   * @throws IOException if it cannot be read
   */
  public static StateDict read(Path file) throws IOException {
    long length = Math.min(START, Files.size(file));
    ByteBuffer start = new FileRange(file, 0, length).read(0, length);
    if (TorchFile.matches(start)) {
      return new StateDict(file.toString(), TorchFile.read(file, start));
    }
    if (Safetensors.matches(start)) {
      return new StateDict(file.toString(), Safetensors.read(file));
    }
    FileRange whole = new FileRange(file, 0, Files.size(file));
    if (NumpyFile.matches(start)) {
      return new StateDict(file.toString(), NumpyFile.read(file, whole));
    }
    if (ScikitFile.matches(start)) {
      return new StateDict(file.toString(), ScikitFile.read(file, whole));
    }
    throw new WeightsException(
        file
            + " holds no weights that can be read; expected a .safetensors file, or a .pth or .pt"
            + " file of torch.save.");
  }

  /** Where the tensors come from, for messages. */
  public String origin() {
    return origin;
  }

  /** The names, in the order of the file. */
  public Set<String> names() {
    return tensors.keySet();
  }

  /**
   * The tensor of a name.
   *
   * @throws WeightsException if there is none
   */
  public StoredTensor get(String name) throws WeightsException {
    StoredTensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new WeightsException(origin + " holds no tensor '" + name + "'.");
    }
    return tensor;
  }

  /** The tensors whose names begin with {@code prefix}, without it. */
  public StateDict under(String prefix) {
    Map<String, StoredTensor> chosen = new LinkedHashMap<>();
    tensors.forEach(
        (name, tensor) -> {
          if (name.startsWith(prefix)) {
            chosen.put(name.substring(prefix.length()), tensor);
          }
        });
    return new StateDict(origin, chosen);
  }

  /**
   * The tensors of the given names, as far as they are there.
   *
   * @param names of one network, where the dictionary holds several
   */
  public StateDict only(Set<String> names) {
    Map<String, StoredTensor> chosen = new LinkedHashMap<>(tensors);
    chosen.keySet().retainAll(names);
    return new StateDict(origin, chosen);
  }

  /**
   * The tensors of the network that has one of this name, whatever stands before it: those whose
   * names begin with the same, without it. These if there is none or more than one.
   *
   * @param name of one tensor of the network
   */
  public StateDict from(String name) {
    List<String> prefixes =
        names().stream()
            .filter(known -> known.equals(name) || known.endsWith("." + name))
            .map(known -> known.substring(0, known.length() - name.length()))
            .toList();
    return prefixes.size() == 1 ? under(prefixes.get(0)) : this;
  }

  /**
   * The tensors without {@code prefix} if all names begin with it, as they do with {@code module.}
   * if the network was trained on several devices; otherwise these.
   */
  public StateDict withoutPrefix(String prefix) {
    return names().stream().allMatch(name -> name.startsWith(prefix)) ? under(prefix) : this;
  }

  /**
   * These tensors and those of another dictionary.
   *
   * @throws IllegalArgumentException if both have a name
   */
  public StateDict and(StateDict other) {
    Map<String, StoredTensor> all = new LinkedHashMap<>(tensors);
    other.tensors.forEach(
        (name, tensor) ->
            Checks.require(
                all.put(name, tensor) == null, "a name of its own for each tensor", name));
    return new StateDict(origin, all);
  }

  /**
   * The tensors under other names.
   *
   * @throws IllegalArgumentException if two get the same name
   */
  public StateDict renamed(UnaryOperator<String> names) {
    Map<String, StoredTensor> renamed = new LinkedHashMap<>();
    tensors.forEach(
        (name, tensor) ->
            Checks.require(
                renamed.put(names.apply(name), tensor) == null,
                "a name of its own for each tensor",
                names.apply(name)));
    return new StateDict(origin, renamed);
  }

  /**
   * Fails unless there are exactly these tensors, of any floating type. Counters of batches that
   * PyTorch's normalisation keeps ({@code num_batches_tracked}) are passed over.
   *
   * @param shapes the shapes expected, by name
   * @throws WeightsException if not; it lists what is missing, unexpected, or of another type or
   *     shape, the first dozen of each
   */
  public void requireExactly(Map<String, Shape> shapes) throws WeightsException {
    StateMismatch.check(this, shapes, name -> name.endsWith(COUNTER));
  }

  /**
   * Gives a block its parameters, which must be exactly these tensors. The official name of a
   * parameter is the names of the blocks around it and its own, with dots between; a child of a
   * sequential block is named by its number from 0; normalisation says {@code weight}, {@code
   * bias}, {@code running_mean} and {@code running_var} as PyTorch does. Float tensors are
   * converted to the type of the parameter, float32 if it has no values yet.
   *
   * @param block of which every parameter knows its shape
   * @param manager owns the arrays of parameters that have none yet
   * @throws IllegalArgumentException if a parameter does not know its shape
   * @throws WeightsException if the tensors do not fit, as by {@link #requireExactly}; no parameter
   *     has changed then
   * @throws IOException if the values cannot be read
   */
  public void loadInto(Block block, NDManager manager) throws IOException {
    Map<String, Parameter> parameters = StateNames.of(block);
    Map<String, Shape> shapes = new LinkedHashMap<>();
    for (Map.Entry<String, Parameter> entry : parameters.entrySet()) {
      Shape shape = entry.getValue().getShape();
      Checks.require(shape != null, "a shape of parameter " + entry.getKey(), "none");
      shapes.put(entry.getKey(), Objects.requireNonNull(shape));
    }
    requireExactly(shapes);
    for (Map.Entry<String, Parameter> entry : parameters.entrySet()) {
      load(get(entry.getKey()), entry.getValue(), manager);
    }
  }

  private static void load(StoredTensor tensor, Parameter parameter, NDManager manager)
      throws IOException {
    if (parameter.isInitialized()) {
      NDArray own = parameter.getArray();
      try (NDArray values = array(tensor, manager, own.getDataType())) {
        values.copyTo(own);
      }
    } else {
      NDArray values = array(tensor, manager, DataType.FLOAT32);
      // The only way to give a parameter of known shape an array that is not drawn at random.
      parameter.setInitializer((ignored, shape, type) -> values);
      parameter.initialize(manager, values.getDataType());
    }
  }

  /**
   * Size of the first axis of a tensor, by which networks of another width than the published one
   * are known.
   *
   * @param published where there is no such tensor, or an empty one
   */
  long firstAxis(String name, long published) {
    StoredTensor tensor = tensors.get(name);
    return tensor == null || tensor.shape().dimension() == 0 || tensor.shape().get(0) == 0
        ? published
        : tensor.shape().get(0);
  }

  /**
   * The tensor of a name as a float32 array that outlives the scope it is made in.
   *
   * @throws WeightsException if there is none
   */
  NDArray floats(String name, NDManager manager) throws IOException {
    return array(get(name), manager, DataType.FLOAT32);
  }

  private static NDArray array(StoredTensor tensor, NDManager manager, DataType type)
      throws IOException {
    NDArray stored = tensor.toArray(manager);
    NDScope.unregister(stored);
    if (stored.getDataType() == type) {
      return stored;
    }
    try (stored) {
      NDArray converted = stored.toType(type, false);
      NDScope.unregister(converted);
      return converted;
    }
  }

  /**
   * Writes the tensors as safetensors, in their order. The file is there whole or not at all.
   *
   * @throws IOException if it cannot be written; an earlier file is untouched then
   */
  public void write(Path file) throws IOException {
    Path target = file.toAbsolutePath();
    Path temporary = target.resolveSibling("." + UUID.randomUUID() + ".part");
    try {
      try (FileChannel channel =
          FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        Safetensors.write(tensors, channel);
        channel.force(true);
      }
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}
