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
import java.util.regex.Pattern;
import org.aulos.api.CheckpointException;

/** Files of words: the vocabularies that go with arrays of vectors, and lists of tags. */
public final class WordList {
  private static final long MOST_BYTES = 1 << 26;
  private static final Pattern JSON = Pattern.compile("\\s*[{\\[]");

  private WordList() {}

  /**
   * The words of a file: a JSON object of each word by its number from 0, as published, or text
   * with a word in each line.
   *
   * @throws CheckpointException if it is neither, too large, or a word stands there twice
   * @throws IOException if it cannot be read
   */
  public static List<String> read(Path file) throws IOException {
    String text = text(file);
    boolean json = JSON.matcher(text).lookingAt();
    List<String> words = json ? numbered(file, text) : lines(text);
    Set<String> known = new HashSet<>();
    for (String word : words) {
      if (!known.add(word)) {
        throw refused(file, "'" + word + "' stands there twice");
      }
    }
    return words;
  }

  /**
   * The lines of a file of text that are not blank: the tags of a clip in each.
   *
   * @throws CheckpointException if it is no text, or too large
   * @throws IOException if it cannot be read
   */
  public static List<String> lines(Path file) throws IOException {
    return lines(text(file));
  }

  private static List<String> lines(String text) {
    return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }

  private static String text(Path file) throws IOException {
    long bytes = Files.size(file);
    if (bytes > MOST_BYTES) {
      throw refused(file, "it has %,d bytes, more than %,d".formatted(bytes, MOST_BYTES));
    }
    try {
      return Files.readString(file);
    } catch (MalformedInputException e) {
      throw new CheckpointException(file + " is no text in UTF-8; convert it.", e);
    }
  }

  private static List<String> numbered(Path file, String text) {
    try {
      JsonObject json = JsonParser.parseString(text).getAsJsonObject();
      List<String> words = new ArrayList<>();
      for (int number = 0; number < json.size(); number++) {
        JsonElement word = json.get(String.valueOf(number));
        if (word == null) {
          throw refused(file, "it holds no word of number " + number);
        }
        words.add(word.getAsString());
      }
      return words;
    } catch (JsonParseException | IllegalStateException | UnsupportedOperationException e) {
      throw new CheckpointException(file + " is no list of words: " + e.getMessage(), e);
    }
  }

  private static CheckpointException refused(Path file, String problem) {
    return new CheckpointException(file + " is no list of words: " + problem + ".");
  }
}
