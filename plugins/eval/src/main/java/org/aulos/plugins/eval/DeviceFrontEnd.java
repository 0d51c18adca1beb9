package org.aulos.plugins.eval;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import java.util.List;
import org.aulos.api.AudioBatch;
import org.aulos.api.FeatureBatch;
import org.aulos.api.FeatureFormat;
import org.aulos.nn.Scope;
import org.aulos.nn.TensorDeltas;
import org.aulos.nn.TensorFrontEnd;
import org.aulos.nn.TensorLogMel;
import org.aulos.nn.TensorMfcc;

/**
 * The twin of {@link HostFrontEnd} for batches on a GPU: tensor operations on the device of the
 * batch, without a copy to the host.
 */
final class DeviceFrontEnd implements FrontEndExtractor.Kernel {
  private final TensorFrontEnd frontEnd;
  private final List<TensorDeltas> derivatives;

  private DeviceFrontEnd(TensorFrontEnd frontEnd, List<TensorDeltas> derivatives) {
    this.frontEnd = frontEnd;
    this.derivatives = derivatives;
  }

  /** Log-mel features. */
  static FrontEndExtractor of(LogMelExtractorOptions options) {
    return new FrontEndExtractor(new DeviceFrontEnd(new TensorLogMel(options.dsp()), List.of()));
  }

  /** Cepstral coefficients, with their derivatives if asked for. */
  static FrontEndExtractor of(MfccExtractorOptions options) {
    List<TensorDeltas> derivatives =
        options.deltas()
            ? List.of(
                new TensorDeltas(1, options.deltaWidth()),
                new TensorDeltas(2, options.deltaWidth()))
            : List.of();
    return new FrontEndExtractor(new DeviceFrontEnd(new TensorMfcc(options.dsp()), derivatives));
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
    int[] frames = frontEnd.frames(audio.lengths());
    NDArray features = Scope.result(() -> features(audio, frames));
    return new FeatureBatch(features, format.frameRate(), frames);
  }

  /** {@code [batch, frames, (1 + derivatives) * bins]}. */
  private NDArray features(AudioBatch audio, int[] frames) {
    NDArray values = frontEnd.extract(audio.samples(), audio.lengths());
    NDList parts = new NDList(values);
    derivatives.forEach(derivative -> parts.add(derivative.apply(values, frames)));
    return parts.size() == 1 ? values : NDArrays.concat(parts, 2);
  }
}
