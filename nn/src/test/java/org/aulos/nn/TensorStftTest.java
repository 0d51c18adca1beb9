package org.aulos.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.stream.Stream;
import org.aulos.dsp.Padding;
import org.aulos.dsp.Spectrum;
import org.aulos.dsp.Stft;
import org.aulos.dsp.StftOptions;
import org.aulos.testkit.Signals;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TensorStftTest {
  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void closeManager() {
    manager.close();
  }

  static Stream<StftOptions> options() {
    return Stream.of(
        StftOptions.centred(512, 128),
        StftOptions.centred(512, 400, 100),
        StftOptions.centred(300, 77),
        StftOptions.centred(255, 64).withNormalisation(),
        StftOptions.centred(512, 128).withPadding(Padding.ZERO),
        StftOptions.inside(512, 512, 700));
  }

  @ParameterizedTest
  @MethodSource("options")
  void givesTheComplexSpectraOfTheHost(StftOptions options) {
    var clips = Batches.clips(8_000);
    int[] lengths = Batches.lengths(clips);
    var host = new Stft(options);

    NDArray spectra =
        new TensorStft(options).forward(Batches.of(manager, clips, Float.NaN), lengths);

    for (int i = 0; i < clips.size(); i++) {
      var expected = host.forward(clips.get(i));
      NDArray own = spectra.get("{}, :{}", i, expected.frames());
      Batches.assertClose("real parts", part(own, 0), expected.re(), 1e-4);
      Batches.assertClose("imaginary parts", part(own, 1), expected.im(), 1e-4);
    }
  }

  @ParameterizedTest
  @MethodSource("options")
  void givesPureTonesWithinAMillionthOfTheirPeak(StftOptions options) {
    float[] tone = Signals.sine(1_000, 0.5, 8_000).channel(0);
    float[] expected = new Stft(options).spectrum(tone, Spectrum.MAGNITUDE);
    float peak = 0;
    for (float value : expected) {
      peak = Math.max(peak, value);
    }

    NDArray actual =
        new TensorStft(options)
            .spectrum(
                Batches.of(manager, List.of(tone), 0), new int[] {tone.length}, Spectrum.MAGNITUDE);

    Batches.assertClose("magnitudes", actual.toFloatArray(), expected, 1e-6 * peak);
  }

  @ParameterizedTest
  @MethodSource("options")
  void givesTheInverseOfTheHost(StftOptions options) {
    var clips = Batches.clips(8_000);
    int[] lengths = Batches.lengths(clips);
    var host = new Stft(options);
    var tensor = new TensorStft(options);

    // Without overlap the samples at the ends of a window are divided by less than 1e-4.
    double tolerance = options.hop() > options.windowSize() ? 1e-2 : 1e-5;

    NDArray spectra = tensor.forward(Batches.of(manager, clips, 0), lengths);
    var actual = Batches.valid(tensor.inverse(spectra, lengths), lengths);

    for (int i = 0; i < clips.size(); i++) {
      float[] expected = host.inverse(host.forward(clips.get(i)), lengths[i]);
      Batches.assertClose("clip " + i, actual.get(i), expected, tolerance);
    }
  }

  @Test
  void goesThereAndBack() {
    float[] noise = Signals.noise(5, 0.5, 8_000).channel(0);
    int[] lengths = {noise.length};
    var tensor = new TensorStft(StftOptions.centred(512, 128));

    NDArray spectra = tensor.forward(Batches.of(manager, List.of(noise), 0), lengths);

    Batches.assertClose("noise", tensor.inverse(spectra, lengths).toFloatArray(), noise, 1e-6);
  }

  @Test
  void leavesItsResultsAlone() {
    var tensor = new TensorStft(StftOptions.centred(512, 128));
    NDArray samples = manager.ones(new Shape(2, 1_000));
    int[] lengths = {1_000, 700};

    NDArray spectra = tensor.forward(samples, lengths);
    NDArray back = tensor.inverse(spectra, lengths);

    assertThat(manager.getManagedArrays()).containsExactlyInAnyOrder(samples, spectra, back);
  }

  @Test
  void refusesWhatIsNoBatchOfWaveforms() {
    var tensor = new TensorStft(StftOptions.centred(512, 128));
    int[] lengths = {10};

    assertThatThrownBy(() -> tensor.forward(manager.ones(new Shape(10)), lengths))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected samples of shape [batch, samples] but was (10)");
    assertThatThrownBy(
            () -> tensor.forward(manager.ones(new Shape(1, 10), DataType.FLOAT64), lengths))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected samples of type float32 but was float64");
    assertThatThrownBy(() -> tensor.forward(manager.ones(new Shape(1, 9)), lengths))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected length in 0..9 but was 10");
    assertThatThrownBy(() -> tensor.inverse(manager.ones(new Shape(1, 3, 256, 2)), lengths))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "expected float32 of shape [batch, frames, 257, 2] but was float32 (1, 3, 256, 2)");
  }

  private static float[] part(NDArray complex, int index) {
    return complex.get("..., {}", index).toFloatArray();
  }
}
