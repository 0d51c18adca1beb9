package com.example.ownmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.aulos.testkit.AulosAssertions.assertThat;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.aulos.api.AudioBatch;
import org.aulos.api.CheckpointException;
import org.aulos.api.EmbeddingBatch;
import org.aulos.api.Encoder;
import org.aulos.api.OptionsException;
import org.aulos.api.Waveform;
import org.aulos.testkit.AudioEncoderContract;
import org.aulos.testkit.TestResources;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The encoder around three models of one formula, which models/README.md states. */
class OwnModelEncoderTest {
  private static final Path MODELS = Path.of("models").toAbsolutePath();
  private static final float[] VALUES = {1, 2, 3, 4};
  private static final NDManager MANAGER = NDManager.newBaseManager();

  @TempDir Path folder;

  @AfterAll
  static void close() {
    MANAGER.close();
  }

  private static OwnModelOptions options(Path model, int window, int hop) {
    return new OwnModelOptions(model, 16_000, window, hop, Layout.BATCH, "", false);
  }

  private static OwnModelEncoder open(OwnModelOptions options) {
    return OwnModelEncoder.open(options, TestResources.of(MANAGER, MODELS));
  }

  private abstract static class Contract implements AudioEncoderContract {
    private final Encoder<AudioBatch> encoder;

    Contract(String model, int window) {
      encoder = open(options(MODELS.resolve(model), window, 2_000));
    }

    @Override
    public Encoder<AudioBatch> encoder() {
      return encoder;
    }
  }

  @Nested
  class OfTorchScript extends Contract {
    OfTorchScript() {
      super("levels.pt", 4_000);
    }
  }

  @Nested
  class OfOnnx extends Contract {
    OfOnnx() {
      super("levels.onnx", 4_000);
    }
  }

  @Nested
  class OfSavedModel extends Contract {
    OfSavedModel() {
      super("levels", 4_000);
    }
  }

  @Nested
  class OfWholeClips extends Contract {
    OfWholeClips() {
      super("levels.onnx", 0);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"levels.pt", "levels.onnx", "levels"})
  void computesWhatTheModelSays(String model) {
    float[] samples = {0.5f, -0.25f, 0.125f, 1};
    // Differences: -0.75, 0.375, 0.875 and 1.125, 0.5.
    float[] expected = {
      (float) Math.log(1.328125 / 4), (float) Math.log(1.46875 / 4), (float) Math.log(1.515625 / 4)
    };

    EmbeddingBatch vectors = encode(open(options(Path.of(model), 0, 1)), samples);

    assertThat(vectors).hasClip(0, expected, 1e-5);
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 1", "4, 1", "5, 2", "6, 2", "7, 3"})
  void hearsEachSampleInAWindow(int samples, int windows) {
    EmbeddingBatch vectors =
        encode(open(options(Path.of("levels.onnx"), 4, 2)), new float[samples]);

    assertThat(vectors.count(0)).isEqualTo(windows);
  }

  @Test
  void takesTheMeanOfSeveralVectorsWhereItIsAskedTo() {
    Network pair = (values, shape) -> new Network.Output("pair", VALUES, new long[] {1, 2, 2});
    OwnModelOptions average = new OwnModelOptions(MODELS, 16_000, 4, 2, Layout.BATCH, "", true);

    assertThat(encode(new OwnModelEncoder(average, pair, 2), new float[4]))
        .hasClip(0, new float[] {2, 3}, 1e-6);
    assertThatThrownBy(
            () -> encode(new OwnModelEncoder(options(MODELS, 4, 2), pair, 2), new float[4]))
        .hasMessageContaining("'pair' [1, 2, 2] holds several vectors")
        .hasMessageContaining("set 'average: true'");
  }

  @Test
  void asksForAModel() {
    assertThatThrownBy(() -> open(OwnModelOptions.DEFAULTS))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining("set 'model' to");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text.pt", "text.onnx", "text.txt"})
  void refusesAFileThatIsNoModel(String name) throws IOException {
    Path file = Files.writeString(folder.resolve(name), "this is no model");

    assertThatThrownBy(() -> open(options(file, 4, 2)))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"levels.pt", "levels.onnx", "levels"})
  void listsTheOutputsThereAre(String model) {
    OwnModelOptions other =
        new OwnModelOptions(Path.of(model), 16_000, 4, 2, Layout.BATCH, "embedding", false);

    assertThatThrownBy(() -> open(other))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("has no output 'embedding'")
        .hasMessageContaining(model.endsWith(".pt") ? "0" : "levels");
  }

  @ParameterizedTest
  @ValueSource(strings = {"levels.pt", "levels.onnx", "levels"})
  void tellsHowAModelWantsItsSamples(String model) {
    OwnModelOptions other =
        new OwnModelOptions(Path.of(model), 16_000, 4, 2, Layout.SAMPLES, "", false);

    assertThatThrownBy(() -> open(other))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("does not take float32 [4]")
        .hasMessageContaining("set 'layout' and 'window' to what it takes");
  }

  private static EmbeddingBatch encode(Encoder<AudioBatch> encoder, float[] samples) {
    return encoder.encode(AudioBatch.of(MANAGER, List.of(Waveform.mono(samples, 16_000))));
  }
}
