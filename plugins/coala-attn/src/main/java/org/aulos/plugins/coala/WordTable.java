package org.aulos.plugins.coala;

import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.aulos.api.CheckpointException;
import org.aulos.nn.Checks;
import org.aulos.nn.StoredTensor;

/** The vocabulary of a network: words in their order, and the vector of each. */
final class WordTable {
  private static final long MOST_BYTES = 1 << 26;

  private final List<String> words;
  private final Map<String, Integer> positions = new HashMap<>();
  private final float[] vectors;
  private final int width;

  /**
   * A table.
   *
   * @param words each once
   * @param vectors {@code [words, width]}
   */
  WordTable(List<String> words, float[] vectors, int width) {
    Checks.require(
        vectors.length == (long) words.size() * width,
        words.size() + " vectors of " + width + " values",
        vectors.length + " values");
    this.words = List.copyOf(words);
    this.vectors = vectors.clone();
    this.width = width;
    words.forEach(word -> positions.put(word, positions.size()));
    Checks.require(positions.size() == words.size(), "each word once", words.size() + " words");
  }

  /**
   * A table as networks keep it, with a row of zeros before that of the first word.
   *
   * @param rows {@code [words + 1, width]}
   * @throws CheckpointException if there is not a row for each word
   * @throws IOException if they cannot be read
   */
  static WordTable of(List<String> words, StoredTensor rows) throws IOException {
    Shape shape = rows.shape();
    if (shape.dimension() != 2 || shape.get(0) != words.size() + 1) {
      throw new CheckpointException(
          "there are %d words, but the word vectors are of shape %s; expected a row of zeros and one for each word."
              .formatted(words.size(), shape));
    }
    int width = Math.toIntExact(shape.get(1));
    float[] values = rows.toFloats();
    float[] vectors = new float[values.length - width];
    System.arraycopy(values, width, vectors, 0, vectors.length);
    return new WordTable(words, vectors, width);
  }

  /**
   * The words of a published vocabulary: a JSON object of each word by its number, from 0.
   *
   * @throws CheckpointException if it is none
   * @throws IOException if it cannot be read
   */
  static List<String> words(Path file) throws IOException {
    if (Files.size(file) > MOST_BYTES) {
      throw new CheckpointException(file + " is larger than " + MOST_BYTES + " bytes.");
    }
    try {
      JsonObject json = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
      List<String> words = new ArrayList<>();
      for (int i = 0; i < json.size(); i++) {
        JsonElement word = json.get(String.valueOf(i));
        if (word == null) {
          throw new CheckpointException(file + " holds no word of number " + i + ".");
        }
        words.add(word.getAsString());
      }
      return words;
    } catch (JsonParseException | IllegalStateException | UnsupportedOperationException e) {
      throw new CheckpointException(file + " is no vocabulary: " + e.getMessage(), e);
    }
  }

  /** The rows as networks keep them, {@code [words + 1, width]}. */
  StoredTensor rows() {
    float[] rows = new float[vectors.length + width];
    System.arraycopy(vectors, 0, rows, width, vectors.length);
    return StoredTensor.of(rows, new Shape(words.size() + 1L, width));
  }

  /** The words, in their order. */
  List<String> words() {
    return words;
  }

  /** Values of a vector. */
  int width() {
    return width;
  }

  /** Whether a word has a vector. */
  boolean holds(String word) {
    return positions.containsKey(word);
  }

  /** The place of a word, from 0; behind all of them for one that the table does not hold. */
  int position(String word) {
    return positions.getOrDefault(word, words.size());
  }

  /** Copies the vector of a word that the table holds. */
  void copy(String word, float[] to, int at) {
    System.arraycopy(vectors, position(word) * width, to, at, width);
  }
}
