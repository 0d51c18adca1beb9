package org.aulos.plugins.coala;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.aulos.api.AudioBatch;
import org.aulos.api.BandLevels;
import org.aulos.api.Reconstruction;
import org.aulos.api.TrainingData;
import org.aulos.api.Waveform;
import org.aulos.dsp.LogMelInversion;
import org.aulos.dsp.LogMelOptions;

/**
 * A few patches of a training, drawn by its seed, that people look at and listen to beside what the
 * auto-encoder makes of them. The sounds of both come from log-mel values by the same inversion,
 * begun with the same phases.
 */
final class ShownPatches {
  // But for the window, which none of these depends on.
  private static final LogMelOptions OPTIONS = LogMelOptions.COALA;
  private static final int SIZE = AudioNetwork.SIZE;
  private static final int HOP = OPTIONS.stft().hop();
  private static final int RATE = PatchFrontEnd.FORMAT.sampleRate();
  // From the centre of the first frame to that of the last: what the inversion gives.
  private static final int SAMPLES = (SIZE - 1) * HOP;
  // Nearer than that by a few percent take twice as many.
  private static final int ITERATIONS = 60;
  private static final double DECIBELS_PER_NEPER = 20 / Math.log(10);
  private static final List<Double> CENTRES =
      IntStream.range(0, SIZE).mapToObj(OPTIONS.mel()::centre).toList();

  private final LogMelInversion inversion;
  private final long seed;
  private final List<Shown> shown;

  /** A patch by its number, and what never changes of its example. */
  private record Shown(
      int patch, String clip, double start, Waveform original, Reconstruction.Side input) {}

  /**
   * Patches to show.
   *
   * @param clips positions in the data set of the clips that the patches are of
   * @param patches cut by this front end
   * @param count patches, at most
   */
  ShownPatches(
      TrainingData data,
      List<Integer> clips,
      PatchFrontEnd frontEnd,
      Patches patches,
      int count,
      NDManager manager)
      throws IOException {
    inversion = new LogMelInversion(frontEnd.options(), ITERATIONS);
    seed = data.seed();
    List<Integer> numbers =
        new SplittableRandom(seed)
            .ints(0, patches.count())
            .distinct()
            .limit(Math.min(count, patches.count()))
            .boxed()
            .toList();
    List<Integer> heard = numbers.stream().map(clips::get).toList();
    Iterator<AudioBatch> audio = data.batches(manager, PatchFrontEnd.FORMAT, heard, 1);
    shown = new ArrayList<>();
    for (int i = 0; i < numbers.size(); i++) {
      int patch = numbers.get(i);
      try (NDScope scope = new NDScope()) {
        scope.suppressNotUsedWarning();
        NDArray samples = audio.next().samples().squeeze(0);
        long noise = Patches.noiseSeed(data, heard.get(i));
        int start = frontEnd.loudest(samples, noise).frame() * HOP;
        shown.add(
            new Shown(
                patch,
                data.dataset().clips().get(heard.get(i)).id(),
                (double) start / RATE,
                original(samples, start),
                side(patch, patches.of(List.of(patch), manager).toFloatArray())));
      }
    }
  }

  /** The samples of a patch; silence where the clip has ended. */
  private static Waveform original(NDArray samples, int start) {
    float[] own = new float[SAMPLES];
    long end = Math.min(samples.size(), (long) start + SAMPLES);
    if (end > start) {
      float[] heard = samples.get(":, {}:{}", start, end).toFloatArray();
      System.arraycopy(heard, 0, own, 0, heard.length);
    }
    return Waveform.mono(own, RATE);
  }

  /**
   * The examples, but for those of which something is made that is not finite.
   *
   * @param outputs what is made of each patch, by its number: log-mel values {@code [96 bands, 96
   *     frames]}
   */
  List<Reconstruction> beside(IntFunction<float[]> outputs) {
    List<Reconstruction> examples = new ArrayList<>();
    for (Shown one : shown) {
      float[] output = outputs.apply(one.patch());
      // Others are for the loss of the next step to report, which can say where to look.
      if (finite(output)) {
        examples.add(
            new Reconstruction(
                one.clip(), one.start(), one.original(), one.input(), side(one.patch(), output)));
      }
    }
    return examples;
  }

  private static boolean finite(float[] values) {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  private Reconstruction.Side side(int patch, float[] logMel) {
    float[] frames = new float[logMel.length]; // [bands, frames] -> [frames, bands]
    float[] decibels = new float[logMel.length];
    for (int i = 0; i < frames.length; i++) {
      int to = i % SIZE * SIZE + i / SIZE;
      frames[to] = logMel[i];
      decibels[to] = (float) (DECIBELS_PER_NEPER * logMel[i]);
    }
    float[] sound = inversion.waveform(frames, new SplittableRandom(seed + patch));
    return new Reconstruction.Side(
        new BandLevels(decibels, CENTRES, (double) HOP / RATE), Waveform.mono(sound, RATE));
  }
}
