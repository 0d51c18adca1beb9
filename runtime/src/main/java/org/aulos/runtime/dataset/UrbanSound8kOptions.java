package org.aulos.runtime.dataset;

import java.nio.file.Path;
import org.aulos.api.spi.Describe;

/**
 * Options of {@code urbansound8k}.
 *
 * @param directory the folder that the data set was unpacked into
 * @param complete whether every recording must be there
 * @param tags tags by numbers on Freesound; an empty path for none
 * @param vocabulary the words that tags are numbers of; an empty path if they are words
 */
@Describe("Excerpts of urban sounds in the layout of UrbanSound8K, in the ten official folds.")
public record UrbanSound8kOptions(
    @Describe("The folder that the data set was unpacked into.") Path directory,
    @Describe(
            "Whether every published recording must be there; if not, what is missing is left"
                + " out.")
        boolean complete,
    @Describe(
            "Tags of the recordings: JSON of a list for each number on Freesound (fsID), such as the"
                + " US8K_tag_vectors.json of COALA's authors. Recordings without are untagged.")
        Path tags,
    @Describe(
            "The words of tags that are lists of 0 and 1: JSON of words by number, such as their"
                + " id2token_top_1000.json.")
        Path vocabulary) {
  /** A complete copy in the folder {@code data} of the configuration, without tags. */
  public static final UrbanSound8kOptions DEFAULTS =
      new UrbanSound8kOptions(Path.of("."), true, Path.of(""), Path.of(""));

  /** Whether tags are named. */
  boolean tagged() {
    return !tags.toString().isEmpty();
  }

  /** The options that published data sets share. */
  PublishedOptions published() {
    return new PublishedOptions(directory, complete);
  }
}
