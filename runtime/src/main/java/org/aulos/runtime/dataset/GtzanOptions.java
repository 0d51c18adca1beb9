package org.aulos.runtime.dataset;

import java.nio.file.Path;
import org.aulos.api.spi.Describe;

/**
 * Options of {@code gtzan}.
 *
 * @param directory the folder that the data set was unpacked into
 * @param complete whether every recording must be there
 * @param skipFirst whether the first line of each list is left out
 */
@Describe("Thirty seconds of music of ten genres in the layout of GTZAN, fault-filtered.")
public record GtzanOptions(
    @Describe("The folder that the data set was unpacked into.") Path directory,
    @Describe(
            "Whether every published recording must be there; if not, what is missing is left"
                + " out.")
        boolean complete,
    @Describe(
            "Whether the first recording of each list is left out, as by evaluations that take it"
                + " for a header: 442, 196 and 289 are left of 443, 197 and 290.")
        boolean skipFirst) {
  /** A complete copy in the folder {@code data} of the configuration, whole lists. */
  public static final GtzanOptions DEFAULTS = new GtzanOptions(Path.of("."), true, false);

  /** The options that published data sets share. */
  PublishedOptions published() {
    return new PublishedOptions(directory, complete);
  }
}
