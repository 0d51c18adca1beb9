package org.aulos.plugins.coala;

import java.nio.file.Path;
import java.util.List;
import org.aulos.api.spi.Describe;
import org.aulos.nn.Checks;

/**
 * Options of the trainers {@code coala-attn} and {@code coala}.
 *
 * @param tags how the tags of a clip become one vector
 * @param heads of the attention
 * @param countPadding whether attention sums over all ten positions
 * @param words a file with the vectors of the words; empty to learn them from the tags
 * @param vocabulary the words; empty to choose them from the tags
 * @param dictionary how words are chosen and their vectors learnt, where no file says so
 * @param tagLists a file of more tags to learn word vectors from
 * @param heldOut tags whose clips are not learnt from
 * @param scaledBy how patches are scaled
 * @param hamming whether frames lie under a Hamming window
 * @param channels of the convolutions
 * @param reconstruction weight of the loss of the reconstruction of audio
 * @param contrast weight of the contrastive loss
 * @param tagReconstruction weight of the loss of the reconstruction of tags
 * @param temperature of the contrastive loss
 * @param epochs passes over the data
 * @param batchSize clips in a step; 2 or more
 * @param learningRate of SGD
 * @param checkpointEvery steps between checkpoints
 * @param examples clips that are shown beside their reconstruction at each checkpoint
 */
@Describe("Training of an auto-encoder of spectrograms whose embeddings agree with tags.")
public record CoalaTrainerOptions(
    @Describe("How the tags of a clip become one vector.") Tags tags,
    @Describe("Heads of the attention, each as wide as a word vector; 1 or 4 as published.")
        int heads,
    @Describe("Attention sums over all ten positions, as the published code does; else over tags.")
        boolean countPadding,
    @Describe(
            "Word vectors: a file of word2vec or GloVe, or, with a vocabulary, .npy or a published"
                + " tag encoder. Without it they are learnt from the tags.")
        Path words,
    @Describe(
            "The words, as JSON by number or one in each line. Without it they are chosen from the"
                + " tags.")
        Path vocabulary,
    @Describe("How words are chosen and their vectors learnt, where no file says so.")
        DictionaryOptions dictionary,
    @Describe("Text with the tags of a clip in each line, to learn word vectors from beside.")
        Path tagLists,
    @Describe(
            "Tags that are not learnt from: clips that have one, or all words of one, are left out."
                + " Their words are heard all the same, through their vectors.")
        List<String> heldOut,
    @Describe("What of a patch is scaled to 0..1 by itself: each frame as published, or each band.")
        ScaledBy scaledBy,
    @Describe("Frames lie under a Hamming window, as the paper says; else Hann, as published.")
        boolean hamming,
    @Describe("Channels of the convolutions; 128 as published, 1,152 values of an embedding.")
        int channels,
    @Describe("Weight of the reconstruction of audio.") double reconstruction,
    @Describe("Weight of the agreement of audio and tags.") double contrast,
    @Describe("Weight of the reconstruction of tags; for multi-hot tags only.")
        double tagReconstruction,
    @Describe("Temperature of the agreement; lower is stricter.") double temperature,
    @Describe("Passes over the data.") int epochs,
    @Describe("Clips in a step; 2 or more. Clips that fill no batch wait for the next pass.")
        int batchSize,
    @Describe("Learning rate of SGD.") double learningRate,
    @Describe("Steps between checkpoints.") int checkpointEvery,
    @Describe("Clips that are shown beside their reconstruction at each checkpoint; 0 to 8.")
        int examples) {
  private static final int MOST_EXAMPLES = 8;
  private static final int MOST_CHANNELS = 1 << 12;
  private static final int MOST_HEADS = 64;
  // The contrastive loss compares each of twice as many with each.
  private static final int MOST_CLIPS = 1 << 12;

  /** How the tags of a clip become one vector. */
  public enum Tags {
    /** Self-attention over word vectors. */
    ATTENTION,
    /** The mean of linear images of word vectors. */
    MEAN,
    /** An auto-encoder of which words there are, without word vectors: the original COALA. */
    MULTI_HOT
  }

  /** Attention of one head (Favory et al. 2021, section 3.1). */
  public static final CoalaTrainerOptions ATTENTION =
      new CoalaTrainerOptions(
          Tags.ATTENTION,
          1,
          true,
          Path.of(""),
          Path.of(""),
          DictionaryOptions.DEFAULTS,
          Path.of(""),
          List.of(),
          ScaledBy.FRAME,
          false,
          AudioNetwork.CHANNELS,
          5,
          10,
          5,
          0.1,
          200,
          128,
          0.005,
          1000,
          4);

  /** The original COALA (Favory et al. 2020). */
  public static final CoalaTrainerOptions MULTI_HOT = ATTENTION.with(Tags.MULTI_HOT);

  /** Options. */
  public CoalaTrainerOptions {
    heldOut = List.copyOf(heldOut);
    Checks.require(heads > 0 && heads <= MOST_HEADS, "heads in 1.." + MOST_HEADS, heads);
    Checks.require(
        channels > 0 && channels <= MOST_CHANNELS, "channels in 1.." + MOST_CHANNELS, channels);
    Checks.require(
        reconstruction >= 0 && reconstruction < 1e6, "reconstruction >= 0", reconstruction);
    Checks.require(contrast >= 0 && contrast < 1e6, "contrast >= 0", contrast);
    Checks.require(
        tagReconstruction >= 0 && tagReconstruction < 1e6,
        "tag-reconstruction >= 0",
        tagReconstruction);
    Checks.require(temperature >= 0.02 && temperature < 1e3, "temperature >= 0.02", temperature);
    Checks.require(epochs > 0, "epochs > 0", epochs);
    Checks.require(
        batchSize > 1 && batchSize <= MOST_CLIPS, "batch-size in 2.." + MOST_CLIPS, batchSize);
    Checks.require(learningRate > 0 && learningRate < 1e3, "learning-rate > 0", learningRate);
    Checks.require(checkpointEvery > 0, "checkpoint-every > 0", checkpointEvery);
    Checks.require(
        examples >= 0 && examples <= MOST_EXAMPLES, "examples in 0.." + MOST_EXAMPLES, examples);
  }

  /** These options with another way from tags to a vector. */
  public CoalaTrainerOptions with(Tags tags) {
    return new CoalaTrainerOptions(
        tags,
        heads,
        countPadding,
        words,
        vocabulary,
        dictionary,
        tagLists,
        heldOut,
        scaledBy,
        hamming,
        channels,
        reconstruction,
        contrast,
        tagReconstruction,
        temperature,
        epochs,
        batchSize,
        learningRate,
        checkpointEvery,
        examples);
  }
}
