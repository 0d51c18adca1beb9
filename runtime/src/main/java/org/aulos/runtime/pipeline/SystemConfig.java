package org.aulos.runtime.pipeline;

import java.nio.file.Path;
import java.util.Optional;
import org.aulos.runtime.config.ComponentBinder.Chosen;
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
 */
public record SystemConfig(
    String name,
    String path,
    @Nullable Chosen extractorChoice,
    Chosen encoder,
    @Nullable Chosen textEncoderChoice,
    Path folder) {
  /** This choice under another name. */
  public SystemConfig named(String other) {
    return new SystemConfig(other, path, extractorChoice, encoder, textEncoderChoice, folder);
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
