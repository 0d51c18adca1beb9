package org.aulos.plugins.coala;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.aulos.api.AudioBatch;
import org.aulos.api.CheckpointException;
import org.aulos.api.Encoder;
import org.aulos.api.Waveform;
import org.aulos.nn.EngineArrays;
import org.aulos.nn.Mode;
import org.aulos.nn.StateDict;
import org.aulos.nn.StoredTensor;
import org.aulos.nn.Weights;
import org.aulos.plugins.coala.CoalaAudioOptions.Output;
import org.aulos.testkit.Signals;
import org.aulos.testkit.TestResources;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The encoder of weights as they are published: a file of weights and one of the scaler. */
@SuppressWarnings("NullAway.Init") // JUnit sets them before each test
class CoalaAudioEncoderTest {
  private static final String WEIGHTS = "audio_encoder_epoch_200.safetensors";
  private static final String SCALER = "scaler.safetensors";
  private static final int SIZE = AudioNetwork.SIZE;

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

  /** A factor and an offset of each frame. */
  private static float scale(int frame) {
    return 0.05f + 0.0002f * frame;
  }

  private static float offset(int frame) {
    return 0.7f + 0.001f * frame;
  }

  private StateDict published() throws IOException {
    StateDict weights = Golden.of("coala-audio-autoencoder", manager).weights();
    StateDict encoder = weights.only(AudioNetwork.of(weights).encoderShapes().keySet());
    encoder.write(folder.resolve(WEIGHTS));
    float[] scale = new float[SIZE];
    float[] offset = new float[SIZE];
    for (int frame = 0; frame < SIZE; frame++) {
      scale[frame] = scale(frame);
      offset[frame] = offset(frame);
    }
    Map<String, StoredTensor> arrays = new LinkedHashMap<>();
    arrays.put("scale_", StoredTensor.of(scale, new Shape(SIZE)));
    arrays.put("min_", StoredTensor.of(offset, new Shape(SIZE)));
    StateDict.of("scaler", arrays).write(folder.resolve(SCALER));
    return encoder;
  }

  private Encoder<AudioBatch> encoder(Output output, String scaler) {
    return CoalaAudioEncoder.of(
        new CoalaAudioOptions(Path.of(WEIGHTS), Path.of(scaler), false, output, 1),
        TestResources.of(manager, folder));
  }

  /**
   * The mean over whole patches of 96 frames, each scaled by its frames: four of ten seconds and of
   * what is filled up to them, five of twelve.
   */
  @ParameterizedTest
  @CsvSource({"EMBEDDING, 3, 4", "EMBEDDING, 12, 5", "PROJECTION, 3, 4"})
  void theVectorIsTheMeanOfThoseOfItsPatches(Output output, double seconds, int patches)
      throws IOException {
    StateDict published = published();
    Waveform sound = Signals.sine(300, seconds, 22_000);

    float[] vector =
        encoder(output, SCALER).encode(AudioBatch.of(manager, List.of(sound))).toFloats();

    AudioNetwork network = AudioNetwork.of(published);
    Weights weights = Weights.of(published, network.encoderShapes(), manager);
    float[] spectrogram = spectrogram(sound);
    int frames = spectrogram.length / SIZE;
    assertThat(frames / SIZE).isEqualTo(patches);
    double[] mean = new double[vector.length];
    for (int patch = 0; patch < patches; patch++) {
      float[] scaled = new float[SIZE * SIZE];
      for (int band = 0; band < SIZE; band++) {
        for (int frame = 0; frame < SIZE; frame++) {
          scaled[band * SIZE + frame] =
              spectrogram[band * frames + patch * SIZE + frame] * scale(frame) + offset(frame);
        }
      }
      NDArray x = EngineArrays.of(manager, scaled, new Shape(1, 1, SIZE, SIZE));
      NDArray z = network.embedding(x, weights, Mode.EVALUATION);
      NDArray own =
          output == Output.EMBEDDING ? z : network.projection(z, weights, Mode.EVALUATION);
      float[] values = own.toFloatArray();
      for (int i = 0; i < mean.length; i++) {
        mean[i] += values[i] / (double) patches;
      }
    }
    for (int i = 0; i < mean.length; i++) {
      assertThat((double) vector[i]).isCloseTo(mean[i], within(1e-4));
    }
  }

  private float[] spectrogram(Waveform sound) {
    NDArray noise =
        PatchFrontEnd.noise(
            TestResources.of(manager, folder).seed(), PatchFrontEnd.SAMPLES, manager);
    NDArray samples = AudioBatch.of(manager, List.of(sound)).samples().get("0");
    return new PatchFrontEnd(false).spectrogram(samples, noise).toFloatArray();
  }

  @Test
  void asksForTheScalerOfPublishedWeights() throws IOException {
    published();

    assertThatThrownBy(() -> encoder(Output.EMBEDDING, ""))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining(WEIGHTS)
        .hasMessageContaining("name the scaler");
  }
}
