package org.aulos.runtime.bench;

import java.nio.file.Path;
import java.util.List;
import org.aulos.api.spi.Describe;

/**
 * What every generator of a benchmark is asked for.
 *
 * @param file prompts in a file; an empty path for none
 * @param dataset name of the data set whose clips give the prompts; empty for none
 * @param of what of a clip is asked for
 * @param seconds duration that is asked for, in seconds
 */
@Describe("What every generator is asked for: prompts of a file, or of the clips of a data set.")
public record PromptsOptions(
    @Describe(
            "Text with a description in each line, or .csv, .jsonl or .ndjson with the columns"
                + " description, lyrics and id.")
        Path file,
    @Describe("Name of the data set whose clips give the prompts, instead of a file.")
        String dataset,
    @Describe("What of a clip is asked for: lyrics are sung, tags and label describe.")
        List<TextOptions.Source> of,
    @Describe("Seconds of audio for each prompt; more than 0, at most 3600.") double seconds) {
  /** Neither file nor data set, the label of a clip, ten seconds. */
  public static final PromptsOptions DEFAULTS =
      new PromptsOptions(Path.of(""), "", List.of(TextOptions.Source.LABEL), 10);

  private static final double LONGEST = 3600;

  /**
   * Checked options.
   *
   * @throws IllegalArgumentException if nothing of a clip is asked for, or the duration is out of
   *     its range
   */
  public PromptsOptions {
    of = List.copyOf(of);
    if (of.isEmpty()) {
      throw new IllegalArgumentException("expected one at least of lyrics, tags and label");
    }
    if (!(seconds > 0 && seconds <= LONGEST)) {
      throw new IllegalArgumentException(
          "expected seconds in 0..%.0f, more than 0, but was %s".formatted(LONGEST, seconds));
    }
  }

  /** Whether the prompts stand in a file. */
  boolean inFile() {
    return !file.toString().isEmpty();
  }
}
