package org.aulos.tensorflow;

import ai.djl.ndarray.types.DataType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.aulos.api.AulosException;
import org.aulos.api.CheckpointException;
import org.aulos.api.Suggestions;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;

/**
 * One signature of a TensorFlow SavedModel. Immutable until it is closed, and safe to use from
 * several threads.
 *
 * <p>Every call computes in the thread that makes it, so as many cores are busy as threads call,
 * and no number depends on how many they are. Graph assets, tables and variables are read once,
 * when the model is opened; the folder is never written to.
 *
 * <p>A SavedModel is a program that may read and write files: open those you trust.
 */
public final class SavedModel implements AutoCloseable {
  /** The signature that exporters write unless told otherwise. */
  public static final String DEFAULT_SIGNATURE = "serving_default";

  private static final String FILE = "saved_model.pb";
  private static final String NESTED = "saved_model";
  private static final String TAG = "serve";

  /** Names of what a wrong folder holds that a message lists at most. */
  private static final int LISTED = 5;

  /** The signature under which exporters keep the initialisation; nobody calls it. */
  private static final String INITIALISATION = "__saved_model_init_op";

  /** Operations that hold a variable, of TensorFlow 2 and 1. */
  private static final Set<String> VARIABLES = Set.of("VarHandleOp", "VariableV2");

  private static final org.tensorflow.proto.DataType FLOAT = org.tensorflow.proto.DataType.DT_FLOAT;

  /** One thread within an operation, and operations one after the other in the caller's thread. */
  private static final ConfigProto SINGLE_THREADED =
      ConfigProto.newBuilder()
          .setIntraOpParallelismThreads(1)
          .setInterOpParallelismThreads(-1)
          .build();

  private final Path folder;
  private final String signature;
  private final SavedModelBundle bundle;
  private final SortedMap<String, TensorSpec> inputs;
  private final SortedMap<String, TensorSpec> outputs;

  private SavedModel(
      Path folder, String signature, SavedModelBundle bundle, SignatureDef definition) {
    this.folder = folder;
    this.signature = signature;
    this.bundle = bundle;
    this.inputs = specs(definition.getInputsMap());
    this.outputs = specs(definition.getOutputsMap());
  }

  private static SortedMap<String, TensorSpec> specs(Map<String, TensorInfo> infos) {
    SortedMap<String, TensorSpec> specs = new TreeMap<>();
    infos.forEach((name, info) -> specs.put(name, TensorSpec.of(info)));
    return Collections.unmodifiableSortedMap(specs);
  }

  /** Whether a folder holds a SavedModel: the file {@code saved_model.pb}. */
  public static boolean isAt(Path folder) {
    return Files.isRegularFile(folder.resolve(FILE));
  }

  /**
   * What a folder holds instead of a SavedModel, and what was expected, for people; empty if it
   * holds {@code saved_model.pb}.
   *
   * @throws AulosException if the folder cannot be read
   */
  public static Optional<String> problem(Path folder) {
    if (isAt(folder)) {
      return Optional.empty();
    }
    String remedy =
        isAt(folder.resolve(NESTED))
            ? "its folder %s is one: name that".formatted(NESTED)
            : "expected the folder that an exporter wrote, with %s and the folder variables"
                .formatted(FILE);
    return Optional.of(
        "%s is no SavedModel: it %s; %s"
            .formatted(folder.toAbsolutePath(), content(folder), remedy));
  }

  private static String content(Path place) {
    if (!Files.isDirectory(place)) {
      return Files.exists(place) ? "is a file" : "does not exist";
    }
    try (Stream<Path> entries = Files.list(place)) {
      List<String> names =
          entries
              .map(entry -> entry.getFileName() + (Files.isDirectory(entry) ? "/" : ""))
              .sorted()
              .toList();
      if (names.isEmpty()) {
        return "is an empty folder";
      }
      int others = names.size() - LISTED;
      return "holds "
          + names.stream().limit(LISTED).collect(Collectors.joining(", "))
          + (others > 0 ? " and %d more".formatted(others) : "");
    } catch (IOException | UncheckedIOException e) {
      throw new AulosException("cannot read " + place + ": " + e, e);
    }
  }

  /**
   * Opens a model of tag {@code serve}.
   *
   * @param folder the folder of {@code saved_model.pb}
   * @param signature which of its signatures; {@link #DEFAULT_SIGNATURE} in most cases
   * @throws CheckpointException if the folder holds no SavedModel (the message lists what it
   *     holds), it cannot be read, or has no such signature (the message lists those it has)
   * @throws AulosException if TensorFlow's native library is missing
   */
  public static SavedModel open(Path folder, String signature) {
    Optional<String> problem = problem(folder);
    if (problem.isPresent()) {
      throw new CheckpointException(problem.get());
    }
    TensorFlowLibrary.version();
    SavedModelBundle bundle = load(folder);
    boolean opened = false;
    try {
      MetaGraphDef graph = bundle.metaGraphDef();
      SavedModel model =
          new SavedModel(folder, signature, bundle, definition(folder, signature, graph));
      opened = true;
      return model;
    } finally {
      if (!opened) {
        bundle.close();
      }
    }
  }

  private static SavedModelBundle load(Path folder) {
    try {
      return SavedModelBundle.loader(folder.toAbsolutePath().toString())
          .withTags(TAG)
          .withConfigProto(SINGLE_THREADED)
          .load();
    } catch (TensorFlowException | IllegalArgumentException | UnsupportedOperationException e) {
      throw new CheckpointException(
          "TensorFlow cannot open the SavedModel %s: %s; copy or export it again"
              .formatted(folder.toAbsolutePath(), e.getMessage()),
          e);
    }
  }

  private static SignatureDef definition(Path folder, String signature, MetaGraphDef graph) {
    SignatureDef definition = graph.getSignatureDefMap().get(signature);
    if (definition == null || signature.equals(INITIALISATION)) {
      TreeSet<String> names = new TreeSet<>(graph.getSignatureDefMap().keySet());
      names.remove(INITIALISATION);
      throw new CheckpointException(
          "the SavedModel %s has no signature '%s'; %s"
              .formatted(folder.toAbsolutePath(), signature, Suggestions.among(signature, names)));
    }
    return definition;
  }

  /** The name of this signature. */
  public String signature() {
    return signature;
  }

  /** What it takes, by name. */
  public SortedMap<String, TensorSpec> inputs() {
    return inputs;
  }

  /** What it yields, by name. */
  public SortedMap<String, TensorSpec> outputs() {
    return outputs;
  }

  /** Values in the floating-point variables of the model; empty if it keeps them as constants. */
  public OptionalLong parameters() {
    long sum =
        bundle.metaGraphDef().getGraphDef().getNodeList().stream()
            .filter(node -> VARIABLES.contains(node.getOp()))
            .filter(node -> node.getAttrOrThrow("dtype").getType() == FLOAT)
            .mapToLong(node -> size(node.getAttrOrThrow("shape").getShape()))
            .sum();
    return sum > 0 ? OptionalLong.of(sum) : OptionalLong.empty();
  }

  private static long size(TensorShapeProto shape) {
    return shape.getDimList().stream()
        .mapToLong(TensorShapeProto.Dim::getSize)
        .reduce(1, (a, b) -> a * b);
  }

  /**
   * What an output is like.
   *
   * @throws CheckpointException if there is none of the name; the message lists those there are
   */
  public TensorSpec output(String name) {
    TensorSpec spec = outputs.get(name);
    if (spec == null) {
      throw new CheckpointException(
          "%s has no output '%s'; %s"
              .formatted(this, name, Suggestions.among(name, outputs.keySet())));
    }
    return spec;
  }

  /**
   * Computes outputs; what they do not need is not computed.
   *
   * @param given an array for each input, by name
   * @param wanted names of float32 outputs
   * @return the wanted outputs, in that order
   * @throws IllegalArgumentException if an input is missing, unknown, or of another type or shape
   *     than the signature states
   * @throws CheckpointException if an output is not there or not float32
   * @throws AulosException if the model refuses the values
   * @throws IllegalStateException if the model was closed
   */
  public List<HostTensor> run(Map<String, HostTensor> given, String... wanted) {
    checkInputs(given);
    List<Tensor> fed = new ArrayList<>();
    try {
      Session.Runner runner = bundle.session().runner();
      given.forEach(
          (name, array) -> {
            Tensor tensor = NativeTensors.copyOf(array);
            fed.add(tensor);
            runner.feed(spec(name).node(), tensor);
          });
      for (String name : wanted) {
        runner.fetch(floatOutput(name).node());
      }
      return fetch(runner);
    } finally {
      fed.forEach(Tensor::close);
    }
  }

  private List<HostTensor> fetch(Session.Runner runner) {
    List<HostTensor> arrays = new ArrayList<>();
    try (Result result = runner.run()) {
      for (int i = 0; i < result.size(); i++) {
        arrays.add(NativeTensors.floats(result.get(i)));
      }
    } catch (TensorFlowException | IllegalArgumentException | UnsupportedOperationException e) {
      throw new AulosException("%s failed: %s".formatted(this, e.getMessage()), e);
    }
    return arrays;
  }

  private void checkInputs(Map<String, HostTensor> given) {
    given.forEach(
        (name, array) -> {
          TensorSpec spec = spec(name);
          if (spec.type() != array.type() || !spec.admits(array.shape())) {
            throw new IllegalArgumentException(
                "expected %s for the input '%s' of %s but was %s"
                    .formatted(spec, name, this, array));
          }
        });
    for (String name : inputs.keySet()) {
      if (!given.containsKey(name)) {
        throw new IllegalArgumentException(
            "the input '%s' of %s is missing; given were %s"
                .formatted(name, this, new TreeSet<>(given.keySet())));
      }
    }
  }

  private TensorSpec spec(String input) {
    TensorSpec spec = inputs.get(input);
    if (spec == null) {
      throw new IllegalArgumentException(
          "%s has no input '%s'; %s"
              .formatted(this, input, Suggestions.among(input, inputs.keySet())));
    }
    return spec;
  }

  private TensorSpec floatOutput(String name) {
    TensorSpec spec = output(name);
    if (spec.type() != DataType.FLOAT32) {
      throw new CheckpointException(
          "the output '%s' of %s is %s; only float32 can be fetched".formatted(name, this, spec));
    }
    return spec;
  }

  /** Frees the model once the calls that are under way have ended; later calls fail. */
  @Override
  public void close() {
    bundle.close();
  }

  /** Signature and folder, as in {@code signature 'serving_default' of /models/yamnet}. */
  @Override
  public String toString() {
    return "signature '" + signature + "' of " + folder.toAbsolutePath();
  }
}
