package org.aulos.plugins.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.aulos.api.AudioBatch;
import org.aulos.api.AulosException;
import org.aulos.api.CheckpointException;
import org.aulos.api.EmbeddingBatch;
import org.aulos.api.Encoder;
import org.aulos.api.Framing;
import org.aulos.api.Waveform;
import org.aulos.testkit.TestResources;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaging of the pretrained encoders, on models whose values are known. */
@SuppressWarnings("NullAway.Init") // JUnit sets them before each test
class PretrainedEncodersTest {
  private static final int RATE = 16_000;

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

  @Test
  void yamnetHasAVectorForEachWindowAndPadsTheLast() throws IOException {
    Encoder<AudioBatch> yamnet = yamnet(TinyModels.yamnet(folder.resolve("m")), "embeddings");

    EmbeddingBatch vectors = encode(yamnet, ramp(23_281), ramp(15_600), ramp(100));

    assertThat(yamnet.dimension()).isEqualTo(5);
    assertThat(yamnet.framing()).contains(new Framing(0.975, 0.48));
    // 1 + ceil((23,281 - 15,600) / 7,680)
    assertThat(vectors.counts()).containsExactly(3, 1, 1);
    assertFirstValues(
        vectors,
        mean(0, 15_600),
        mean(7_680, 23_280),
        mean(15_360, 23_281),
        mean(0, 15_600),
        mean(0, 100));
    assertThat(vectors.toFloats()[4]).isEqualTo(5 * vectors.toFloats()[0]);
  }

  @Test
  void anotherOutputIsChosenByName() throws IOException {
    Path model = TinyModels.yamnet(folder.resolve("m"));

    assertThat(yamnet(model, "scores").dimension()).isEqualTo(3);
  }

  @Test
  void outputsThatTheHubNumbersAreKnownByTheirMeaning() throws IOException {
    Path model = TinyModels.yamnetOfTheHub(folder.resolve("m"));

    assertThat(yamnet(model, "embeddings").dimension()).isEqualTo(5);
    assertThat(yamnet(model, "scores").dimension()).isEqualTo(3);
    assertThat(yamnet(model, "output_0").dimension()).isEqualTo(3);
  }

  @Test
  void vggishDropsWhatDoesNotFillAWindow() throws IOException {
    Path model = TinyModels.vggish(folder.resolve("m"));
    Encoder<AudioBatch> vggish =
        PretrainedEncoders.vggish(
            new VggishOptions(model, "serving_default", "embeddings"), resources);

    EmbeddingBatch vectors = encode(vggish, ramp(15_599), ramp(46_319), ramp(0));

    assertThat(vggish.framing()).contains(new Framing(0.975, 0.96));
    assertThat(vectors.counts()).containsExactly(0, 2, 0);
    assertFirstValues(vectors, mean(0, 15_600), mean(15_360, 30_960));
    assertThat(encode(vggish, ramp(100)).counts()).containsExactly(0);
  }

  @Test
  void trillIsToldTheRate() throws IOException {
    Path model = TinyModels.trill(folder.resolve("m"));
    Encoder<AudioBatch> trill =
        PretrainedEncoders.trill(
            new TrillOptions(model, "serving_default", "embedding"), resources);

    EmbeddingBatch vectors = encode(trill, Waveform.mono(new float[RATE], RATE));

    assertThat(trill.framing()).contains(new Framing(0.975, 0.17));
    assertFirstValues(vectors, RATE, RATE);
  }

  @Test
  void theInstalledModelIsTheDefault() throws IOException {
    TinyModels.yamnet(folder.resolve("models/yamnet"));

    Encoder<AudioBatch> yamnet = PretrainedEncoders.yamnet(YamnetOptions.DEFAULTS, resources);

    assertThat(yamnet.dimension()).isEqualTo(5);
  }

  @Test
  void aModelThatIsNotInstalledIsAnError() {
    assertThatThrownBy(() -> PretrainedEncoders.yamnet(YamnetOptions.DEFAULTS, resources))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("yamnet");
  }

  @Test
  void anAbsentOutputIsAnsweredWithThoseThereAre() throws IOException {
    Path model = TinyModels.yamnet(folder.resolve("m"));

    assertThatThrownBy(() -> yamnet(model, "embedings"))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContainingAll("'embedings'", "did you mean 'embeddings'?", "scores");
  }

  @Test
  void anOutputOfFramesIsRefusedWithTheOutputsThereAre() throws IOException {
    Path model = TinyModels.frames(folder.resolve("m"));

    // One for each 10 ms of 10 windows: 1 + 9 * 7,680 / 160.
    assertThatThrownBy(() -> yamnet(model, "log_mel_spectrogram"))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContainingAll(
            "'log_mel_spectrogram'", "(433, 2) for 10 windows", "{log_mel_spectrogram=float32");
  }

  @Test
  void whatIsNoModelIsRefused() throws IOException {
    Path weights = Files.createDirectories(folder.resolve("nothing"));
    Files.createFile(weights.resolve("rain.wav"));

    assertThatThrownBy(() -> yamnet(weights, "embeddings"))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContainingAll(
            weights.toString(), "it holds rain.wav", "saved_model.pb", ".safetensors");
  }

  @Test
  void theModelClosesWithTheRun() throws IOException {
    Encoder<AudioBatch> yamnet = yamnet(TinyModels.yamnet(folder.resolve("m")), "embeddings");
    manager.close();

    try (NDManager other = NDManager.newBaseManager()) {
      AudioBatch audio = AudioBatch.of(other, List.of(ramp(100)));
      assertThatThrownBy(() -> yamnet.encode(audio)).isInstanceOf(IllegalStateException.class);
    }
  }

  private Encoder<AudioBatch> yamnet(Path model, String output) {
    return PretrainedEncoders.yamnet(
        new YamnetOptions(model, "serving_default", output), resources);
  }

  private EmbeddingBatch encode(Encoder<AudioBatch> encoder, Waveform... clips) {
    return encoder.encode(AudioBatch.of(manager, List.of(clips)));
  }

  /** The first value of each vector; the tolerance is that of a mean in single precision. */
  private static void assertFirstValues(EmbeddingBatch vectors, double... expected) {
    float[] values = vectors.toFloats();

    assertThat(vectors.total()).isEqualTo(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) values[i * vectors.dimension()])
          .isCloseTo(expected[i], within(1e-6 * Math.max(1, expected[i])));
    }
  }

  /** Mean over a window of the samples from {@code start} to {@code end} of {@link #ramp}. */
  private static double mean(long start, long end) {
    return (end - start) * (start + end - 1) / 2.0 / 32_768 / 15_600;
  }

  /** Sample {@code t} is {@code t / 2^15}, so that sums are exact. */
  private static Waveform ramp(int samples) {
    float[] values = new float[samples];
    for (int t = 0; t < samples; t++) {
      values[t] = t / 32_768f;
    }
    return Waveform.mono(values, RATE);
  }
}
