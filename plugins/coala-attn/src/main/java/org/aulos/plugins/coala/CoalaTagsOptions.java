package org.aulos.plugins.coala;

import java.nio.file.Path;
import org.aulos.api.spi.Describe;

/**
 * Options of the encoder {@code coala-tags}.
 *
 * @param weights folder of a checkpoint, or a file of weights
 * @param vocabulary that goes with published weights; a checkpoint has its own
 * @param countPadding whether attention sums over all ten positions
 * @param words vectors of more words, of the space that those of the network are from
 */
@Describe("Embeddings of sets of tags in the space of the projections of coala-audio.")
public record CoalaTagsOptions(
    @Describe("Checkpoint that 'aulos train' wrote, or a published .pt or .safetensors.")
        Path weights,
    @Describe(
            "Vocabulary that goes with published weights (JSON of words by number); a checkpoint"
                + " has its own.")
        Path vocabulary,
    @Describe(
            "Attention sums over all ten positions, as the published code does; else over the tags"
                + " alone. A checkpoint says its own.")
        boolean countPadding,
    @Describe(
            "Vectors of words that the network never learnt from, of the space of its own: a file"
                + " of word2vec or GloVe.")
        Path words) {
  /** Published weights; {@code weights} and {@code vocabulary} are to be named. */
  public static final CoalaTagsOptions DEFAULTS =
      new CoalaTagsOptions(Path.of(""), Path.of(""), true, Path.of(""));
}
