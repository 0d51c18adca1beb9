package org.aulos.runtime.generator;

import java.util.List;
import org.aulos.api.spi.Describe;

/**
 * Options of {@code command}.
 *
 * @param command the program and its arguments, with placeholders; see {@link CommandLine}
 * @param sampleRate rate of the files that it writes, in Hz
 * @param channels channels of the files that it writes
 * @param timeoutSeconds longest that it may take for a prompt, in seconds
 * @param parameters its learnt parameters; 0 if unknown
 */
@Describe(
    "A program that makes one sound file for one prompt. It is run in the folder of the"
        + " configuration, once for each prompt, without a shell: what a prompt says is an argument"
        + " and nothing else.")
public record CommandOptions(
    @Describe(
            "Program and arguments, as in [python, gen.py, \"--prompt={prompt}\", --out, \"{output}\"]."
                + " Placeholders: {prompt} (the description or, without one, the lyrics),"
                + " {description}, {lyrics}, {id}, {output} (the WAV file to write), {seed},"
                + " {seconds}.")
        List<String> command,
    @Describe("Rate of the files that it writes, in Hz.") int sampleRate,
    @Describe("Channels of the files that it writes.") int channels,
    @Describe("Longest that it may take for a prompt, in seconds; then it is ended.")
        double timeoutSeconds,
    @Describe("Its learnt parameters; 0 if unknown.") long parameters) {
  /** No program yet; one channel of 16 kHz, ten minutes for a prompt. */
  public static final CommandOptions DEFAULTS = new CommandOptions(List.of(), 16_000, 1, 600, 0);

  private static final double LONGEST_TIMEOUT = 7 * 24 * 3600;

  /**
   * Checked options.
   *
   * @throws IllegalArgumentException if a number is out of its range
   */
  public CommandOptions {
    command = List.copyOf(command);
    Checks.sampleRate(sampleRate, 1);
    Checks.channels(channels, 1);
    Checks.parameters(parameters);
    if (!(timeoutSeconds > 0 && timeoutSeconds <= LONGEST_TIMEOUT)) {
      throw new IllegalArgumentException(
          "expected timeout-seconds in 0..%.0f, more than 0, but was %s"
              .formatted(LONGEST_TIMEOUT, timeoutSeconds));
    }
  }
}
