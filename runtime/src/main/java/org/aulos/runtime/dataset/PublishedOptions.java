package org.aulos.runtime.dataset;

import java.nio.file.Path;
import org.aulos.api.spi.Describe;

/**
 * Options of data sets in the layout in which their authors publish them.
 *
 * @param directory the folder that the data set was unpacked into
 * @param complete whether every recording must be there
 */
@Describe(
    "Recordings in the layout in which their authors publish them, with the split that the"
        + " literature uses.")
public record PublishedOptions(
    @Describe("The folder that the data set was unpacked into.") Path directory,
    @Describe(
            "Whether every published recording must be there; if not, what is missing is left"
                + " out.")
        boolean complete) {
  /** A complete copy in the folder {@code data} of the configuration. */
  public static final PublishedOptions DEFAULTS = new PublishedOptions(Path.of("."), true);
}
