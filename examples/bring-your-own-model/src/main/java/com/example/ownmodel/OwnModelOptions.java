package com.example.ownmodel;

import java.nio.file.Path;
import org.aulos.api.spi.Describe;

/**
 * Options of the encoder {@code own-model}.
 *
 * @param model a TorchScript file, an ONNX file or the folder of a SavedModel
 * @param sampleRate of the audio that the model hears, in Hz; 1 or more
 * @param window samples that the model hears at once, 0 for the whole clip
 * @param hop samples from the start of a window to that of the next; 1 or more
 * @param layout how the model takes the samples
 * @param output which output has the vector; empty for the only one
 * @param average whether an output of several vectors stands for their mean
 */
@Describe("Embeddings by a model of your own: TorchScript, ONNX or a TensorFlow SavedModel.")
public record OwnModelOptions(
    @Describe("A TorchScript file (.pt), an ONNX file (.onnx) or the folder of a SavedModel.")
        Path model,
    @Describe("Rate of the audio that the model hears, in Hz; 1 or more.") int sampleRate,
    @Describe("Samples that the model hears at once; 0 for the whole clip.") int window,
    @Describe("Samples from the start of a window to that of the next; 1 or more.") int hop,
    @Describe("How the model takes them: [samples], [1, samples] or [1, 1, samples].")
        Layout layout,
    @Describe(
            "Name of the output that has the vector, its number in TorchScript; empty for the only"
                + " one.")
        String output,
    @Describe("Whether an output of several vectors stands for their mean.") boolean average) {
  /** Windows of a second every half second at 16 kHz; the model must be chosen. */
  public static final OwnModelOptions DEFAULTS =
      new OwnModelOptions(Path.of(""), 16_000, 16_000, 8_000, Layout.BATCH, "", false);

  /** Options. */
  public OwnModelOptions {
    if (sampleRate < 1) {
      throw new IllegalArgumentException("expected sampleRate >= 1 Hz but was " + sampleRate);
    }
    if (window < 0) {
      throw new IllegalArgumentException("expected window >= 0 samples but was " + window);
    }
    if (hop < 1) {
      throw new IllegalArgumentException("expected hop >= 1 samples but was " + hop);
    }
  }
}
