package org.aulos.plugins.coala.tags;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.aulos.api.CheckpointException;

/** Files of words in an order: the vocabularies that go with arrays of vectors. */
public final class WordList {
  private static final long MOST_BYTES = 1 << 26;

  private WordList() {}

  /**
   * The words of a file: a JSON object of each word by its number from 0, as published, or text
   * with a word in each line.
   *
   * @throws CheckpointException if it is neither, too large, or a word stands there twice
   * @throws IOException if it cannot be read
   */
  public static List<String> read(Path file) throws IOException {
    long bytes = Files.size(file);
    if (bytes > MOST_BYTES) {
      throw refused(file, "it has %,d bytes, more than %,d".formatted(bytes, MOST_BYTES));
    }
    List<String> words = words(file);
    Set<String> known = new HashSet<>();
    for (String word : words) {
      if (!known.add(word)) {
        throw refused(file, "'" + word + "' stands there twice");
      }
    }
    return words;
  }

  private static List<String> words(Path file) throws IOException {
    try {
      String text = Files.readString(file);
      return text.stripLeading().startsWith("{")
          ? numbered(file, JsonParser.parseString(text).getAsJsonObject())
          : text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    } catch (MalformedInputException e) {
      throw refused(file, "it is no UTF-8 text");
    } catch (JsonParseException | IllegalStateException | UnsupportedOperationException e) {
      throw new CheckpointException(file + " is no vocabulary: " + e.getMessage(), e);
    }
  }

  private static List<String> numbered(Path file, JsonObject json) {
    List<String> words = new ArrayList<>();
    for (int number = 0; number < json.size(); number++) {
      JsonElement word = json.get(String.valueOf(number));
      if (word == null) {
        throw refused(file, "it holds no word of number " + number);
      }
      words.add(word.getAsString());
    }
    return words;
  }

  private static CheckpointException refused(Path file, String problem) {
    return new CheckpointException(file + " is no vocabulary: " + problem + ".");
  }
}
