package org.aulos.dsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every front end promises. */
class FrontEndTest {

  static Stream<FrontEnd> all() {
    LogMelOptions clasp = LogMelOptions.AINUR;
    return Stream.of(
        new LogMel(LogMelOptions.BYOL_A),
        new LogMel(LogMelOptions.BYOL_A_25MS),
        new LogMel(LogMelOptions.COALA),
        new LogMel(LogMelOptions.AINUR),
        new LogMel(LogMelOptions.VGGISH),
        new LogMel(LogMelOptions.YAMNET),
        new MelSpectrogram(clasp.stft(), clasp.mel(), clasp.spectrum()),
        new Mfcc(MfccOptions.DEFAULTS),
        new KaldiFbank(KaldiFbankOptions.AST));
  }

  @ParameterizedTest
  @MethodSource("all")
  void silenceHasFiniteFeatures(FrontEnd frontEnd) {
    float[] features = frontEnd.extract(Signals.silence(frontEnd.sampleRate()));

    assertThat(features).isNotEmpty();
    assertFinite(features);
  }

  @ParameterizedTest
  @MethodSource("all")
  void anyLengthGivesTheFramesThatItSays(FrontEnd frontEnd) {
    for (int length : new int[] {0, 1, 2, 3, 159, 160, 399, 400, 401, 1025, 5000}) {
      float[] features = frontEnd.extract(Signals.noise(length, length));

      assertThat(features).hasSize(frontEnd.frames(length) * frontEnd.bins());
      assertFinite(features);
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void aSectionIsAWaveformOfItsOwn(FrontEnd frontEnd) {
    float[] samples = Signals.noise(9_000, 1);
    float[] out = new float[frontEnd.frames(5_001) * frontEnd.bins() + 7];
    frontEnd.extract(samples, 1_234, 5_001, out, 7);

    float[] copied = frontEnd.extract(Arrays.copyOfRange(samples, 1_234, 1_234 + 5_001));
    assertThat(Arrays.copyOfRange(out, 7, out.length)).isEqualTo(copied);
    assertThat(Arrays.copyOf(out, 7)).containsOnly(0);
  }

  @ParameterizedTest
  @MethodSource("all")
  void aShiftByHopsShiftsTheFrames(FrontEnd frontEnd) {
    float[] samples = Signals.noise(20_000, 2);
    float[] whole = frontEnd.extract(samples);
    float[] later = frontEnd.extract(Arrays.copyOfRange(samples, 10 * frontEnd.hop(), 20_000));
    int bins = frontEnd.bins();

    // Away from the borders. Mfcc raises low levels to a floor that depends on the clip: not here.
    float[] expected = Arrays.copyOfRange(whole, 15 * bins, 20 * bins);
    assertThat(Arrays.copyOfRange(later, 5 * bins, 10 * bins)).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("all")
  void eightThreadsGetWhatOneGets(FrontEnd frontEnd) throws Exception {
    List<float[]> clips =
        Stream.iterate(1, i -> i + 1).limit(24).map(i -> Signals.noise(8_000 + i, i)).toList();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<float[]>> tasks =
          clips.stream().map(c -> (Callable<float[]>) () -> frontEnd.extract(c)).toList();
      List<Future<float[]>> results = threads.invokeAll(tasks);

      for (int i = 0; i < clips.size(); i++) {
        assertThat(results.get(i).get()).isEqualTo(frontEnd.extract(clips.get(i)));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void refusesWhatDoesNotFit(FrontEnd frontEnd) {
    float[] samples = new float[5_000];
    float[] out = new float[frontEnd.frames(5_000) * frontEnd.bins()];

    assertThatIllegalArgumentException()
        .isThrownBy(() -> frontEnd.extract(samples, 1, 5_000, out, 0))
        .withMessageContaining("offset 1, length 5000");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> frontEnd.extract(samples, 0, 5_000, out, 1))
        .withMessageContaining("offset 1, length " + out.length);
    assertThatIllegalArgumentException().isThrownBy(() -> frontEnd.frames(-1));
  }

  private static void assertFinite(float[] values) {
    for (float value : values) {
      assertThat(value).isFinite();
    }
  }
}
