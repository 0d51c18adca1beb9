package org.aulos.plugins.coala.tags;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.aulos.api.CheckpointException;

/**
 * Reads word vectors as word2vec and GloVe write them. Both are lines of a word and its values;
 * word2vec puts a line before them that counts words and values, and may write values as
 * little-endian float32.
 */
final class WordVectorFile {
  // Half a gigabyte: 400,000 words of GloVe with their 300 values, and some.
  private static final long MOST_VALUES = 1 << 27;
  private static final int MOST_WIDTH = 1 << 13;
  private static final int LONGEST_LINE = 1 << 18;
  private static final int LONGEST_WORD = 1 << 10;
  private static final Pattern COUNTS = Pattern.compile("(\\d{1,9}) (\\d{1,9})");
  private static final Pattern SPACES = Pattern.compile("[ \\t]+");

  private final Path file;
  private final InputStream in;
  private final Set<String> words = new LinkedHashSet<>();
  private int width;
  private float[] values = {};

  private WordVectorFile(Path file, InputStream in) {
    this.file = file;
    this.in = in;
  }

  static WordVectors read(Path file) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), LONGEST_LINE + 1)) {
      return new WordVectorFile(file, in).read();
    }
  }

  private WordVectors read() throws IOException {
    in.mark(LONGEST_LINE);
    String first = line().orElseThrow(() -> refused("it is empty"));
    Matcher counts = COUNTS.matcher(first);
    if (counts.matches()) {
      counted(Integer.parseInt(counts.group(1)), Integer.parseInt(counts.group(2)));
    } else {
      in.reset();
      width(SPACES.split(first).length - 1);
      lines(Integer.MAX_VALUE);
    }
    return WordVectors.over(List.copyOf(words), Arrays.copyOf(values, words.size() * width), width);
  }

  /** What word2vec writes behind its first line. */
  private void counted(int count, int columns) throws IOException {
    width(columns);
    if ((long) count * columns > MOST_VALUES) {
      throw refused(
          "it holds %d words of %d values, more than %,d in all; keep its first words alone"
              .formatted(count, columns, MOST_VALUES));
    }
    if (isText()) {
      lines(count);
    } else {
      binary(count);
    }
    if (words.size() < count) {
      throw refused("it ends after %d of %d words; it is truncated".formatted(words.size(), count));
    }
  }

  private void width(int columns) {
    if (columns < 1 || columns > MOST_WIDTH) {
      throw refused(
          "its first line tells of vectors of %d values; expected word vectors of word2vec or GloVe, of 1 to %d values"
              .formatted(columns, MOST_WIDTH));
    }
    width = columns;
  }

  /** Whether the next line is a word and numbers, which bytes of numbers are not. */
  private boolean isText() throws IOException {
    in.mark(LONGEST_LINE);
    String ahead = new String(in.readNBytes(LONGEST_LINE), StandardCharsets.ISO_8859_1).trim();
    in.reset();
    String[] parts = SPACES.split(ahead.lines().findFirst().orElse("").trim());
    return parts.length > 1
        && Arrays.stream(parts).skip(1).allMatch(part -> number(part).isPresent());
  }

  private void lines(int most) throws IOException {
    while (words.size() < most) {
      Optional<String> line = line();
      if (line.isEmpty()) {
        return;
      }
      // Some words of GloVe have spaces in them, so the values are counted from the end.
      String[] parts = SPACES.split(line.get());
      int from = parts.length - width;
      if (from < 1) {
        throw refused(
            "line of word %d, '%s', has %d values, not %d"
                .formatted(words.size() + 1, parts[0], parts.length - 1, width));
      }
      word(String.join(" ", Arrays.asList(parts).subList(0, from)));
      for (int i = 0; i < width; i++) {
        String part = parts[from + i];
        value(i, number(part).orElseThrow(() -> refused("'" + part + "' is no number")));
      }
    }
  }

  private static Optional<Float> number(String text) {
    try {
      return Optional.of(Float.parseFloat(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private void binary(int count) throws IOException {
    ByteBuffer vector = ByteBuffer.allocate(width * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    while (words.size() < count) {
      Optional<String> word = until(' ', LONGEST_WORD);
      if (word.isEmpty()) {
        return;
      }
      // The original program ends each vector with a line break, others do not.
      word(word.get().trim());
      if (in.readNBytes(vector.array(), 0, vector.capacity()) < vector.capacity()) {
        throw refused("it ends within the vector of '" + word.get().trim() + "'; it is truncated");
      }
      for (int i = 0; i < width; i++) {
        value(i, vector.getFloat(i * Float.BYTES));
      }
    }
  }

  private void word(String word) {
    if (!words.add(word)) {
      throw refused("'" + word + "' stands there twice");
    }
    long needed = (long) words.size() * width;
    if (needed > MOST_VALUES) {
      throw refused(
          "it holds more than %,d values; keep its first words alone".formatted(MOST_VALUES));
    }
    if (needed > values.length) {
      values = Arrays.copyOf(values, (int) Math.min(MOST_VALUES, 2 * needed));
    }
  }

  private void value(int column, float value) {
    if (!Float.isFinite(value)) {
      throw refused("a value of word %d is %s".formatted(words.size(), value));
    }
    values[(words.size() - 1) * width + column] = value;
  }

  /** The next line that is not blank, without spaces around it; empty at the end. */
  private Optional<String> line() throws IOException {
    // Not strip: there are words that are a space of another script.
    Optional<String> line = until('\n', LONGEST_LINE - 1).map(String::trim);
    while (line.isPresent() && line.get().isEmpty()) {
      line = until('\n', LONGEST_LINE - 1).map(String::trim);
    }
    return line;
  }

  /** What stands before the next such byte, or the end; empty at the end. */
  private Optional<String> until(char end, int longest) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int next = in.read();
    if (next < 0) {
      return Optional.empty();
    }
    while (next >= 0 && next != end) {
      if (bytes.size() == longest) {
        throw refused("word %d is longer than %d bytes".formatted(words.size() + 1, longest));
      }
      bytes.write(next);
      next = in.read();
    }
    return Optional.of(bytes.toString(StandardCharsets.UTF_8));
  }

  private CheckpointException refused(String problem) {
    return new CheckpointException(file + " cannot be read as word vectors: " + problem + ".");
  }
}
