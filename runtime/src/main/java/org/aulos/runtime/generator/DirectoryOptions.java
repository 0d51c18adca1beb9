package org.aulos.runtime.generator;

import java.nio.file.Path;
import org.aulos.api.spi.Describe;

/**
 * Options of {@code directory}.
 *
 * @param clips the folder or the manifest
 * @param sampleRate rate that all clips are brought to, in Hz; 0 for that of the first
 * @param channels channels that all clips are brought to; 0 for those of the first
 * @param parameters learnt parameters of what made them; 0 if unknown
 */
@Describe(
    "Clips that any system has made, as a generator. Each is called by the id of its prompt: by the"
        + " name of its file, or by the id in a manifest. Prompts without a clip, and clips without"
        + " a prompt, are reported.")
public record DirectoryOptions(
    @Describe(
            "Folder of sound files, or a manifest (.csv, .jsonl, .ndjson) with the columns id and path.")
        Path clips,
    @Describe("Rate that all clips are brought to, in Hz; 0 for that of the first.") int sampleRate,
    @Describe("Channels that all clips are brought to; 0 for those of the first.") int channels,
    @Describe("Learnt parameters of the system that made them; 0 if unknown.") long parameters) {
  /** The folder of the configuration, in the format of its first clip. */
  public static final DirectoryOptions DEFAULTS = new DirectoryOptions(Path.of("."), 0, 0, 0);

  /**
   * Checked options.
   *
   * @throws IllegalArgumentException if a number is out of its range
   */
  public DirectoryOptions {
    Checks.sampleRate(sampleRate, 0);
    Checks.channels(channels, 0);
    Checks.parameters(parameters);
  }
}
