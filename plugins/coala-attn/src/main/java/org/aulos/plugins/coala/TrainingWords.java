package org.aulos.plugins.coala;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.aulos.api.AulosException;
import org.aulos.api.CheckpointException;
import org.aulos.api.spi.Resources;
import org.aulos.plugins.coala.tags.TagCleaning;
import org.aulos.plugins.coala.tags.WordList;
import org.aulos.plugins.coala.tags.WordVectors;
import org.jspecify.annotations.Nullable;

/**
 * Where the words of a training and their vectors come from: files, as far as the options name
 * them, and otherwise the tags themselves.
 */
final class TrainingWords {
  // A table of 128 values for each is 34 MB of a checkpoint.
  private static final int MOST_WORDS = 1 << 16;

  private final CoalaTrainerOptions options;
  private final @Nullable List<String> vocabulary;
  private final @Nullable WordVectors vectors;
  private final List<List<String>> lists;

  private TrainingWords(
      CoalaTrainerOptions options,
      @Nullable List<String> vocabulary,
      @Nullable WordVectors vectors,
      List<List<String>> lists) {
    this.options = options;
    this.vocabulary = vocabulary;
    this.vectors = vectors;
    this.lists = lists;
  }

  /**
   * Reads the files that the options name.
   *
   * @throws CheckpointException if one is not what it should be
   */
  static TrainingWords of(CoalaTrainerOptions options, Resources resources) {
    try {
      List<String> vocabulary =
          isNamed(options.vocabulary())
              ? WordList.read(resources.file(options.vocabulary()))
              : null;
      WordVectors vectors = null;
      if (isNamed(options.words()) && hasVectors(options)) {
        Path file = resources.file(options.words());
        vectors = vocabulary == null ? WordVectors.read(file) : WordVectors.read(file, vocabulary);
      }
      List<List<String>> lists = List.of();
      if (isNamed(options.tagLists())) {
        lists =
            WordList.lines(resources.file(options.tagLists())).stream()
                .map(line -> TagCleaning.words(List.of(line)))
                .toList();
      }
      return new TrainingWords(options, vocabulary, vectors, lists);
    } catch (IOException e) {
      throw new CheckpointException("the words cannot be read: " + e.getMessage(), e);
    }
  }

  private static boolean isNamed(Path path) {
    return !path.toString().isEmpty();
  }

  private static boolean hasVectors(CoalaTrainerOptions options) {
    return options.tags() != CoalaTrainerOptions.Tags.MULTI_HOT;
  }

  /**
   * The words that a training learns from, and the tower that hears them.
   *
   * @param vocabulary the words
   * @param tower hears the other words of the tags too, as far as they have a vector
   */
  record Heard(List<String> vocabulary, TagTower tower) {}

  /**
   * The words of a training.
   *
   * @param learnt words of each clip that is learnt from
   * @param all words of each clip, those held out included, for word vectors
   * @param seed of the word vectors
   * @throws AulosException if there are no words to learn from, or too many
   */
  Heard of(List<List<String>> learnt, List<List<String>> all, long seed) {
    List<String> words =
        vocabulary == null ? options.dictionary().vocabulary().of(learnt) : vocabulary;
    if (words.size() > MOST_WORDS) {
      throw new AulosException(
          "the vocabulary holds %d words, more than %d; name a shorter one, or raise min-clips of the dictionary."
              .formatted(words.size(), MOST_WORDS));
    }
    if (!hasVectors(options)) {
      return new Heard(required(words), new MultiHotTower(words));
    }
    WordVectors model = vectors == null ? learnt(all, seed) : vectors;
    WordVectors table = model.only(withAll(words, all));
    int heads = options.tags() == CoalaTrainerOptions.Tags.ATTENTION ? options.heads() : 0;
    TagNetwork network = new TagNetwork(heads, table.width(), options.countPadding());
    return new Heard(
        required(words.stream().filter(table::holds).toList()), new WordTower(network, table));
  }

  private WordVectors learnt(List<List<String>> all, long seed) {
    List<List<String>> read = new ArrayList<>(all);
    read.addAll(lists);
    return options.dictionary().wordVectors().learn(read, seed);
  }

  /** The vocabulary, then the other words that the tags and lists hold. */
  private List<String> withAll(List<String> words, List<List<String>> all) {
    return Stream.of(Stream.of(words), all.stream(), lists.stream())
        .flatMap(Function.identity())
        .flatMap(List::stream)
        .distinct()
        .limit(MOST_WORDS)
        .toList();
  }

  private List<String> required(List<String> words) {
    if (words.isEmpty()) {
      throw new AulosException(
          "there is no word to learn from: none is in %d clips or more and in %.0f %% of them at most%s. Lower min-clips of the dictionary, or add tags."
              .formatted(
                  options.dictionary().minClips(),
                  100 * options.dictionary().maxShare(),
                  vectors == null ? "" : " and has a vector"));
    }
    return words;
  }
}
