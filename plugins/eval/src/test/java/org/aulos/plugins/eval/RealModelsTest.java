package org.aulos.plugins.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.aulos.api.AudioBatch;
import org.aulos.api.CheckpointException;
import org.aulos.api.EmbeddingBatch;
import org.aulos.api.Encoder;
import org.aulos.api.Waveform;
import org.aulos.testkit.Npy;
import org.aulos.testkit.SharedData;
import org.aulos.testkit.Signals;
import org.aulos.testkit.TestResources;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Models as they are published, against TensorFlow in Python. */
@SuppressWarnings("NullAway.Init") // JUnit sets them before each test
class RealModelsTest {
  private static final int RATE = 16_000;

  /** Of TensorFlow 2.16 in Java to 2.21 in Python, on values of up to 30. */
  private static final double TOLERANCE = 1e-4;

  @TempDir private Path folder;
  private NDManager manager;
  private TestResources resources;

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager();
    resources = TestResources.of(manager, folder);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"zeros_48000", "tone_16000", "sine440_48000", "lcg_noise_48000", "tone_5000"})
  void yamnetAgreesOnSignalsGivenByFormula(String signal) throws IOException {
    Path golden = SharedData.assume("data/golden/yamnet_" + signal + "_embeddings.npy");

    assertSame(encode(yamnet("embeddings"), signal(signal)), golden);
  }

  @ParameterizedTest
  @CsvSource({
    "saved_model, embeddings",
    "saved_model, scores",
    "yamnet-float.safetensors, embeddings",
    "yamnet-float.safetensors, scores"
  })
  void yamnetAgreesOnRecordingsInOneBatch(String packaging, String output) throws IOException {
    List<Path> recordings = recordings();
    List<Waveform> clips = clips(recordings);

    EmbeddingBatch vectors = yamnet(packaging, output).encode(AudioBatch.of(manager, clips));

    int start = 0;
    float[] all = vectors.toFloats();
    for (int clip = 0; clip < clips.size(); clip++) {
      int end = start + vectors.count(clip) * vectors.dimension();
      String name = recordings.get(clip).toString().replace(".wav", "_" + output + ".npy");
      assertClose(Arrays.copyOfRange(all, start, end), Path.of(name));
      start = end;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "zeros_48000, 494, 1.0",
    "tone_16000, 495, 0.671153",
    "sine440_48000, 383, 0.995164",
    "lcg_noise_48000, 282, 0.280542",
    "tone_5000, 387, 0.393399"
  })
  void yamnetHearsTheSameClass(String signal, int label, double score) {
    EmbeddingBatch scores = encode(yamnet("scores"), signal(signal));

    float[] means = scores.vectors().mean(new int[] {0}).toFloatArray();
    assertThat(scores.vectors().mean(new int[] {0}).argMax().getLong()).isEqualTo(label);
    assertThat((double) means[label]).isCloseTo(score, within(TOLERANCE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"embeddings", "scores"})
  void yamnetOfWeightsAgreesWithTensorFlow(String output) throws IOException {
    AudioBatch audio = AudioBatch.of(manager, clips(recordings()));

    EmbeddingBatch weights = yamnet("yamnet-float.safetensors", output).encode(audio);

    EmbeddingBatch tensorFlow = yamnet("saved_model", output).encode(audio);
    assertThat(weights.counts()).containsExactly(tensorFlow.counts());
    assertThat(largest(weights.toFloats(), tensorFlow.toFloats())).isLessThan(TOLERANCE);
  }

  @Test
  void theSpectrogramOfYamnetIsNoOutputForWindows() {
    SharedData.assume("models/yamnet-float");

    assertThatThrownBy(() -> yamnet("log_mel_spectrogram"))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContainingAll(
            "(528, 64) for 10 windows", "embeddings=float32 (-1, 1024)", "scores=");
  }

  @Test
  void yamnetHasAsManyParametersAsItsPaperWeights() {
    // 3.2 million in the layers, half a million in the classifier, and the mel matrix.
    assertThat(yamnet("embeddings").parameters().orElseThrow()).isBetween(3_700_000L, 3_800_000L);
  }

  @ParameterizedTest
  @CsvSource({"scores, output_0", "embeddings, output_1"})
  void anExportOfTheHubWithAGraphAssetAgrees(String output, String golden) throws IOException {
    Path model = SharedData.assume("models/yamnet-hub-random-test");
    Encoder<AudioBatch> yamnet =
        PretrainedEncoders.yamnet(
            new YamnetOptions(model.resolve("saved_model"), "serving_default", output), resources);

    assertSameAsGolden(yamnet, model, golden);
  }

  @Test
  void vggishAgreesAndHasNoVectorForAShortClip() throws IOException {
    Path model = SharedData.assume("models/vggish-random-test");
    Encoder<AudioBatch> vggish =
        PretrainedEncoders.vggish(
            new VggishOptions(model.resolve("saved_model"), "serving_default", "embeddings"),
            resources);

    assertSameAsGolden(vggish, model, "output_0");
    assertThat(encode(vggish, signal("tone_5000")).counts()).containsExactly(0);
  }

  @Test
  void vggishOfWeightsAgrees() throws IOException {
    Path model = SharedData.assume("models/vggish-random-test");
    Encoder<AudioBatch> vggish =
        PretrainedEncoders.vggish(
            new VggishOptions(
                model.resolve("vggish-random-test.safetensors"), "serving_default", "embeddings"),
            resources);

    Path golden = model.resolve("golden/lcg_noise_48000_output_0.npy");
    assertSame(encode(vggish, signal("lcg_noise_48000")), golden);
    assertThat(encode(vggish, signal("tone_5000")).counts()).containsExactly(0);
  }

  @Test
  void trillAgrees() throws IOException {
    Path model = SharedData.assume("models/trill-random-test");
    Encoder<AudioBatch> trill =
        PretrainedEncoders.trill(
            new TrillOptions(model.resolve("saved_model"), "serving_default", "embedding"),
            resources);

    assertSameAsGolden(trill, model, "embedding");
  }

  private void assertSameAsGolden(Encoder<AudioBatch> encoder, Path model, String output)
      throws IOException {
    for (String signal : List.of("tone_16000", "lcg_noise_48000")) {
      assertSame(
          encode(encoder, signal(signal)),
          model.resolve("golden").resolve(signal + "_" + output + ".npy"));
    }
  }

  private Encoder<AudioBatch> yamnet(String output) {
    return yamnet("saved_model", output);
  }

  private Encoder<AudioBatch> yamnet(String packaging, String output) {
    Path model = SharedData.assume("models/yamnet-float").resolve(packaging);
    return PretrainedEncoders.yamnet(
        new YamnetOptions(model, "serving_default", output), resources);
  }

  private EmbeddingBatch encode(Encoder<AudioBatch> encoder, Waveform clip) {
    return encoder.encode(AudioBatch.of(manager, List.of(clip)));
  }

  private static void assertSame(EmbeddingBatch vectors, Path golden) throws IOException {
    assertClose(vectors.toFloats(), golden);
  }

  private static void assertClose(float[] actual, Path golden) throws IOException {
    float[] expected = Npy.floats(golden);

    assertThat(actual).hasSameSizeAs(expected);
    assertThat(largest(actual, expected))
        .as("largest difference to %s", golden)
        .isLessThan(TOLERANCE);
  }

  private static double largest(float[] actual, float[] expected) {
    return IntStream.range(0, expected.length)
        .mapToDouble(i -> Math.abs(actual[i] - expected[i]))
        .max()
        .orElseThrow();
  }

  private static Waveform signal(String name) {
    return switch (name) {
      case "zeros_48000" -> Signals.silence(3, RATE);
      case "tone_16000" -> formula(16_000, RealModelsTest::tone);
      case "tone_5000" -> formula(5_000, RealModelsTest::tone);
      case "sine440_48000" -> formula(48_000, t -> Math.sin(2 * Math.PI * 440 * t / RATE));
      case "lcg_noise_48000" -> linearCongruentialNoise();
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static double tone(int t) {
    return 0.5 * Math.sin(2 * Math.PI * 440 * t / RATE)
        + 0.25 * Math.sin(2 * Math.PI * 1234.5 * t / RATE);
  }

  private static Waveform formula(int samples, IntToDoubleFunction formula) {
    float[] values = new float[samples];
    for (int t = 0; t < samples; t++) {
      values[t] = (float) formula.applyAsDouble(t);
    }
    return Waveform.mono(values, RATE);
  }

  private static Waveform linearCongruentialNoise() {
    long[] state = {12_345};
    return formula(
        48_000,
        t -> {
          state[0] = (1_103_515_245 * state[0] + 12_345) & 0x7fff_ffffL;
          return 0.5 * (2.0 * state[0] / (1L << 31) - 1);
        });
  }

  private static List<Waveform> clips(List<Path> recordings) throws IOException {
    List<Waveform> clips = new ArrayList<>();
    for (Path recording : recordings) {
      clips.add(wav(recording));
    }
    return List.copyOf(clips);
  }

  private static List<Path> recordings() throws IOException {
    try (Stream<Path> files = Files.list(SharedData.assume("data/golden/clips16k"))) {
      return files.filter(file -> file.toString().endsWith(".wav")).sorted().toList();
    }
  }

  /** 16-bit mono with a header of 44 bytes. */
  private static Waveform wav(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(bytes.getInt(24)).isEqualTo(RATE);
    return formula((bytes.capacity() - 44) / 2, t -> bytes.getShort(44 + 2 * t) / 32_768.0);
  }
}
