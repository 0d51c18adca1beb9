package org.aulos.runtime.dataset;

import java.nio.file.Path;
import org.aulos.api.spi.Describe;

/**
 * Options of {@code files}.
 *
 * @param directory the folder
 */
@Describe(
    "Every recording below a folder, without labels. Hidden files and files that are not audio are"
        + " left alone.")
public record FilesOptions(@Describe("The folder.") Path directory) {
  /** Everything in the folder {@code data} of the configuration. */
  public static final FilesOptions DEFAULTS = new FilesOptions(Path.of("."));
}
