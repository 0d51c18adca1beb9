package org.aulos.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.aulos.dsp.MelFilterBank;
import org.aulos.dsp.MelOptions;
import org.aulos.dsp.Spectrum;
import org.aulos.dsp.StftOptions;

/** Mel bands of the power or magnitude of successive frames. */
final class TensorMel {
  private final TensorStft stft;
  private final Spectrum spectrum;
  private final MelFilterBank bank;

  TensorMel(StftOptions stft, MelOptions mel, Spectrum spectrum) {
    this.stft = new TensorStft(stft);
    this.spectrum = spectrum;
    bank = new MelFilterBank(mel, stft.fftSize());
  }

  int bands() {
    return bank.bands();
  }

  /** {@code [rows, frames, bands]}, frames of short rows not yet zero. */
  NDArray bands(Clips clips) {
    return apply(bank, stft.spectrum(clips, spectrum));
  }

  /** {@code [rows, frames, bins] -> [rows, frames, bands]}. */
  static NDArray apply(MelFilterBank bank, NDArray spectra) {
    return product(spectra, bank.matrix(), bank.bands());
  }

  /** Each frame through a matrix {@code [outputs, inputs]}. */
  static NDArray product(NDArray frames, float[] matrix, int outputs) {
    Shape shape = frames.getShape();
    long inputs = shape.get(2);
    NDArray weights =
        EngineArrays.of(frames.getManager(), matrix, new Shape(outputs, inputs)).transpose();
    // One product for all rows: [rows * frames, inputs] x [inputs, outputs]
    return frames.reshape(-1, inputs).matMul(weights).reshape(shape.get(0), shape.get(1), outputs);
  }
}
