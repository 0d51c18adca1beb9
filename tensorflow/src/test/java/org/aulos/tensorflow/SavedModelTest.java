package org.aulos.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.aulos.api.AulosException;
import org.aulos.api.CheckpointException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SavedModelTest {
  private static final HostTensor WAVEFORM = HostTensor.of(new float[] {1, 2, 3, 4}, 4);

  @TempDir private static Path models;
  private static Path arithmetic = Path.of("");

  @BeforeAll
  static void write() throws IOException {
    arithmetic = TinyModels.arithmetic(models.resolve("arithmetic"));
  }

  @Test
  void aModelTellsWhatItTakesAndYields() {
    try (SavedModel model = open("serving_default")) {
      assertThat(model.inputs().keySet()).containsExactly("waveform");
      assertThat(model.outputs().keySet()).containsExactly("length", "pairs", "tripled");
      assertThat(model.output("tripled").type()).isEqualTo(DataType.FLOAT32);
      assertThat(model.output("pairs").shape()).contains(new Shape(-1, 2));
      assertThat(model.output("length")).hasToString("int32 ()");
    }
  }

  @Test
  void outputsAreFoundByNameAndVariablesAreRestored() {
    try (SavedModel model = open("serving_default")) {
      List<HostTensor> outputs = model.run(Map.of("waveform", WAVEFORM), "tripled", "pairs");

      assertThat(outputs).map(HostTensor::shape).containsExactly(new Shape(4), new Shape(2, 2));
      assertThat(outputs.get(0).floats()).containsExactly(3, 6, 9, 12);
      assertThat(outputs.get(1).floats()).containsExactly(1, 2, 3, 4);
    }
  }

  @Test
  void anotherSignatureHasInputsOfItsOwn() {
    try (SavedModel model = open("scaled")) {
      HostTensor factor = HostTensor.of(new int[] {-2});

      List<HostTensor> outputs =
          model.run(Map.of("samples", WAVEFORM, "factor", factor), "product");

      assertThat(outputs.get(0).floats()).containsExactly(-2, -4, -6, -8);
    }
  }

  @Test
  void emptyArraysPass() {
    HostTensor nothing = HostTensor.of(new float[0], 0);
    try (SavedModel model = open("serving_default")) {
      List<HostTensor> outputs = model.run(Map.of("waveform", nothing), "tripled");

      assertThat(outputs).map(HostTensor::shape).containsExactly(new Shape(0));
    }
  }

  @Test
  void aGraphAssetIsReadFromTheFolderWhichStaysAsItIs() throws IOException {
    Path folder = TinyModels.withAsset(models.resolve("asset"), "10", "20.5", "-3");
    List<Path> before = files(folder);
    try (SavedModel model = SavedModel.open(folder, SavedModel.DEFAULT_SIGNATURE)) {
      HostTensor lines = HostTensor.of(new float[] {2, 0, 1}, 3);

      List<HostTensor> outputs = model.run(Map.of("waveform", lines), "looked_up");

      assertThat(outputs.get(0).floats()).containsExactly(-3, 10, 20.5f);
    }
    assertThat(files(folder)).isEqualTo(before);
  }

  @Test
  void severalThreadsMayShareAModel() {
    try (SavedModel model = open("serving_default")) {
      List<float[]> first =
          IntStream.range(0, 400)
              .parallel()
              .mapToObj(i -> HostTensor.of(new float[] {i}, 1))
              .map(x -> model.run(Map.of("waveform", x), "tripled").get(0).floats())
              .toList();

      assertThat(first).map(x -> x[0]).isEqualTo(range(400).map(i -> 3f * i).toList());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"serving_defualt", "Serving-Default"})
  void anAbsentSignatureIsAnsweredWithThoseThereAre(String name) {
    assertThatThrownBy(() -> open(name))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContainingAll(
            arithmetic.toString(), name, "did you mean 'serving_default'?", "scaled");
  }

  @Test
  void anAbsentOutputIsAnsweredWithThoseThereAre() {
    try (SavedModel model = open("serving_default")) {
      assertThatThrownBy(() -> model.run(Map.of("waveform", WAVEFORM), "triple"))
          .isInstanceOf(CheckpointException.class)
          .hasMessageContainingAll("'triple'", "did you mean 'tripled'?", "length, pairs, tripled");
    }
  }

  @Test
  void anOutputThatIsNotFloatIsRefused() {
    try (SavedModel model = open("serving_default")) {
      assertThatThrownBy(() -> model.run(Map.of("waveform", WAVEFORM), "length"))
          .isInstanceOf(CheckpointException.class)
          .hasMessageContainingAll("'length'", "int32", "float32");
    }
  }

  @Test
  void inputsOfAnotherNameTypeOrShapeAreRefused() {
    try (SavedModel model = open("serving_default")) {
      assertRefused(model, Map.of("wave", WAVEFORM), "'wave'", "waveform)");
      assertRefused(model, Map.of(), "'waveform'", "missing");
      assertRefused(
          model, Map.of("waveform", HostTensor.of(new int[4], 4)), "float32 (-1)", "int32 (4)");
      assertRefused(model, Map.of("waveform", HostTensor.of(new float[4], 2, 2)), "(-1)", "(2, 2)");
    }
  }

  private static void assertRefused(
      SavedModel model, Map<String, HostTensor> inputs, CharSequence... parts) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> model.run(inputs, "tripled"))
        .withMessageContainingAll(parts);
  }

  @Test
  void valuesThatTheModelRefusesAreReportedInItsWords() {
    HostTensor odd = HostTensor.of(new float[3], 3);
    try (SavedModel model = open("serving_default")) {
      assertThatThrownBy(() -> model.run(Map.of("waveform", odd), "pairs"))
          .isInstanceOf(AulosException.class)
          .hasMessageContainingAll("serving_default", arithmetic.toString(), "3 values");
    }
  }

  @Test
  void aClosedModelIsRefused() {
    SavedModel model = open("serving_default");
    model.close();
    model.close();

    assertThatThrownBy(() -> model.run(Map.of("waveform", WAVEFORM), "tripled"))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aFolderWithoutAModelSaysWhatItHoldsAndWhatIsMissing() throws IOException {
    Path wrong = Files.createDirectories(models.resolve("wrong"));
    Files.createDirectories(wrong.resolve("audio"));
    for (String name : List.of("a.wav", "b.wav", "c.wav", "d.wav", "e.wav")) {
      Files.createFile(wrong.resolve(name));
    }

    assertThatThrownBy(() -> SavedModel.open(wrong, "serving_default"))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContainingAll(
            wrong.toString(),
            "it holds a.wav, audio/, b.wav, c.wav, d.wav and 1 more",
            "with saved_model.pb and the folder variables");
  }

  @Test
  void whatIsNoFolderOfAModelIsNamed() throws IOException {
    Path file = Files.createFile(models.resolve("model.h5"));
    Path empty = Files.createDirectories(models.resolve("empty"));

    assertThat(SavedModel.problem(file)).get().asString().contains("it is a file");
    assertThat(SavedModel.problem(empty)).get().asString().contains("it is an empty folder");
    assertThat(SavedModel.problem(models.resolve("no"))).get().asString().contains("not exist");
    assertThat(SavedModel.problem(arithmetic)).isEmpty();
  }

  @Test
  void aFolderAboveTheModelIsAnsweredWithTheFolderBelow() throws IOException {
    Path above = Files.createDirectories(models.resolve("above"));
    TinyModels.arithmetic(above.resolve("saved_model"));

    assertThatThrownBy(() -> SavedModel.open(above, "serving_default"))
        .hasMessageContaining("its folder saved_model is one");
  }

  @ParameterizedTest
  @ValueSource(strings = {"saved_model.pb", "variables/variables.data-00000-of-00001"})
  void aTruncatedFileIsRefused(String file) throws IOException {
    Path folder = TinyModels.arithmetic(models.resolve("truncated-" + file.length()));
    byte[] whole = Files.readAllBytes(folder.resolve(file));
    Files.write(folder.resolve(file), Arrays.copyOf(whole, whole.length / 2));

    assertThatThrownBy(() -> SavedModel.open(folder, "serving_default"))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContainingAll(folder.toString(), "export it again");
  }

  private static SavedModel open(String signature) {
    return SavedModel.open(arithmetic, signature);
  }

  private static Stream<Integer> range(int end) {
    return IntStream.range(0, end).boxed();
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.sorted().toList();
    }
  }
}
