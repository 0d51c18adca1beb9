package org.aulos.plugins.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.aulos.api.AudioBatch;
import org.aulos.api.CheckpointException;
import org.aulos.api.EmbeddingBatch;
import org.aulos.api.Encoder;
import org.aulos.api.Framing;
import org.aulos.api.OptionsException;
import org.aulos.api.Waveform;
import org.aulos.nn.StateDict;
import org.aulos.nn.StoredTensor;
import org.aulos.nn.Vggish;
import org.aulos.nn.Yamnet;
import org.aulos.testkit.GoldenCase;
import org.aulos.testkit.TestResources;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Encoders over files of weights, without TensorFlow. */
@SuppressWarnings("NullAway.Init") // JUnit sets them before each test
class PatchEncoderTest {
  private static final int RATE = 16_000;
  private static final int WAVE = 20_000;
  private static final int PATCH = 96 * 64;
  private static final GoldenCase GOLDEN =
      GoldenCase.resource(PatchEncoderTest.class, "golden/dsp-vggish-yamnet");

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
  void patchesAreThoseOfTheReferenceFrontEnds() {
    float[] waves = GOLDEN.input("wave").floats();

    GOLDEN.assertMatches("yamnet_patches", patches(LogMelPatches.YAMNET, waves));
    GOLDEN.assertMatches("vggish_examples", patches(LogMelPatches.VGGISH, waves));
  }

  @Test
  void yamnetOfWeightsIsItsNetworkOverTheReferencePatches() throws IOException {
    Path file = TinyWeights.write(TinyWeights.yamnet(), folder.resolve("yamnet.safetensors"));
    Yamnet network = Yamnet.of(StateDict.read(file), manager);
    NDArray embeddings = network.embeddings(golden("yamnet_patches"));

    assertClose(yamnet(file, "embeddings").encode(waves()), embeddings);
    assertClose(yamnet(file, "scores").encode(waves()), network.scores(embeddings));
    assertThat(embeddings.max().getFloat()).isGreaterThan(0.1f);
  }

  @Test
  void vggishOfWeightsIsItsNetworkOverTheReferencePatches() throws IOException {
    Path file = TinyWeights.write(TinyWeights.vggish(), folder.resolve("vggish.safetensors"));
    NDArray embeddings =
        Vggish.of(StateDict.read(file), manager).embeddings(golden("vggish_examples"));

    assertClose(vggish(file).encode(waves()), embeddings);
    assertThat(embeddings.max().getFloat()).isGreaterThan(0.1f);
  }

  @Test
  void everyWindowIsHeardAloneHoweverLongTheClip() throws IOException {
    Encoder<AudioBatch> yamnet = yamnet(yamnetFile(), "embeddings");
    float[] clip = noise(15_600 + 40 * 7_680);

    EmbeddingBatch whole = encode(yamnet, clip);

    assertThat(whole.counts()).containsExactly(41);
    for (int window : new int[] {0, 15, 16, 17, 31, 32, 40}) {
      float[] alone = Arrays.copyOfRange(clip, window * 7_680, window * 7_680 + 15_600);
      assertClose(encode(yamnet, alone), whole.vectors().get(window).expandDims(0));
    }
  }

  @Test
  void yamnetPadsTheLastWindow() throws IOException {
    Encoder<AudioBatch> yamnet = yamnet(yamnetFile(), "embeddings");

    EmbeddingBatch vectors =
        encode(yamnet, noise(23_281), noise(15_600), noise(15_601), noise(100), new float[0]);

    // 1 + ceil(max(0, samples - 15,600) / 7,680)
    assertThat(vectors.counts()).containsExactly(3, 1, 2, 1, 1);
    assertThat(yamnet.framing()).contains(new Framing(0.975, 0.48));
    assertClose(
        encode(yamnet, Arrays.copyOf(noise(100), 15_600)), vectors.vectors().get(6).expandDims(0));
  }

  @Test
  void vggishDropsWhatDoesNotFillAWindow() throws IOException {
    Encoder<AudioBatch> vggish =
        vggish(TinyWeights.write(TinyWeights.vggish(), folder.resolve("v.safetensors")));

    assertThat(encode(vggish, noise(15_599), noise(30_959), noise(30_960), new float[0]).counts())
        .containsExactly(0, 1, 2, 0);
    assertThat(encode(vggish, noise(15_599)).vectors().getShape()).isEqualTo(new Shape(0, 128));
    assertThat(vggish.framing()).contains(new Framing(0.975, 0.96));
  }

  @Test
  void aFolderMayHoldTheOnlyFileOfWeights() throws IOException {
    Path installed = Files.createDirectories(folder.resolve("models/yamnet"));
    TinyWeights.write(TinyWeights.yamnet(), installed.resolve("yamnet.safetensors"));

    assertThat(PretrainedEncoders.yamnet(YamnetOptions.DEFAULTS, resources).dimension())
        .isEqualTo(12);

    TinyWeights.write(TinyWeights.yamnet(), installed.resolve("other.safetensors"));
    assertThatThrownBy(() -> PretrainedEncoders.yamnet(YamnetOptions.DEFAULTS, resources))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContainingAll("name one of them", "other.safetensors", "yamnet.safetensors");
  }

  @Test
  void outputsAreKnownByTheNumbersOfTheHubToo() throws IOException {
    Path file = yamnetFile();

    assertThat(yamnet(file, "output_0").dimension()).isEqualTo(5);
    assertThat(yamnet(file, "output_1").dimension()).isEqualTo(12);
    assertThatThrownBy(() -> yamnet(file, "score"))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContainingAll("no output 'score'", "did you mean 'scores'?", "embeddings");
  }

  @Test
  void weightsHaveNoSignature() throws IOException {
    YamnetOptions options = new YamnetOptions(yamnetFile(), "tfhub", "embeddings");

    assertThatThrownBy(() -> PretrainedEncoders.yamnet(options, resources))
        .isInstanceOf(OptionsException.class)
        .hasMessageContainingAll("'tfhub'", "yamnet.safetensors");
  }

  @Test
  void weightsOfAnotherNetworkAreRefusedByName() throws IOException {
    Path file = TinyWeights.write(TinyWeights.vggish(), folder.resolve("vggish.safetensors"));

    assertThatThrownBy(() -> yamnet(file, "embeddings"))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContainingAll(
            file.toString(), "missing (56): layer1.conv.weight", "unexpected (18): features.0");
  }

  @Test
  void aTensorOfAnotherShapeOrTypeIsRefusedWithWhatIsExpected() throws IOException {
    Map<String, StoredTensor> weights = TinyWeights.vggish();
    weights.put("features.3.bias", StoredTensor.of(new float[3], new Shape(3)));
    NDArray quantised = manager.zeros(new Shape(4), DataType.INT8);
    weights.put("features.6.bias", StoredTensor.of(quantised));
    Path file = TinyWeights.write(weights, folder.resolve("vggish.safetensors"));

    assertThatThrownBy(() -> vggish(file))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("features.3.bias is (3), expected (2)")
        .hasMessageContaining("features.6.bias is int8, expected floats");
  }

  @Test
  void aTruncatedFileIsRefused() throws IOException {
    byte[] whole = Files.readAllBytes(yamnetFile());
    Path half =
        Files.write(folder.resolve("h.safetensors"), Arrays.copyOf(whole, whole.length / 2));

    assertThatThrownBy(() -> yamnet(half, "embeddings"))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContainingAll(half.toString(), "Fetch or write it again");
  }

  @Test
  void aPickleThatNamesAFunctionIsRefusedUncalled() throws IOException {
    Path mark = folder.resolve("called");
    String call = "touch " + mark;
    String pickle = "\u0080\u0002cos\nsystem\n(U" + (char) call.length() + call + "tR.";
    Path file = archive(pickle.getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> vggish(file))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContainingAll(file.toString(), "it names os.system");
    assertThat(mark).doesNotExist();
  }

  @Test
  void aFileThatHoldsNoWeightsIsRefused() throws IOException {
    Path text = Files.writeString(folder.resolve("yamnet.h5"), "no weights");

    assertThatThrownBy(() -> yamnet(text, "embeddings"))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContainingAll(text.toString(), ".safetensors", ".pth");
  }

  private Path yamnetFile() throws IOException {
    return TinyWeights.write(TinyWeights.yamnet(), folder.resolve("yamnet.safetensors"));
  }

  private Path archive(byte[] pickle) throws IOException {
    Path file = folder.resolve("vggish.pth");
    ZipEntry entry = new ZipEntry("vggish/data.pkl");
    CRC32 sum = new CRC32();
    sum.update(pickle);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(pickle.length);
    entry.setCrc(sum.getValue());
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(entry);
      zip.write(pickle);
    }
    return file;
  }

  private Encoder<AudioBatch> yamnet(Path weights, String output) {
    return PretrainedEncoders.yamnet(
        new YamnetOptions(weights, "serving_default", output), resources);
  }

  private Encoder<AudioBatch> vggish(Path weights) {
    return PretrainedEncoders.vggish(
        new VggishOptions(weights, "serving_default", "embeddings"), resources);
  }

  /** Every patch of the two waves of the fixture. */
  private static float[] patches(LogMelPatches frontEnd, float[] waves) {
    int count = frontEnd.count(WAVE);
    float[] patches = new float[2 * count * PATCH];
    for (int wave = 0; wave < 2; wave++) {
      float[] own = frontEnd.patches(frontEnd.frames(waves, wave * WAVE, WAVE), 0, count);
      System.arraycopy(own, 0, patches, wave * own.length, own.length);
    }
    return patches;
  }

  private NDArray golden(String name) {
    float[] patches = GOLDEN.expected(name).floats();
    return manager.create(patches, new Shape(patches.length / PATCH, 96, 64));
  }

  private AudioBatch waves() {
    float[] waves = GOLDEN.input("wave").floats();
    return AudioBatch.of(
        manager,
        List.of(
            Waveform.mono(Arrays.copyOf(waves, WAVE), RATE),
            Waveform.mono(Arrays.copyOfRange(waves, WAVE, 2 * WAVE), RATE)));
  }

  private EmbeddingBatch encode(Encoder<AudioBatch> encoder, float[]... clips) {
    List<Waveform> waveforms = Arrays.stream(clips).map(clip -> Waveform.mono(clip, RATE)).toList();
    return encoder.encode(AudioBatch.of(manager, waveforms));
  }

  /** Gaussian, of the same beginning whatever its length. */
  private static float[] noise(int samples) {
    Random random = new Random(2);
    float[] noise = new float[samples];
    for (int t = 0; t < samples; t++) {
      noise[t] = (float) (0.1 * random.nextGaussian());
    }
    return noise;
  }

  /** Within what single precision makes of values below 10. */
  private static void assertClose(EmbeddingBatch actual, NDArray expected) {
    float[] values = actual.toFloats();
    float[] others = expected.toFloatArray();

    assertThat(values).hasSameSizeAs(others);
    for (int i = 0; i < values.length; i++) {
      assertThat(values[i]).isCloseTo(others[i], within(1e-4f));
    }
  }
}
