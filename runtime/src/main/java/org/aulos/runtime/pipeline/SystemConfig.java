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
 *     of the encoders say all
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
    return weights == null ? encoder : trained(encoder, weights);
  }

  /** Its text encoder, with the checkpoint where that {@linkplain #sharesTraining is its too}. */
  Optional<Chosen> textEncoderToMake() {
    return textEncoder()
        .map(words -> weights == null || !sharesTraining() ? words : trained(words, weights));
  }

  private static Chosen trained(Chosen encoder, Path checkpoint) {
    return new Chosen(
        encoder.entry(),
        RecordBinder.with(encoder.options(), TrainJob.ENCODER_OPTION, checkpoint),
        encoder.origin());
  }

  /**
   * Whether what its encoder is trained to is taken by its text encoder too: one of the same plugin
   * whose own option for it names nothing.
   */
  public boolean sharesTraining() {
    return textEncoder()
        .filter(words -> words.entry().plugin().name().equals(encoder.entry().plugin().name()))
        .flatMap(SystemConfig::weightsOf)
        .filter(named -> named.toString().isEmpty())
        .isPresent();
  }

  /**
   * The checkpoint that the options of an encoder name, an empty path if they name none; nothing if
   * it takes no checkpoint.
   */
  public static Optional<Path> weightsOf(Chosen encoder) {
    Record options = encoder.options();
    return Optional.ofNullable(
            RecordBinder.components(options.getClass()).get(TrainJob.ENCODER_OPTION))
        .filter(option -> option.getType() == Path.class)
        .map(option -> (Path) RecordBinder.read(option, options));
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
