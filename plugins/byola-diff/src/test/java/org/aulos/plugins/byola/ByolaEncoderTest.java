package org.aulos.plugins.byola;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.aulos.api.AudioBatch;
import org.aulos.api.Checkpoint;
import org.aulos.api.CheckpointException;
import org.aulos.api.EmbeddingBatch;
import org.aulos.api.Encoder;
import org.aulos.api.Waveform;
import org.aulos.nn.CheckpointFolder;
import org.aulos.nn.StateDict;
import org.aulos.nn.StoredTensor;
import org.aulos.nn.Weights;
import org.aulos.plugins.byola.ByolaEncoderOptions.Output;
import org.aulos.testkit.Signals;
import org.aulos.testkit.TestResources;
import org.aulos.testkit.TestTrainingData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit sets them before each test
class ByolaEncoderTest {
  private static final ByolaNetwork NETWORK = new ByolaNetwork(Version.V1, 64, 16);

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

  private Encoder<AudioBatch> encoder(ByolaEncoderOptions options) {
    return ByolaEncoder.of(options, TestResources.of(manager, folder));
  }

  private static ByolaEncoderOptions options(Path weights, Output output, double chunk) {
    return new ByolaEncoderOptions(
        weights, FrontEnd.MEL_25MS, -5, 4, output, chunk, Version.V1, 16);
  }

  private AudioBatch noise(int samples) {
    return AudioBatch.of(manager, List.of(Signals.noise(1, samples / 16_000.0, 16_000)));
  }

  private Path written(StateDict weights) throws IOException {
    Path file = folder.resolve("weights.safetensors");
    weights.write(file);
    return file;
  }

  @Test
  void readsWeightsUnderAnyPrefix() throws IOException {
    StateDict weights = Weights.drawn(NETWORK.shapes(), 0, manager).toStateDict();
    Path file = written(weights.renamed(name -> "model.encoder." + name));

    float[] read = encoder(options(file, Output.CLIP, 30)).encode(noise(20_000)).toFloats();

    // An untrained network of the same seed.
    assertThat(read)
        .containsExactly(
            encoder(options(Path.of(""), Output.CLIP, 30)).encode(noise(20_000)).toFloats());
  }

  @Test
  void namesTheTensorThatDoesNotFit() throws IOException {
    StateDict weights = Weights.drawn(NETWORK.shapes(), 0, manager).toStateDict();
    StateDict without = StateDict.of("test", Map.of("features.0.weight", first(weights)));
    Path file = written(without);

    assertThatThrownBy(() -> encoder(options(file, Output.CLIP, 30)))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("weights.safetensors")
        .hasMessageContaining("fc.0.weight")
        .hasMessageContaining("BYOL-A");
  }

  private static StoredTensor first(StateDict weights) throws IOException {
    return weights.get("features.0.weight");
  }

  @Test
  void saysThatAFolderIsNoCheckpoint() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));

    assertThatThrownBy(() -> encoder(options(empty, Output.CLIP, 30)))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("empty is no checkpoint")
        .hasMessageContaining("aulos train");
  }

  @Test
  void poolsTheFramesIntoTheVectorOfTheClip() {
    EmbeddingBatch frames = encoder(options(Path.of(""), Output.FRAMES, 30)).encode(noise(32_000));
    EmbeddingBatch clip = encoder(options(Path.of(""), Output.CLIP, 30)).encode(noise(32_000));

    float[] expected =
        frames
            .vectors()
            .max(new int[] {0})
            .add(frames.vectors().mean(new int[] {0}))
            .toFloatArray();
    assertThat(frames.total()).isEqualTo(201 / 8);
    assertThat(clip.toFloats()).usingComparatorWithPrecision(1e-5f).containsExactly(expected);
  }

  /** The network sees no further than ten frames beyond the edge of a chunk. */
  @Test
  void chunksChangeFramesAtTheirEdgesAlone() {
    EmbeddingBatch whole = encoder(options(Path.of(""), Output.FRAMES, 30)).encode(noise(64_000));
    EmbeddingBatch halves = encoder(options(Path.of(""), Output.FRAMES, 2.1)).encode(noise(64_000));

    // 401 frames in chunks of 200 and 201: 25 frames each.
    assertThat(halves.total()).isEqualTo(50);
    for (int frame : new int[] {0, 10, 21}) {
      assertThat(halves.vectors().get(frame).toFloatArray())
          .usingComparatorWithPrecision(1e-4f)
          .containsExactly(whole.vectors().get(frame).toFloatArray());
    }
  }

  @Test
  void hearsAShortClipAsIfSilenceFollowed() {
    float[] samples = Signals.noise(1, 0.25, 16_000).channel(0);
    float[] followed = Arrays.copyOf(samples, Segments.SAMPLES);
    Encoder<AudioBatch> encoder = encoder(options(Path.of(""), Output.CLIP, 30));

    float[] shortClip =
        encoder.encode(AudioBatch.of(manager, List.of(Waveform.mono(samples, 16_000)))).toFloats();

    assertThat(shortClip)
        .containsExactly(
            encoder
                .encode(AudioBatch.of(manager, List.of(Waveform.mono(followed, 16_000))))
                .toFloats());
  }

  @Test
  void takesNormalisationAndFrontEndFromItsCheckpoint() throws IOException {
    Checkpoint checkpoint =
        new ByolaTrainer("byola-diff", "test", SmallTraining.OPTIONS, manager)
            .train(
                new TestTrainingData(SmallTraining.dataset(), folder, 7), SmallTraining.silent());

    EncoderDocument document = EncoderDocument.read(checkpoint.directory());
    Normalisation own = document.normalisation();
    Normalisation other = new Normalisation(own.mean() + 3, 2 * own.deviation());
    Path weights = checkpoint.directory().resolve(CheckpointFolder.WEIGHTS);

    float[] vector = heard(checkpoint.directory(), FrontEnd.MEL_64MS, other);

    assertThat(document.frontEnd()).isEqualTo(SmallTraining.OPTIONS.frontEnd());
    assertThat(own.deviation()).isCloseTo(4, within(3.5));
    // The weights alone hear what the options say.
    assertThat(vector)
        .containsExactly(heard(weights, document.frontEnd(), own))
        .isNotEqualTo(heard(weights, FrontEnd.MEL_64MS, own))
        .isNotEqualTo(heard(weights, document.frontEnd(), other));
  }

  private float[] heard(Path weights, FrontEnd frontEnd, Normalisation normalisation) {
    return encoder(
            new ByolaEncoderOptions(
                weights,
                frontEnd,
                normalisation.mean(),
                normalisation.deviation(),
                Output.CLIP,
                30,
                Version.V1,
                16))
        .encode(noise(16_000))
        .toFloats();
  }
}
