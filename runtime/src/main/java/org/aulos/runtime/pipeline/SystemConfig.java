package org.aulos.runtime.pipeline;

import java.nio.file.Path;
import java.util.Optional;
import org.aulos.runtime.TrainJob;
import org.aulos.runtime.config.ComponentBinder.Chosen;
import org.aulos.runtime.config.RecordBinder;
import org.jspecify.annotations.Nullable;

/**
 * The choice of a system: how clips become vectors.
 *
 * @param name its name in the configuration
 * @param path the keys in the configuration that lead to it
 * @param extractorChoice its feature extractor, if it has one
 * @param encoder its encoder
 * @param textEncoderChoice its encoder of texts or tags into the same space, if it has one
 * @param folder what its relative paths are relative to
 * @param weights the checkpoint that its encoder was trained to for this run; null if the options
 *     of the encoder say all
 */
public record SystemConfig(
    String name,
    String path,
    @Nullable Chosen extractorChoice,
    Chosen encoder,
    @Nullable Chosen textEncoderChoice,
    Path folder,
    @Nullable Path weights) {
  /** This choice under another name. */
  public SystemConfig named(String other) {
    return new SystemConfig(
        other, path, extractorChoice, encoder, textEncoderChoice, folder, weights);
  }

  /** This choice with the checkpoint that its encoder was trained to. */
  public SystemConfig trainedTo(Path checkpoint) {
    return new SystemConfig(
        name, path, extractorChoice, encoder, textEncoderChoice, folder, checkpoint);
  }

  /** Its encoder with the checkpoint that it was trained to, where it was. */
  Chosen encoderToMake() {
    return weights == null
        ? encoder
        : new Chosen(
            encoder.entry(),
            RecordBinder.with(encoder.options(), TrainJob.ENCODER_OPTION, weights),
            encoder.origin());
  }

  /** Its feature extractor. */
  public Optional<Chosen> extractor() {
    return Optional.ofNullable(extractorChoice);
  }

  /** Its encoder of texts or tags. */
  public Optional<Chosen> textEncoder() {
    return Optional.ofNullable(textEncoderChoice);
  }
}
