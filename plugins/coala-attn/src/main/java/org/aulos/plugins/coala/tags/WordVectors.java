package org.aulos.plugins.coala.tags;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.aulos.api.CheckpointException;
import org.aulos.nn.Checks;
import org.aulos.nn.StateDict;
import org.aulos.nn.StoredTensor;
import org.aulos.nn.WeightsException;

/** Words in their order, each with a vector of finite values. Immutable. */
public final class WordVectors {
  /** The array of the vectors in the weights of a network: {@code [words + 1, width]}. */
  public static final String TABLE = "embeddings.weight";

  private final Map<String, Integer> positions;
  private final List<String> words;
  private final float[] values;
  private final int width;

  /**
   * Words and their vectors.
   *
   * @param words each once
   * @param values {@code [words, width]}, row-major
   * @param width values of a vector, 1 or more
   * @throws IllegalArgumentException if a word is there twice, the number of values is another, or
   *     one is not finite
   */
  public WordVectors(List<String> words, float[] values, int width) {
    this(values.clone(), List.copyOf(words), width);
  }

  /** Takes the values as they are. */
  private WordVectors(float[] values, List<String> words, int width) {
    Checks.require(width > 0, "vectors of 1 value or more", width);
    Checks.require(
        values.length == (long) words.size() * width,
        words.size() + " vectors of " + width + " values",
        values.length + " values");
    Map<String, Integer> places = new LinkedHashMap<>();
    for (String word : words) {
      Checks.require(places.put(word, places.size()) == null, "each word once", word + " twice");
    }
    for (int i = 0; i < values.length; i++) {
      Checks.require(
          Float.isFinite(values[i]), "finite values of '" + words.get(i / width) + "'", values[i]);
    }
    this.words = words;
    this.values = values;
    this.width = width;
    positions = places;
  }

  /** Words and vectors without a copy of the values, which nobody else may hold. */
  static WordVectors over(List<String> words, float[] values, int width) {
    return new WordVectors(values, List.copyOf(words), width);
  }

  /**
   * The vectors of a file of word2vec (text or binary; fastText's {@code .vec} is the former) or of
   * GloVe. Its content decides which, not its name.
   *
   * @throws CheckpointException if it is none of them, is truncated or too large, a vector is of
   *     another width or not finite, or a word stands there twice; the message names the place
   * @throws IOException if it cannot be read
   */
  public static WordVectors read(Path file) throws IOException {
    return WordVectorFile.read(file);
  }

  /**
   * The vectors of a file that knows words by number: an {@code .npy} array, or the weights of a
   * network. A row of zeros may stand before that of the first word.
   *
   * @param words in their order; see {@link WordList}
   * @throws CheckpointException if there is not a row for each word, or a value is not finite
   * @throws IOException if it cannot be read
   */
  public static WordVectors read(Path file, List<String> words) throws IOException {
    try {
      StateDict arrays = StateDict.read(file);
      boolean single = arrays.names().size() == 1;
      return of(arrays.get(single ? arrays.names().iterator().next() : TABLE), words);
    } catch (WeightsException e) {
      throw new CheckpointException(
          e.getMessage() + " Files of word2vec and GloVe name their words; leave 'vocabulary' out.",
          e);
    } catch (CheckpointException e) {
      throw new CheckpointException(file + ": " + e.getMessage(), e);
    }
  }

  /**
   * The vectors of an array.
   *
   * @param rows {@code [words, width]}, or {@code [words + 1, width]} with zeros in the first row
   * @throws CheckpointException if it is not that, or a value is not finite
   * @throws IOException if it cannot be read
   */
  public static WordVectors of(StoredTensor rows, List<String> words) throws IOException {
    Shape shape = rows.shape();
    long padding = shape.dimension() == 2 ? shape.get(0) - words.size() : -1;
    if (padding < 0 || padding > 1 || shape.get(1) < 1) {
      throw new CheckpointException(
          "there are %d words, but the array of their vectors is of shape %s; name the words that it was made for."
              .formatted(words.size(), shape));
    }
    int width = Math.toIntExact(shape.get(1));
    float[] values = rows.toFloats();
    int first = Math.toIntExact(padding) * width;
    if (IntStream.range(0, first).anyMatch(i -> values[i] != 0)) {
      throw new CheckpointException(
          "there is a vector more than the %d words, and the first is not of zeros; name the words that it was made for."
              .formatted(words.size()));
    }
    try {
      return over(words, Arrays.copyOfRange(values, first, values.length), width);
    } catch (IllegalArgumentException e) {
      throw new CheckpointException("the word vectors are damaged: " + e.getMessage() + ".", e);
    }
  }

  /** The words, in their order. */
  public List<String> words() {
    return words;
  }

  /** Values of a vector. */
  public int width() {
    return width;
  }

  /** Whether a word has a vector. */
  public boolean holds(String word) {
    return positions.containsKey(word);
  }

  /**
   * Copies a vector.
   *
   * @param word one that has a vector
   * @param to where it is copied
   * @param at where its first value goes
   */
  public void copy(String word, float[] to, int at) {
    int position = positions.getOrDefault(word, -1);
    Checks.require(position >= 0, "a word that has a vector", word);
    System.arraycopy(values, position * width, to, at, width);
  }

  /** Those of the given words that have a vector, in the given order. */
  public WordVectors only(Collection<String> wanted) {
    List<String> kept = wanted.stream().distinct().filter(this::holds).toList();
    float[] vectors = new float[kept.size() * width];
    for (int i = 0; i < kept.size(); i++) {
      copy(kept.get(i), vectors, i * width);
    }
    return over(kept, vectors, width);
  }

  /** The array as networks keep it: a row of zeros, then {@code [words, width]}. */
  public StoredTensor rows() {
    float[] rows = new float[values.length + width];
    System.arraycopy(values, 0, rows, width, values.length);
    return StoredTensor.of(rows, new Shape(words.size() + 1L, width));
  }
}
