package org.aulos.plugins.coala;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init") // JUnit sets it before each test
class PatchFrontEndTest {
  private NDManager manager;

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager();
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private NDArray spectrogram(Golden golden) {
    return new PatchFrontEnd(false)
        .spectrogram(golden.input("wave").expandDims(0), golden.input("noise").expandDims(0));
  }

  @Test
  void hearsAsTheReferenceDoes() {
    Golden golden = Golden.shared("dsp-logmel-coala", manager);

    NDArray spectrogram = spectrogram(golden);

    double[] energies = PatchFrontEnd.energies(spectrogram);
    int start = PatchFrontEnd.loudest(energies);
    golden.numbers().assertMatches("logmel", spectrogram);
    golden.numbers().assertMatches("window_sums", energies);
    golden.numbers().assertMatches("patch_start", start);
    golden.numbers().assertMatches("patch", spectrogram.get(":, {}:{}", start, start + 96));
  }

  @Test
  void scalesAsTheReferenceDoes() {
    Golden golden = Golden.shared("dsp-logmel-coala", manager);
    float[] scale = golden.numbers().input("scale").floats();
    float[] offset = golden.numbers().input("min").floats();

    NDArray chunks = PatchFrontEnd.chunks(spectrogram(golden));

    golden
        .numbers()
        .assertMatches("scaled_chunks", new Scaler(ScaledBy.FRAME, scale, offset).apply(chunks));
  }

  @Test
  void cutsTenSecondsIntoFourPatches() {
    NDArray noise = PatchFrontEnd.noise(1, PatchFrontEnd.SAMPLES, manager);

    NDArray spectrogram = new PatchFrontEnd(false).spectrogram(noise.get(":, :0"), noise);

    assertThat(spectrogram.getShape().getShape()).containsExactly(96, 430);
    assertThat(PatchFrontEnd.chunks(spectrogram).getShape().getShape()).containsExactly(4, 96, 96);
  }

  @Test
  void takesTheFirstOfPatchesThatAreEquallyLoud() {
    assertThat(PatchFrontEnd.loudest(new double[] {-3, 2, 1, 2})).isEqualTo(12);
  }
}
