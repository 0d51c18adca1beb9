package org.aulos.runtime;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.aulos.api.AulosException;
import org.aulos.api.Provenance;
import org.aulos.runtime.report.HtmlReport;

/**
 * The folder of one benchmark run: {@code result.json}, {@code samples.jsonl}, {@code run.json},
 * tables and clips. Every file in it is written whole or not at all.
 */
public final class RunDirectory {
  /** Holds {@link BenchResult}. */
  public static final String RESULT = "result.json";

  /** Holds {@link RunRecord}. */
  public static final String RUN = "run.json";

  /** Holds one {@link BenchResult.SampleResult} a line. */
  public static final String SAMPLES = "samples.jsonl";

  /** Holds a {@link Provenance}. */
  public static final String PROVENANCE = "provenance.json";

  /** The page for people. */
  public static final String REPORT = "report.html";

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private final Path path;

  private RunDirectory(Path path) {
    this.path = path;
  }

  /** The folder at {@code path}, created if it is not there. */
  public static RunDirectory create(Path path) {
    return new RunDirectory(AtomicFiles.createFolder(path));
  }

  /**
   * The folder of a finished run.
   *
   * @throws AulosException if it holds no result
   */
  public static RunDirectory open(Path path) {
    if (!Files.isRegularFile(path.resolve(RESULT))) {
      throw new AulosException(
          path
              + " is not the folder of a benchmark run: it holds no "
              + RESULT
              + ". Name a folder that 'aulos bench' has written.");
    }
    return new RunDirectory(path);
  }

  /** The folder. */
  public Path path() {
    return path;
  }

  /** What was found. */
  public BenchResult result() {
    BenchResult result = read(RESULT, BenchResult.class);
    if (!BenchResult.FORMAT.equals(result.format())) {
      throw new AulosException(
          path.resolve(RESULT)
              + ": expected format '"
              + BenchResult.FORMAT
              + "' but was '"
              + result.format()
              + "'");
    }
    return result;
  }

  /** How it was run. */
  public RunRecord run() {
    return read(RUN, RunRecord.class);
  }

  /** What was found for each clip, in the order of tasks, systems and clips. */
  public List<BenchResult.SampleResult> samples() {
    Path file = path.resolve(SAMPLES);
    List<BenchResult.SampleResult> samples = new ArrayList<>();
    try (MappingIterator<BenchResult.SampleResult> lines =
        JSON.readerFor(BenchResult.SampleResult.class).readValues(file.toFile())) {
      while (lines.hasNextValue()) {
        samples.add(lines.nextValue());
      }
    } catch (IOException e) {
      throw new AulosException("cannot read " + file + ": " + e.getMessage(), e);
    }
    return samples;
  }

  /** Renders the page for people from the other files; returns it. */
  public Path renderReport() {
    return HtmlReport.render(this);
  }

  /** Writes what was found; returns the SHA-256 of the file. */
  String write(BenchResult result) {
    byte[] bytes = (json(result) + "\n").getBytes(StandardCharsets.UTF_8);
    AtomicFiles.write(path.resolve(RESULT), bytes);
    return Digests.sha256(bytes);
  }

  /** Writes where it comes from. */
  void write(Provenance provenance) {
    AtomicFiles.write(
        path.resolve(PROVENANCE), (json(provenance) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** Writes how it was run. */
  void write(RunRecord run) {
    AtomicFiles.write(path.resolve(RUN), (json(run) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** Writes what was found for each clip. */
  void writeSamples(List<BenchResult.SampleResult> samples) {
    AtomicFiles.write(
        path.resolve(SAMPLES),
        out -> {
          for (BenchResult.SampleResult sample : samples) {
            out.write(
                JSON.writer()
                    .without(SerializationFeature.INDENT_OUTPUT)
                    .writeValueAsBytes(sample));
            out.write('\n');
          }
        });
  }

  /** A value as indented JSON. */
  static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("cannot be written as JSON: " + value, e);
    }
  }

  private <T> T read(String name, Class<T> type) {
    Path file = path.resolve(name);
    try {
      return JSON.readValue(file.toFile(), type);
    } catch (IOException e) {
      throw new AulosException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }
}
