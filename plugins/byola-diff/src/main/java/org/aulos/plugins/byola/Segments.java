package org.aulos.plugins.byola;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import org.aulos.api.AudioBatch;
import org.aulos.api.AudioFormat;
import org.aulos.api.AulosException;
import org.aulos.api.TrainingData;
import org.aulos.nn.EngineArrays;
import org.aulos.nn.Passes;
import org.aulos.nn.TensorLogMel;

/**
 * The training segments: 0.95 s from a place drawn anew in each pass, as log-mel spectrograms of 96
 * frames. A clip that is shorter stands between zeros. The order of the clips and all places follow
 * from seed, pass and clip, so training can begin at any step.
 */
final class Segments {
  /** Samples of a segment at 16 kHz. */
  static final int SAMPLES = 15_200;

  /** Frames of a segment, 10 ms each. */
  static final int FRAMES = 96;

  // Below this the sums above hold little but what rounding left.
  private static final double LEAST_VARIANCE = 1e-9;

  private static final AudioFormat FORMAT = AudioFormat.mono(16_000);

  private final TrainingData data;
  private final TensorLogMel frontEnd;
  private final Passes passes;
  private final NDManager manager;
  private long expected = -1;
  private Iterator<AudioBatch> batches = Collections.emptyIterator();

  Segments(TrainingData data, TensorLogMel frontEnd, int batchSize, NDManager manager) {
    this.data = data;
    this.frontEnd = frontEnd;
    passes = new Passes(data.dataset().clips().size(), batchSize, data.seed());
    this.manager = manager;
  }

  /** The order of the clips. */
  Passes passes() {
    return passes;
  }

  /** The clips of a step, from 1, by their ids. */
  List<String> clips(long step) {
    return passes.examples(step).stream().map(i -> data.dataset().clips().get(i).id()).toList();
  }

  /** Log-mel spectrograms of a step, {@code [batch, 64, 96]}, in the scope of the caller. */
  NDArray of(long step) {
    if (step != expected || !batches.hasNext()) {
      batches = data.batches(manager, FORMAT, passes.remaining(step), passes.batch());
    }
    expected = step + 1;
    return spectrograms(batches.next(), passes.examples(step), passes.pass(step));
  }

  /**
   * Mean and deviation of segments of up to {@code most} clips.
   *
   * <p>All values count alike, in whatever batches they come.
   */
  Normalisation normalisation(int most) {
    List<Integer> order = passes.order(0);
    List<Integer> chosen = order.subList(0, Math.min(most, order.size()));
    double sum = 0;
    double squares = 0;
    long count = 0;
    Iterator<AudioBatch> iterator = data.batches(manager, FORMAT, chosen, passes.batch());
    for (int start = 0; start < chosen.size(); start += passes.batch()) {
      List<Integer> clips = chosen.subList(start, Math.min(chosen.size(), start + passes.batch()));
      try (NDScope scope = new NDScope()) {
        scope.suppressNotUsedWarning();
        for (float value : spectrograms(iterator.next(), clips, 0).toFloatArray()) {
          sum += value;
          squares += (double) value * value;
          count++;
        }
      }
    }
    double mean = sum / count;
    double variance = squares / count - mean * mean;
    if (!(variance > LEAST_VARIANCE)) {
      throw new AulosException(
          "the spectrograms of %d clips of the data set do not vary: there is nothing to learn from; is all of it silent?"
              .formatted(chosen.size()));
    }
    return new Normalisation(mean, Math.sqrt(variance));
  }

  private NDArray spectrograms(AudioBatch audio, List<Integer> clips, long pass) {
    int batch = audio.size();
    float[] samples = audio.toFloats();
    int stride = samples.length / batch;
    float[] segments = new float[batch * SAMPLES];
    int[] lengths = new int[batch];
    for (int n = 0; n < batch; n++) {
      int spare = audio.length(n) - SAMPLES;
      SplittableRandom random = passes.draws(pass, clips.get(n));
      int from = spare > 0 ? random.nextInt(spare + 1) : 0;
      int to = spare < 0 ? -spare / 2 : 0;
      System.arraycopy(
          samples,
          n * stride + from,
          segments,
          n * SAMPLES + to,
          Math.min(SAMPLES, audio.length(n)));
      lengths[n] = SAMPLES;
    }
    NDArray waves = EngineArrays.of(audio.manager(), segments, new Shape(batch, SAMPLES));
    return frontEnd.extract(waves, lengths).transpose(0, 2, 1);
  }
}
