package org.aulos.plugins.eval;

import java.util.List;
import java.util.stream.IntStream;
import org.aulos.api.AudioBatch;
import org.aulos.api.FeatureBatch;
import org.aulos.api.FeatureFormat;
import org.aulos.dsp.Deltas;
import org.aulos.dsp.FrontEnd;
import org.aulos.dsp.LogMel;
import org.aulos.dsp.Mfcc;

/**
 * Features by a front end of {@code dsp} on the host, clip by clip, from the valid samples alone.
 * Each frame holds the values of the front end, then each derivative of them over time.
 */
final class HostFrontEnd implements FrontEndExtractor.Kernel {
  private final FrontEnd frontEnd;
  private final List<Deltas> derivatives;

  private HostFrontEnd(FrontEnd frontEnd, List<Deltas> derivatives) {
    this.frontEnd = frontEnd;
    this.derivatives = derivatives;
  }

  /** Log-mel features. */
  static FrontEndExtractor of(LogMelExtractorOptions options) {
    return new FrontEndExtractor(new HostFrontEnd(new LogMel(options.dsp()), List.of()));
  }

  /** Cepstral coefficients, with their derivatives if asked for. */
  static FrontEndExtractor of(MfccExtractorOptions options) {
    return new FrontEndExtractor(new HostFrontEnd(new Mfcc(options.dsp()), options.derivatives()));
  }

  @Override
  public int sampleRate() {
    return frontEnd.sampleRate();
  }

  @Override
  public int hop() {
    return frontEnd.hop();
  }

  @Override
  public int bins() {
    return frontEnd.bins() * (1 + derivatives.size());
  }

  @Override
  public FeatureBatch compute(AudioBatch audio, FeatureFormat format) {
    float[] samples = audio.toFloats();
    int stride = samples.length / audio.size();
    // On the calling thread: whoever runs batches side by side decides how many cores are used.
    List<float[]> clips =
        IntStream.range(0, audio.size())
            .mapToObj(clip -> features(samples, clip * stride, audio.length(clip)))
            .toList();
    return FeatureBatch.of(audio.manager(), clips, format);
  }

  private float[] features(float[] samples, int offset, int length) {
    float[] values = new float[Math.multiplyExact(frontEnd.frames(length), frontEnd.bins())];
    frontEnd.extract(samples, offset, length, values, 0);
    return derivatives.isEmpty() ? values : withDerivatives(values);
  }

  /** {@code [frames, bins] -> [frames, (1 + derivatives) * bins]}. */
  private float[] withDerivatives(float[] values) {
    int bins = frontEnd.bins();
    int frames = values.length / bins;
    int width = bins();
    float[] wide = new float[Math.multiplyExact(frames, width)];
    place(values, wide, 0, width);
    for (int i = 0; i < derivatives.size(); i++) {
      place(derivatives.get(i).apply(values, frames, bins), wide, (i + 1) * bins, width);
    }
    return wide;
  }

  private void place(float[] values, float[] wide, int column, int width) {
    int bins = frontEnd.bins();
    for (int frame = 0; frame * bins < values.length; frame++) {
      System.arraycopy(values, frame * bins, wide, frame * width + column, bins);
    }
  }
}
