package org.aulos.nn;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import org.aulos.dsp.KaldiFbank;
import org.aulos.dsp.KaldiFbankOptions;
import org.aulos.dsp.LogMelOptions;
import org.aulos.dsp.MelFilterBank;
import org.aulos.dsp.Windows;

/**
 * Filter bank features as Kaldi computes them, as tensor operations; the twin of {@link
 * KaldiFbank}.
 */
public final class TensorKaldiFbank implements TensorFrontEnd {
  private final KaldiFbank twin;
  private final MelFilterBank bank;
  private final float[] window;

  /** A Kaldi front end. */
  public TensorKaldiFbank(KaldiFbankOptions options) {
    twin = new KaldiFbank(options);
    bank = new MelFilterBank(options.mel(), twin.fftSize());
    window = Windows.hannSymmetric(options.windowSize());
  }

  /** The options. */
  public KaldiFbankOptions options() {
    return twin.options();
  }

  @Override
  public int sampleRate() {
    return twin.sampleRate();
  }

  @Override
  public int hop() {
    return twin.hop();
  }

  @Override
  public int bins() {
    return twin.bins();
  }

  @Override
  public int frames(int samples) {
    return twin.frames(samples);
  }

  @Override
  public NDArray extract(NDArray samples, int[] lengths) {
    return Clips.of(samples, lengths)
        .features(this::frames, bins(), clips -> normalised(bands(clips)));
  }

  private NDArray bands(Clips clips) {
    int count = Arrays.stream(frames(clips.lengths())).max().orElse(0);
    NDArray cut = Frames.cut(clips.samples(), window.length, hop(), count);
    NDArray centred = cut.sub(cut.mean(new int[] {2}, true));
    // The first sample of a frame stands for the one before it.
    NDArray previous = centred.get(":, :, :1").concat(centred.get(":, :, :-1"), 2);
    NDArray emphasised = centred.sub(previous.mul(options().preEmphasis()));
    NDArray windowed = emphasised.mul(clips.manager().create(window));
    NDArray power = TensorStft.power(windowed.rfft(twin.fftSize(), 2));
    return TensorMel.apply(bank, power);
  }

  private NDArray normalised(NDArray bands) {
    NDArray levels = bands.maximum(LogMelOptions.FLOAT_EPSILON).log();
    return levels.sub(options().mean()).mul(1 / (2 * options().deviation()));
  }
}
