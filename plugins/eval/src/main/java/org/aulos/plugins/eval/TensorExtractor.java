package org.aulos.plugins.eval;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import java.util.List;
import org.aulos.api.AudioBatch;
import org.aulos.api.AudioFormat;
import org.aulos.api.FeatureBatch;
import org.aulos.api.FeatureExtractor;
import org.aulos.api.FeatureFormat;
import org.aulos.nn.Scope;
import org.aulos.nn.TensorDeltas;
import org.aulos.nn.TensorFrontEnd;
import org.aulos.nn.TensorLogMel;
import org.aulos.nn.TensorMfcc;

/**
 * The twin of {@link HostExtractor} for batches on a GPU: tensor operations on the device of the
 * batch, without a copy to the host.
 */
final class TensorExtractor implements FeatureExtractor {
  private final TensorFrontEnd frontEnd;
  private final List<TensorDeltas> derivatives;

  private TensorExtractor(TensorFrontEnd frontEnd, List<TensorDeltas> derivatives) {
    this.frontEnd = frontEnd;
    this.derivatives = derivatives;
  }

  /** Log-mel features. */
  static TensorExtractor of(LogMelExtractorOptions options) {
    return new TensorExtractor(new TensorLogMel(options.dsp()), List.of());
  }

  /** Cepstral coefficients, with their derivatives if asked for. */
  static TensorExtractor of(MfccExtractorOptions options) {
    List<TensorDeltas> derivatives =
        options.deltas()
            ? List.of(
                new TensorDeltas(1, options.deltaWidth()),
                new TensorDeltas(2, options.deltaWidth()))
            : List.of();
    return new TensorExtractor(new TensorMfcc(options.dsp()), derivatives);
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
    int[] frames = frontEnd.frames(audio.lengths());
    NDArray features = Scope.result(() -> features(audio, frames));
    return new FeatureBatch(features, featureFormat().frameRate(), frames);
  }

  /** {@code [batch, frames, (1 + derivatives) * bins]}. */
  private NDArray features(AudioBatch audio, int[] frames) {
    NDArray values = frontEnd.extract(audio.samples(), audio.lengths());
    NDList parts = new NDList(values);
    derivatives.forEach(derivative -> parts.add(derivative.apply(values, frames)));
    return parts.size() == 1 ? values : NDArrays.concat(parts, 2);
  }
}
