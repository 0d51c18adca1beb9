package org.aulos.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.BaseNDManager;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit sets it before each test
class StateDictTest {
  @TempDir private Path folder;
  private NDManager manager;

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager();
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void blocksAreNamedAsPyTorchNamesThem() {
    assertThat(StateDict.of(network()).names())
        .containsExactly(
            "0.weight", "0.bias", "2.weight", "2.bias", "2.running_mean", "2.running_var");
  }

  @Test
  void loadsABlock() throws IOException {
    Block block = network();

    StateDict.of("test", tensors()).loadInto(block, manager);

    assertThat(array(block, "2.running_var").toFloatArray()).containsExactly(9, 9, 9);
    assertThat(array(block, "0.weight").toFloatArray()).containsExactly(1, 1, 1, 1, 1, 1);
  }

  @Test
  void passesOverTheCountersOfPyTorch() throws IOException {
    Map<String, StoredTensor> tensors = tensors();
    tensors.put("2.num_batches_tracked", StoredTensor.of(manager.create(3L)));

    StateDict.of("test", tensors).loadInto(network(), manager);

    assertThat(tensors).hasSize(7);
  }

  @Test
  void listsAllThatDoesNotFitAndChangesNothing() {
    Block block = network();
    float[] before = array(block, "0.weight").toFloatArray();
    Map<String, StoredTensor> tensors = tensors();
    tensors.remove("0.bias");
    tensors.remove("2.running_var");
    tensors.put("0.scale", constant(1, 3));
    tensors.put("2.bias", constant(1, 4));

    assertThatThrownBy(() -> StateDict.of("w.pth", tensors).loadInto(block, manager))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("w.pth")
        .hasMessageContaining("missing (2): 0.bias, 2.running_var")
        .hasMessageContaining("unexpected (1): 0.scale")
        .hasMessageContaining("of another shape (1): 2.bias is (4), expected (3)");
    assertThat(array(block, "0.weight").toFloatArray()).containsExactly(before);
  }

  @Test
  void quantisedWeightsAreNoFloats() {
    NDArray quantised = manager.create(new int[] {1, -2, 127}).toType(DataType.INT8, false);
    Map<String, StoredTensor> tensors = tensors();
    tensors.put("0.bias", StoredTensor.of(quantised));

    assertThatThrownBy(() -> StateDict.of("test", tensors).loadInto(network(), manager))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("of another type (1): 0.bias is int8, expected floats");
  }

  @Test
  void namesADozenOfThoseThatDiffer() {
    Map<String, StoredTensor> tensors = tensors();
    for (int i = 0; i < 1_000; i++) {
      tensors.put("block" + i, constant(1, 1));
    }

    assertThatThrownBy(() -> StateDict.of("test", tensors).loadInto(network(), manager))
        .hasMessageContaining("unexpected (1000): block0, block1, ")
        .hasMessageContaining("block11, …")
        .hasMessageNotContaining("block12");
  }

  @Test
  void prefixesOfParallelTrainingComeOff() {
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    tensors.put("module.a", constant(1, 1));
    tensors.put("module.b", constant(1, 1));
    StateDict parallel = StateDict.of("test", tensors);
    tensors.put("c", constant(1, 1));
    StateDict mixed = StateDict.of("test", tensors);

    assertThat(parallel.withoutPrefix("module.").names()).containsExactly("a", "b");
    assertThat(mixed.withoutPrefix("module.").names()).containsExactly("module.a", "module.b", "c");
    assertThat(mixed.under("module.").names()).containsExactly("a", "b");
  }

  @Test
  void namesMayBeChangedButNotMerged() {
    StateDict weights = StateDict.of("test", tensors());

    assertThat(weights.renamed(name -> "net." + name).names()).contains("net.0.bias");
    assertThatThrownBy(() -> weights.renamed(name -> "same"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("same");
  }

  @Test
  void savingAndLoadingIsTheIdentity() throws IOException {
    Block block = network();
    Path file = folder.resolve("block.safetensors");
    StateDict.of(block).write(file);
    Block other = network();

    StateDict.read(file).loadInto(other, manager);

    StateNames.of(block)
        .forEach(
            (name, parameter) ->
                assertThat(array(other, name)).as(name).isEqualTo(parameter.getArray()));
  }

  @Test
  void halfPrecisionIsWidened() throws IOException {
    Block block = network();
    NDArray half = manager.create(new float[] {0.5f, -2, 3}).toType(DataType.FLOAT16, false);
    Map<String, StoredTensor> tensors = tensors();
    tensors.put("0.bias", StoredTensor.of(half));

    StateDict.of("test", tensors).loadInto(block, manager);

    assertThat(array(block, "0.bias").toFloatArray()).containsExactly(0.5f, -2, 3);
  }

  @Test
  void loadingLeavesNothingBehind() throws IOException {
    Block block = network();
    int before = arrays();

    StateDict.of("test", tensors()).loadInto(block, manager);

    assertThat(arrays()).isEqualTo(before);
  }

  @Test
  void refusesWhatIsNoFileOfWeights() throws IOException {
    Path text = Files.writeString(folder.resolve("weights.pth"), "<html>404 not found</html>");
    Path empty = Files.createFile(folder.resolve("empty.safetensors"));

    assertThatThrownBy(() -> StateDict.read(text)).hasMessageContaining("weights.pth holds no");
    assertThatThrownBy(() -> StateDict.read(empty)).isInstanceOf(WeightsException.class);
    assertThatThrownBy(() -> StateDict.read(folder.resolve("none")))
        .isInstanceOf(java.nio.file.NoSuchFileException.class);
  }

  private static NDArray array(Block block, String name) {
    return Objects.requireNonNull(StateNames.of(block).get(name)).getArray();
  }

  private int arrays() {
    return ((BaseNDManager) manager).getManagedArrays().size();
  }

  /** Linear 2 to 3, ReLU, batch normalisation. */
  private Block network() {
    SequentialBlock block = new SequentialBlock();
    block.add(Linear.builder().setUnits(3).build());
    block.add(Activation::relu);
    block.add(BatchNorm.builder().build());
    block.initialize(manager, DataType.FLOAT32, new Shape(1, 2));
    return block;
  }

  private static Map<String, StoredTensor> tensors() {
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    tensors.put("0.weight", constant(1, 3, 2));
    tensors.put("0.bias", constant(2, 3));
    tensors.put("2.weight", constant(3, 3));
    tensors.put("2.bias", constant(4, 3));
    tensors.put("2.running_mean", constant(5, 3));
    tensors.put("2.running_var", constant(9, 3));
    return tensors;
  }

  private static StoredTensor constant(float value, long... sizes) {
    Shape shape = new Shape(sizes);
    float[] values = new float[Math.toIntExact(shape.size())];
    java.util.Arrays.fill(values, value);
    return StoredTensor.of(values, shape);
  }
}
