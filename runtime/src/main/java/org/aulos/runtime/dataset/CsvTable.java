package org.aulos.runtime.dataset;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.aulos.api.Suggestions;
import org.jspecify.annotations.Nullable;

/**
 * Reads CSV as RFC 4180 has it, with a header: UTF-8 with or without a byte order mark, any line
 * ends, quoted fields. Blank lines are skipped and values are trimmed.
 */
final class CsvTable {
  /** Characters of the longest row. */
  static final int LONGEST_ROW = 1 << 20;

  /** The most rows of a table. */
  static final int MOST_ROWS = 1_000_000;

  private final Path file;
  private final Problems problems;

  private CsvTable(Path file, Problems problems) {
    this.file = file;
    this.problems = problems;
  }

  /**
   * The rows of a file.
   *
   * @param required columns that must be there
   * @param allowed all columns that may be there; empty if any may
   * @param problems receives all that is wrong with the file; rows that are malformed are left out
   */
  static List<TableRow> read(
      Path file, List<String> required, List<String> allowed, Problems problems) {
    return new CsvTable(file, problems).read(required, allowed);
  }

  private List<TableRow> read(List<String> required, List<String> allowed) {
    List<TableRow> rows = new ArrayList<>();
    try (BoundedReader reader =
            new BoundedReader(Files.newBufferedReader(file, StandardCharsets.UTF_8), LONGEST_ROW);
        CSVParser parser = CSVFormat.RFC4180.builder().setTrim(true).get().parse(reader)) {
      Records records = new Records(reader, parser);
      List<String> header = header(records, required, allowed);
      while (!header.isEmpty() && records.advance()) {
        if (rows.size() == MOST_ROWS) {
          problems.add(file, records.line, "more than " + MOST_ROWS + " rows; split the file");
          break;
        }
        row(records, header, rows);
      }
    } catch (MalformedInputException e) {
      problems.add(file, "is not UTF-8 text; convert it");
    } catch (IOException e) {
      problems.add(file, "cannot be read: " + e.getMessage());
    }
    return rows;
  }

  /** The names of the columns; empty if they are not such that rows can be read. */
  private List<String> header(Records records, List<String> required, List<String> allowed)
      throws IOException {
    if (!records.advance()) {
      problems.add(file, "is empty; expected a header with " + String.join(", ", required));
      return List.of();
    }
    List<String> header = records.current().toList();
    boolean readable = true;
    Set<String> seen = new HashSet<>();
    for (String column : header) {
      if (!seen.add(column)) {
        problems.add(file, records.line, "column '" + column + "' is there twice");
        readable = false;
      } else if (!allowed.isEmpty() && !allowed.contains(column)) {
        problems.add(
            file,
            records.line,
            "unknown column '%s'; %s".formatted(column, Suggestions.among(column, allowed)));
      }
    }
    for (String column : required) {
      if (!seen.contains(column)) {
        problems.add(file, records.line, "no column '%s' among %s".formatted(column, header));
        readable = false;
      }
    }
    return readable ? header : List.of();
  }

  private void row(Records records, List<String> header, List<TableRow> rows) {
    CSVRecord row = records.current();
    if (row.size() != header.size()) {
      problems.add(
          file,
          records.line,
          "%d values for the %d columns of the header".formatted(row.size(), header.size()));
      return;
    }
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (int i = 0; i < header.size(); i++) {
      if (!row.get(i).isEmpty()) {
        values.put(header.get(i), List.of(row.get(i)));
      }
    }
    rows.add(new TableRow(records.line, values));
  }

  /** Walks over the records that are not blank and knows the line where each begins. */
  private static final class Records {
    private final BoundedReader reader;
    private final CSVParser parser;
    private final Iterator<CSVRecord> iterator;
    private @Nullable CSVRecord current;
    private long line;

    Records(BoundedReader reader, CSVParser parser) {
      this.reader = reader;
      this.parser = parser;
      this.iterator = parser.iterator();
    }

    CSVRecord current() {
      if (current == null) {
        throw new IllegalStateException("no record has been read");
      }
      return current;
    }

    boolean advance() throws IOException {
      try {
        do {
          line = parser.getCurrentLineNumber() + 1;
          if (!iterator.hasNext()) {
            return false;
          }
          current = iterator.next();
          reader.recordRead();
        } while (current.size() == 1 && current.get(0).isEmpty());
        return true;
      } catch (UncheckedIOException e) {
        // Never null, by the constructors of the exception.
        IOException cause = Objects.requireNonNull(e.getCause());
        throw cause instanceof MalformedInputException
            ? cause
            : new IOException("line " + line + ": " + cause.getMessage(), cause);
      }
    }
  }
}
