package org.aulos.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.aulos.dsp.Padding;
import org.aulos.dsp.Spectrum;
import org.aulos.dsp.StftOptions;

/**
 * Short-time Fourier transform and its inverse, as tensor operations; the twin of {@link
 * org.aulos.dsp.Stft}.
 */
public final class TensorStft {
  // As in dsp: below this the window is a rounding error, and so would be the sample.
  private static final float LEAST_WEIGHT = 1e-11f;

  private final StftOptions options;
  // Of fftSize samples, zero around the window.
  private final float[] window;

  /** A transform with the given framing. */
  public TensorStft(StftOptions options) {
    this.options = options;
    window = options.frameWindow();
  }

  /** The framing. */
  public StftOptions options() {
    return options;
  }

  /** Bins from 0 Hz up to half the sample rate. */
  public int bins() {
    return options.bins();
  }

  /** Frames of a signal of {@code samples} samples; see {@link StftOptions#frames}. */
  public int frames(int samples) {
    return options.frames(samples);
  }

  /**
   * The complex spectrogram of each clip.
   *
   * @param samples float32 {@code [batch, samples]}
   * @param lengths valid samples of each clip; what lies behind is not read
   * @return float32 {@code [batch, frames, bins, 2]}, real and imaginary parts; zero behind the
   *     frames of a clip; one frame at least
   * @throws IllegalArgumentException if type, shape or a length does not fit
   */
  public NDArray forward(NDArray samples, int[] lengths) {
    Checks.require(
        samples.getShape().dimension() == 2,
        "samples of shape [batch, samples]",
        samples.getShape());
    return Scope.result(
        () ->
            Clips.of(samples, lengths)
                .features(
                    this::frames,
                    2 * bins(),
                    clips -> {
                      NDArray parts = complex(clips).real();
                      return parts.reshape(clips.lengths().length, -1, 2L * bins());
                    })
                .reshape(lengths.length, -1, bins(), 2));
  }

  /**
   * Power or magnitude of each clip.
   *
   * @param samples float32 {@code [batch, samples]} or {@code [batch, channels, samples]}
   * @param lengths valid samples of each clip; what lies behind is not read
   * @return float32 {@code [batch, frames, channels * bins]}; zero behind the frames of a clip; one
   *     frame at least
   * @throws IllegalArgumentException if type, shape or a length does not fit
   */
  public NDArray spectrum(NDArray samples, int[] lengths, Spectrum kind) {
    return Clips.of(samples, lengths)
        .features(this::frames, bins(), clips -> spectrum(clips, kind));
  }

  /**
   * The waveform of each clip whose frames come closest to its spectrogram; see {@link
   * org.aulos.dsp.Stft#inverse}.
   *
   * @param spectrograms float32 {@code [batch, frames, bins, 2]}, real and imaginary parts; frames
   *     beyond those of a clip's length are not read
   * @param lengths samples of each clip
   * @return float32 {@code [batch, samples]}, as long as the longest clip but one sample at least;
   *     zero behind each clip; attached to the manager of {@code spectrograms}
   * @throws IllegalArgumentException if type or shape does not fit or a length is negative
   */
  public NDArray inverse(NDArray spectrograms, int[] lengths) {
    Shape shape = spectrograms.getShape();
    Checks.require(
        spectrograms.getDataType() == DataType.FLOAT32
            && shape.dimension() == 4
            && shape.get(2) == bins()
            && shape.get(3) == 2,
        "float32 of shape [batch, frames, " + bins() + ", 2]",
        spectrograms.getDataType() + " " + shape);
    Checks.lengths("length", lengths, shape.get(0), Integer.MAX_VALUE);
    return Scope.result(() -> synthesised(spectrograms, lengths));
  }

  /** Power or magnitude, {@code [rows, frames, bins]}, frames of short rows not yet zero. */
  NDArray spectrum(Clips clips, Spectrum kind) {
    NDArray power = power(complex(clips));
    // Not sqrt: libtorch hands it to a vector library that was seen to return 63.984 for 64, the
    // error of an approximate instruction; the power of a half is computed by the exact one.
    return kind == Spectrum.MAGNITUDE ? power.pow(0.5) : power;
  }

  /** Squared magnitude of complex values. */
  static NDArray power(NDArray spectra) {
    NDArray squares = spectra.real().square();
    // Not sum: over an axis of two the engine takes about five times as long.
    return squares.get("..., 0").add(squares.get("..., 1"));
  }

  private NDArray complex(Clips clips) {
    int frames = Arrays.stream(clips.lengths()).map(this::frames).max().orElse(0);
    NDArray cut = Frames.cut(extended(clips), options.fftSize(), options.hop(), frames);
    double scale = options.normalised() ? 1 / Math.sqrt(options.fftSize()) : 1;
    NDArray analysis = clips.manager().create(window).mul(scale);
    return cut.mul(analysis).rfft(options.fftSize(), 2);
  }

  /** The rows with their margins, {@code [rows, samples + 2 * margin]}. */
  private NDArray extended(Clips clips) {
    int margin = options.margin();
    if (margin == 0) {
      return clips.samples();
    }
    int[] lengths = clips.lengths();
    NDArray samples = clips.samples();
    long width = samples.getShape().get(1);
    NDManager manager = clips.manager();
    NDArray left = margin(clips, true);
    NDArray right = margin(clips, false);
    NDArray room = manager.zeros(new Shape(lengths.length, margin));
    NDArray extended = NDArrays.concat(new NDList(left, samples, room), 1);
    // The right margin begins where the row's own samples end.
    long[] places = new long[lengths.length * margin];
    for (int i = 0; i < places.length; i++) {
      int row = i / margin;
      places[i] = row * (width + 2L * margin) + margin + lengths[row] + i % margin;
    }
    return extended.put(manager.create(places), right.flatten());
  }

  /** What a margin of each row reads, {@code [rows, margin]}. */
  private NDArray margin(Clips clips, boolean left) {
    int margin = options.margin();
    int[] lengths = clips.lengths();
    Shape shape = new Shape(lengths.length, margin);
    if (options.padding() != Padding.REFLECT) {
      return clips.manager().zeros(shape);
    }
    long[] sources = new long[lengths.length * margin];
    boolean[] silent = new boolean[sources.length];
    for (int i = 0; i < sources.length; i++) {
      int length = lengths[i / margin];
      int position = left ? i % margin - margin : length + i % margin;
      silent[i] = length == 0;
      sources[i] = silent[i] ? 0 : Padding.reflect(position, length);
    }
    NDArray mirrored = clips.samples().gather(clips.manager().create(sources, shape), 1);
    return NDArrays.where(clips.manager().create(silent, shape), mirrored.zerosLike(), mirrored);
  }

  private NDArray synthesised(NDArray spectrograms, int[] lengths) {
    NDManager manager = spectrograms.getManager();
    int longest = Math.max(1, Arrays.stream(lengths).max().orElse(0));
    int frames = Math.toIntExact(spectrograms.getShape().get(1));
    int[] valid = Arrays.stream(lengths).map(n -> Math.min(frames, frames(n))).toArray();
    NDArray synthesis = manager.create(window);
    NDArray spectra = Clips.zeroBehind(spectrograms, valid);
    // irfft: the complex spectrum, [batch, frames, bins] -> [batch, frames, fftSize]
    NDArray waves = spectra.complex().irfft(options.fftSize(), 2).mul(synthesis);
    NDArray counted =
        Clips.valid(waves, valid).toType(DataType.FLOAT32, false).mul(synthesis.square());
    NDArray sum = clipped(Frames.overlapAdd(waves, options.hop()), longest);
    NDArray weight = clipped(Frames.overlapAdd(counted, options.hop()), longest);
    double scale = options.normalised() ? Math.sqrt(options.fftSize()) : 1;
    NDArray samples =
        NDArrays.where(weight.gt(LEAST_WEIGHT), sum.mul(scale).div(weight), sum.zerosLike());
    return Clips.zeroBehind(samples, lengths);
  }

  private NDArray clipped(NDArray extended, int length) {
    return Frames.fitted(
        Frames.fitted(extended, (long) options.margin() + length).get(":, {}:", options.margin()),
        length);
  }
}
