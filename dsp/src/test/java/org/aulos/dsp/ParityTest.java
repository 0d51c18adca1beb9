package org.aulos.dsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every front end gives the numbers of the implementation it follows, borders included. */
class ParityTest {

  @ParameterizedTest
  @CsvSource({
    "byola_paper, 400, 16000, 64, 50, 8000, SLANEY, HERTZ, SLANEY",
    "byola_1024, 1024, 16000, 64, 60, 7800, SLANEY, HERTZ, SLANEY",
    "byola_1024_htk, 1024, 16000, 64, 60, 7800, HTK, HERTZ, NONE",
    "clasp, 1024, 48000, 80, 0, 24000, HTK, HERTZ, NONE",
    "coala, 1024, 22000, 96, 0, 11000, SLANEY, HERTZ, SLANEY",
    "vggish, 512, 16000, 64, 125, 7500, HTK, MEL, NONE",
    "ast, 512, 16000, 128, 20, 8000, HTK, MEL, NONE"
  })
  void melMatrices(
      String name,
      int fftSize,
      int sampleRate,
      int bands,
      double min,
      double max,
      MelOptions.Scale scale,
      MelOptions.Slope slope,
      MelOptions.Norm norm) {
    var options = new MelOptions(sampleRate, bands, min, max, scale, slope, norm);

    float[] matrix = new MelFilterBank(options, fftSize).matrix();

    Fixture.load("dsp-mel-matrices").assertMatches(name, matrix);
  }

  @Test
  void logMelOfByolA() {
    assertLogMel("logmel_v2_1024", LogMelOptions.BYOL_A);
    assertLogMel("logmel_v1_1024_htk", LogMelOptions.BYOL_A_HTK);
    assertLogMel("logmel_paper400", LogMelOptions.BYOL_A_25MS);
  }

  private static void assertLogMel(String name, LogMelOptions options) {
    Fixture fixture = Fixture.load("dsp-logmel-byola");
    for (int clip = 0; clip < 3; clip++) {
      float[] frames = new LogMel(options).extract(fixture.input("wave", clip, 3));

      fixture.assertPart(name, clip, 3, bandMajor(frames, options.mel().bands()));
    }
  }

  @Test
  void logMelOfCoala() {
    Fixture fixture = Fixture.load("dsp-logmel-coala");
    float[] frames = new LogMel(LogMelOptions.COALA).extract(noisyClip(fixture));

    fixture.assertMatches("logmel", bandMajor(frames, 96));
  }

  @Test
  void loudestPatchOfCoala() {
    Fixture fixture = Fixture.load("dsp-logmel-coala");
    float[] frames = new LogMel(LogMelOptions.COALA).extract(noisyClip(fixture));
    float[] sums = new float[7];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = (float) sum(Arrays.copyOfRange(frames, 12 * i * 96, (12 * i + 96) * 96));
    }
    int loudest = indexOfMaximum(sums);
    float[] patch = Arrays.copyOfRange(frames, 12 * loudest * 96, (12 * loudest + 96) * 96);

    fixture.assertMatches("window_sums", sums);
    assertThat(12.0 * loudest).isEqualTo(fixture.number("patch_start", "value"));
    fixture.assertMatches("patch", bandMajor(patch, 96));
  }

  @Test
  void scaledChunksOfCoala() {
    Fixture fixture = Fixture.load("dsp-logmel-coala");
    float[] frames = new LogMel(LogMelOptions.COALA).extract(noisyClip(fixture));
    float[] chunk = Arrays.copyOf(frames, 96 * 96);
    float[] scale = fixture.input("scale");
    float[] min = fixture.input("min");
    for (int i = 0; i < chunk.length; i++) {
      chunk[i] = chunk[i] * scale[i / 96] + min[i / 96];
    }

    fixture.assertMatches("scaled_chunks", bandMajor(chunk, 96));
  }

  @Test
  void melOfClaspAndLogMelOfAinur() {
    Fixture fixture = Fixture.load("dsp-mel-clasp");
    LogMelOptions options = LogMelOptions.AINUR;
    var mel = new MelSpectrogram(options.stft(), options.mel(), options.spectrum());
    var logMel = new LogMel(options);
    for (int channel = 0; channel < 4; channel++) {
      float[] samples = fixture.input("wave", channel, 4);

      fixture.assertPart("mel", channel, 4, bandMajor(mel.extract(samples), 80));
      fixture.assertPart("log", channel, 4, bandMajor(logMel.extract(samples), 80));
    }
  }

  @Test
  void quarterPowerOfClasp() {
    Fixture fixture = Fixture.load("dsp-mel-clasp");
    LogMelOptions options = LogMelOptions.AINUR;
    var mel = new MelSpectrogram(options.stft(), options.mel(), options.spectrum());
    float[][] bands = new float[4][];
    for (int channel = 0; channel < 4; channel++) {
      bands[channel] = bandMajor(mel.extract(fixture.input("wave", channel, 4)), 80);
    }
    float first = Math.max(maximum(bands[0]), maximum(bands[1]));
    float second = Math.max(maximum(bands[2]), maximum(bands[3]));

    for (int channel = 0; channel < 4; channel++) {
      float clip = channel < 2 ? first : second;
      fixture.assertPart("per_clip", channel, 4, quarterPower(bands[channel], clip));
      float batch = Math.max(first, second);
      fixture.assertPart("batch", channel, 4, quarterPower(bands[channel], batch));
      if (channel < 2) {
        float[] image = firstColumns(quarterPower(bands[channel], clip), 80, 8);
        fixture.assertPart("image_clip0_first8", channel, 2, image);
      }
    }
  }

  @Test
  void examplesOfVggish() {
    Fixture fixture = Fixture.load("dsp-vggish-yamnet");
    for (int clip = 0; clip < 2; clip++) {
      float[] frames = new LogMel(LogMelOptions.VGGISH).extract(fixture.input("wave", clip, 2));

      fixture.assertPart("vggish_logmel", clip, 2, frames);
      fixture.assertPart("vggish_examples", clip, 2, Arrays.copyOf(frames, 96 * 64));
    }
  }

  @Test
  void patchesOfYamnet() {
    Fixture fixture = Fixture.load("dsp-vggish-yamnet");
    for (int clip = 0; clip < 2; clip++) {
      // 20,000 samples do not fill two patches: 15,600 + 7,680 do.
      float[] samples = Arrays.copyOf(fixture.input("wave", clip, 2), 15_600 + 7_680);
      float[] frames = new LogMel(LogMelOptions.YAMNET).extract(samples);
      float[] patches = Arrays.copyOf(frames, 2 * 96 * 64);
      System.arraycopy(frames, 48 * 64, patches, 96 * 64, 96 * 64);

      fixture.assertPart("yamnet_patches", clip, 2, patches);
    }
  }

  @Test
  void filterBankOfKaldi() {
    Fixture fixture = Fixture.load("dsp-kaldi-fbank");
    var raw = new KaldiFbank(KaldiFbankOptions.AST.withoutNormalisation());
    var normalised = new KaldiFbank(KaldiFbankOptions.AST);
    for (int clip = 0; clip < 2; clip++) {
      float[] samples = fixture.input("wave", clip, 2);

      fixture.assertPart("fbank", clip, 2, raw.extract(samples));
      fixture.assertPart("normalised", clip, 2, normalised.extract(samples));
    }
  }

  @Test
  void mfccWithDerivatives() {
    Fixture fixture = Fixture.load("dsp-mfcc");
    var mfcc = new Mfcc(MfccOptions.at(22_000));
    float[] features = mfcc.extract(fixture.input("wave"));
    int frames = features.length / 20;
    float[] delta = new Deltas(1, 5).apply(features, frames, 20);
    float[] delta2 = new Deltas(2, 5).apply(features, frames, 20);

    fixture.assertMatches("mfcc", bandMajor(features, 20));
    fixture.assertMatches("delta", bandMajor(delta, 20));
    fixture.assertMatches("delta2", bandMajor(delta2, 20));
    fixture.assertMatches("vector", statistics(features, delta, delta2));
  }

  @ParameterizedTest
  @CsvSource({"p400, 400, 160, false", "p1024, 1024, 256, false", "p4096, 4096, 1024, true"})
  void spectrumAndInverse(String set, int fftSize, int hop, boolean normalised) {
    Fixture fixture = Fixture.load("dsp-stft-istft");
    StftOptions plain = StftOptions.centred(fftSize, hop);
    var stft = new Stft(normalised ? plain.withNormalisation() : plain);
    float[] wave = fixture.input("wave");
    var spectrogram = stft.forward(wave);

    fixture.assertMatches("re_" + set, bandMajor(spectrogram.re(), stft.bins()));
    fixture.assertMatches("im_" + set, bandMajor(spectrogram.im(), stft.bins()));
    fixture.assertMatches("roundtrip_" + set, stft.inverse(spectrogram, wave.length));
    float[] gain = fixture.input("gain_" + set);
    for (int i = 0; i < spectrogram.re().length; i++) {
      spectrogram.re()[i] *= gain[i % gain.length];
      spectrogram.im()[i] *= gain[i % gain.length];
    }
    fixture.assertMatches("masked_" + set, stft.inverse(spectrogram, wave.length));
  }

  @ParameterizedTest
  @CsvSource({"w48, 48000, 16000", "w441, 44100, 16000", "w16, 16000, 22050"})
  void resamplingOfTorchaudio(String pair, int from, int to) {
    Fixture fixture = Fixture.load("dsp-resample-sinc");
    Resampler resampler = Resampler.of(from, to, Resampler.Quality.TORCHAUDIO);
    for (int clip = 0; clip < 2; clip++) {
      float[] actual = resampler.resample(fixture.input(pair, clip, 2));

      fixture.assertPart("y_" + pair, clip, 2, actual);
    }
  }

  @Test
  void kernelOfTorchaudio() {
    Resampler resampler = Resampler.of(48_000, 16_000, Resampler.Quality.TORCHAUDIO);
    float[] kernel = new float[41];
    for (int tap = 0; tap < 41; tap++) {
      // Output 20 stands over input 60, which the middle tap, the 20th, weighs.
      kernel[tap] = resampler.resample(Signals.impulse(60 + tap - 19, 150))[20];
    }

    Fixture.load("dsp-resample-sinc").assertMatches("kernel_48_16", kernel);
  }

  @ParameterizedTest
  @CsvSource({
    "band_44100, 44100, 60",
    "full_44100, 44100, 25",
    "band_48000, 48000, 60",
    "full_48000, 48000, 25"
  })
  void resamplingOfSoxr(String name, int from, double leastDecibels) {
    Fixture fixture = Fixture.load("dsp-resample-soxr");
    float[] actual = Resampler.of(from, 16_000).resample(fixture.input(name));
    float[] expected = fixture.expected(name);
    float[] error = new float[expected.length];
    for (int i = 0; i < error.length; i++) {
      error[i] = expected[i] - actual[i];
    }
    int end = expected.length - 200;

    assertThat(actual).hasSameSizeAs(expected);
    double ratio = Signals.rms(expected, 200, end) / Signals.rms(error, 200, end);
    assertThat(Signals.decibels(ratio)).isGreaterThanOrEqualTo(leastDecibels);
  }

  private static float[] noisyClip(Fixture fixture) {
    float[] clip = Arrays.copyOf(fixture.input("wave"), 90_000);
    float[] noise = fixture.input("noise");
    for (int i = 0; i < clip.length; i++) {
      clip[i] += noise[i];
    }
    return clip;
  }

  /** From [frames, bands] to the [bands, frames] of the fixtures. */
  private static float[] bandMajor(float[] frames, int bands) {
    return Signals.transposed(frames, frames.length / bands);
  }

  private static float[] quarterPower(float[] values, float maximum) {
    float[] result = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = (float) Math.pow(values[i] / maximum, 0.25);
    }
    return result;
  }

  private static float[] firstColumns(float[] matrix, int rows, int count) {
    float[] result = new float[rows * count];
    for (int row = 0; row < rows; row++) {
      System.arraycopy(matrix, row * (matrix.length / rows), result, row * count, count);
    }
    return result;
  }

  /** Means and population variances over time, part by part. */
  private static float[] statistics(float[]... parts) {
    float[] result = new float[parts.length * 40];
    for (int p = 0; p < parts.length; p++) {
      float[] byCoefficient = bandMajor(parts[p], 20);
      int frames = byCoefficient.length / 20;
      for (int c = 0; c < 20; c++) {
        float[] values = Arrays.copyOfRange(byCoefficient, c * frames, (c + 1) * frames);
        double mean = sum(values) / frames;
        double squares = 0;
        for (float value : values) {
          squares += (value - mean) * (value - mean);
        }
        result[p * 40 + c] = (float) mean;
        result[p * 40 + 20 + c] = (float) (squares / frames);
      }
    }
    return result;
  }

  private static double sum(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum;
  }

  private static float maximum(float[] values) {
    return values[indexOfMaximum(values)];
  }

  private static int indexOfMaximum(float[] values) {
    int index = 0;
    for (int i = 1; i < values.length; i++) {
      index = values[i] > values[index] ? i : index;
    }
    return index;
  }
}
