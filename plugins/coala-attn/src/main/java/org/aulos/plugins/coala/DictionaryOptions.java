package org.aulos.plugins.coala;

import org.aulos.api.spi.Describe;
import org.aulos.plugins.coala.tags.TagVocabulary;
import org.aulos.plugins.coala.tags.Word2Vec;

/**
 * Which words of the tags are learnt from, and how their vectors are learnt, where no files say so.
 *
 * @param minClips clips that have a word, 1 or more
 * @param maxShare share of the clips that have it, above 0 and up to 1
 * @param most words in all
 * @param width values of a word vector
 * @param epochs passes over the tags
 * @param sampling share of all words above which a word is left out at times; 0 for never
 */
@Describe("Which words of the tags are learnt from, and how word vectors are, without files.")
public record DictionaryOptions(
    @Describe("Clips that must have a word for it to be learnt from.") int minClips,
    @Describe("Greatest share of the clips that may have it.") double maxShare,
    @Describe("Words in all; the most frequent are taken.") int most,
    @Describe("Values of a word vector; 128 or 1,152 as published.") int width,
    @Describe("Passes over the tags in which word vectors are learnt.") int epochs,
    @Describe(
            "Share of all words above which a word is left out at times; 0, for never, suits few"
                + " words.")
        double sampling) {
  /** As published. */
  public static final DictionaryOptions DEFAULTS =
      new DictionaryOptions(
          TagVocabulary.PUBLISHED.atLeast(),
          TagVocabulary.PUBLISHED.atMost(),
          TagVocabulary.PUBLISHED.most(),
          Word2Vec.PUBLISHED.width(),
          Word2Vec.PUBLISHED.epochs(),
          Word2Vec.PUBLISHED.sampling());

  /**
   * Options.
   *
   * @throws IllegalArgumentException if a number is out of its range
   */
  public DictionaryOptions {
    vocabulary(minClips, maxShare, most);
    wordVectors(width, epochs, sampling);
  }

  TagVocabulary vocabulary() {
    return vocabulary(minClips, maxShare, most);
  }

  Word2Vec wordVectors() {
    return wordVectors(width, epochs, sampling);
  }

  private static TagVocabulary vocabulary(int minClips, double maxShare, int most) {
    return new TagVocabulary(minClips, maxShare, most);
  }

  private static Word2Vec wordVectors(int width, int epochs, double sampling) {
    Word2Vec published = Word2Vec.PUBLISHED;
    return new Word2Vec(
        width,
        published.window(),
        epochs,
        published.negatives(),
        published.learningRate(),
        sampling);
  }
}
