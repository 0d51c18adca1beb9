package org.aulos.plugins.eval;

import java.util.List;
import java.util.stream.IntStream;
import org.aulos.api.AudioBatch;
import org.aulos.api.AudioFormat;
import org.aulos.api.FeatureBatch;
import org.aulos.api.FeatureExtractor;
import org.aulos.api.FeatureFormat;
import org.aulos.dsp.Deltas;
import org.aulos.dsp.FrontEnd;
import org.aulos.dsp.LogMel;
import org.aulos.dsp.Mfcc;

/**
 * Features by a front end of {@code dsp} on the host, clip by clip, from the valid samples alone.
 * Each frame holds the values of the front end, then each derivative of them over time.
 */
final class HostExtractor implements FeatureExtractor {
  private final FrontEnd frontEnd;
  private final List<Deltas> derivatives;

  private HostExtractor(FrontEnd frontEnd, List<Deltas> derivatives) {
    this.frontEnd = frontEnd;
    this.derivatives = derivatives;
  }

  /** Log-mel features. */
  static HostExtractor of(LogMelExtractorOptions options) {
    return new HostExtractor(new LogMel(options.dsp()), List.of());
  }

  /** Cepstral coefficients, with their derivatives if asked for. */
  static HostExtractor of(MfccExtractorOptions options) {
    return new HostExtractor(new Mfcc(options.dsp()), options.derivatives());
  }

  @Override
  public AudioFormat audioFormat() {
    return AudioFormat.mono(frontEnd.sampleRate());
  }

  @Override
  public FeatureFormat featureFormat() {
    return new FeatureFormat(
        (double) frontEnd.sampleRate() / frontEnd.hop(),
        frontEnd.bins() * (1 + derivatives.size()));
  }

  @Override
  public FeatureBatch extract(AudioBatch audio) {
    if (!audio.format().equals(audioFormat())) {
      throw new IllegalArgumentException(
          "expected audio of " + audioFormat() + " but was " + audio.format());
    }
    float[] samples = audio.toFloats();
    int stride = samples.length / audio.size();
    // On the calling thread: whoever runs batches side by side decides how many cores are used.
    List<float[]> clips =
        IntStream.range(0, audio.size())
            .mapToObj(clip -> features(samples, clip * stride, audio.length(clip)))
            .toList();
    return FeatureBatch.of(audio.manager(), clips, featureFormat());
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
    int width = featureFormat().bins();
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
