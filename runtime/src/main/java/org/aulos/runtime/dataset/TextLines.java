package org.aulos.runtime.dataset;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The lines of a text file that hold something, bounded in length and number. */
final class TextLines {
  private TextLines() {}

  /** Takes a line. */
  @FunctionalInterface
  interface Taker {
    /**
     * Takes a line.
     *
     * @param number from 1, blank lines counted
     * @param line not blank
     */
    void take(long number, String line);
  }

  /**
   * Gives out the lines of a file in their order, without the blank ones.
   *
   * @param problems receives what keeps the file from being read to its end
   */
  static void read(Path file, Problems problems, Taker taker) {
    long number = 0;
    long taken = 0;
    try (BoundedReader bounded =
            new BoundedReader(
                Files.newBufferedReader(file, StandardCharsets.UTF_8), CsvTable.LONGEST_ROW);
        BufferedReader reader = new BufferedReader(bounded)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        bounded.recordRead();
        if (line.isBlank()) {
          continue;
        }
        if (taken++ == CsvTable.MOST_ROWS) {
          problems.add(file, number, "more than " + CsvTable.MOST_ROWS + " lines; split the file");
          return;
        }
        taker.take(number, line);
      }
    } catch (MalformedInputException e) {
      problems.add(file, "is not UTF-8 text; convert it");
    } catch (IOException e) {
      problems.add(file, number + 1, "cannot be read: " + e.getMessage());
    }
  }
}
