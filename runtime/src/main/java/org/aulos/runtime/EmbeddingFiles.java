package org.aulos.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import org.aulos.api.AulosException;
import org.aulos.api.Clip;
import org.aulos.api.EmbeddingSet;
import org.aulos.api.Signature;
import org.aulos.runtime.BenchResult.ClipFailure;

/** Sets of vectors in folders, each with {@code embeddings.json} that says where they come from. */
public final class EmbeddingFiles {
  private static final String NPY = "embeddings.npy";
  private static final String CLIPS = "clips.csv";
  private static final String ABOUT = "embeddings.json";
  static final String DATA = "data";
  static final String WINDOWS = "windows";
  static final String RESAMPLER = "resampler";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private EmbeddingFiles() {}

  /**
   * Writes a set of vectors.
   *
   * @param folder where to; created if it is not there
   * @param format how
   * @param embeddings the vectors
   * @param clips the clips behind the vectors
   * @param failures clips that could not be read
   * @param about how the vectors were made, for {@code embeddings.json}
   * @return the file that holds the vectors
   */
  static Path write(
      Path folder,
      EmbeddingFormat format,
      EmbeddingSet embeddings,
      List<Clip> clips,
      List<ClipFailure> failures,
      Map<String, Object> about) {
    Path file = writeVectors(folder, format, embeddings, clips);
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("space", embeddings.space());
    document.put("vectors", embeddings.size());
    document.put("dimension", embeddings.dimension());
    document.putAll(about);
    document.put("failures", failures);
    AtomicFiles.write(
        folder.resolve(ABOUT),
        (RunDirectory.json(document) + "\n").getBytes(StandardCharsets.UTF_8));
    return file;
  }

  private static Path writeVectors(
      Path folder, EmbeddingFormat format, EmbeddingSet embeddings, List<Clip> clips) {
    switch (format) {
      case NPY -> {
        AtomicFiles.write(folder.resolve(NPY), out -> npy(out, embeddings));
        AtomicFiles.write(folder.resolve(CLIPS), out -> clipTable(out, embeddings.ids(), clips));
        return folder.resolve(NPY);
      }
      case NPZ -> {
        Path file = folder.resolve("embeddings.npz");
        AtomicFiles.write(file, out -> npz(out, embeddings));
        return file;
      }
      case CSV -> {
        Path file = folder.resolve("embeddings.csv");
        AtomicFiles.write(file, out -> csv(out, embeddings));
        return file;
      }
    }
    throw new IllegalStateException("no such format: " + format);
  }

  private static void npy(OutputStream out, EmbeddingSet embeddings) throws IOException {
    NpyFiles.write(out, embeddings.size(), embeddings.dimension(), embeddings::copyRow);
  }

  private static void npz(OutputStream out, EmbeddingSet embeddings) throws IOException {
    // Not closed: that would close the stream of the caller.
    ZipOutputStream zip = new ZipOutputStream(out);
    zip.putNextEntry(
        new ZipEntry("embeddings.npy")
            .setLastModifiedTime(java.nio.file.attribute.FileTime.fromMillis(0)));
    npy(zip, embeddings);
    zip.putNextEntry(
        new ZipEntry("ids.npy")
            .setLastModifiedTime(java.nio.file.attribute.FileTime.fromMillis(0)));
    NpyFiles.writeTexts(zip, embeddings.ids());
    zip.finish();
  }

  /** A line for each vector. */
  private static void clipTable(OutputStream out, List<String> ids, List<Clip> clips)
      throws IOException {
    Map<String, Clip> byId =
        clips.stream().collect(Collectors.toMap(Clip::id, Function.identity()));
    Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    CSVPrinter csv = new CSVPrinter(text, CSVFormat.RFC4180);
    csv.printRecord("id", "label", "fold", "tags");
    for (String id : ids) {
      Clip clip = Objects.requireNonNull(byId.get(id), id);
      csv.printRecord(
          clip.id(),
          clip.label().orElse(""),
          Optional.ofNullable(clip.fold()).orElse(""),
          String.join(";", clip.tags()));
    }
    csv.flush();
  }

  private static void csv(OutputStream out, EmbeddingSet embeddings) throws IOException {
    Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    CSVPrinter csv = new CSVPrinter(text, CSVFormat.RFC4180);
    csv.print("id");
    for (int column = 0; column < embeddings.dimension(); column++) {
      csv.print("v" + column);
    }
    csv.println();
    for (int row = 0; row < embeddings.size(); row++) {
      csv.print(embeddings.ids().get(row));
      for (float value : embeddings.row(row)) {
        csv.print(value);
      }
      csv.println();
    }
    csv.flush();
  }

  /** Whether a folder holds vectors that {@link #read} understands. */
  public static boolean isIn(Path folder) {
    return Files.isRegularFile(folder.resolve(NPY)) && Files.isRegularFile(folder.resolve(ABOUT));
  }

  /**
   * The vectors that {@code aulos embed --format npy} has written into a folder.
   *
   * @throws AulosException if its files cannot be read or do not fit each other
   */
  public static EmbeddingSet read(Path folder) {
    String space = about(folder.resolve(ABOUT), "space", "how they were made");
    List<String> ids = ids(folder.resolve(CLIPS));
    Path file = folder.resolve(NPY);
    return NpyFiles.read(
        file,
        (values, rows, columns) -> {
          if (rows != ids.size()) {
            throw new AulosException(
                "%s holds %d vectors, but %s has %d lines"
                    .formatted(file, rows, CLIPS, ids.size()));
          }
          try {
            return new EmbeddingSet(space, ids, values, columns);
          } catch (IllegalArgumentException e) {
            throw new AulosException(file + ": " + e.getMessage(), e);
          }
        });
  }

  /**
   * Fingerprint of the clips behind the vectors in a folder.
   *
   * @throws AulosException if its files cannot be read
   */
  public static String data(Path folder) {
    return about(folder.resolve(ABOUT), DATA, "what they were made from");
  }

  /**
   * A signature with how the audio behind the vectors in a folder was prepared, windows and
   * resampler, as far as its files tell.
   *
   * @throws AulosException if its files cannot be read
   */
  public static Signature withPreparation(Signature signature, Path folder) {
    JsonNode about = about(folder.resolve(ABOUT));
    Signature complete = signature;
    for (String key : List.of(WINDOWS, RESAMPLER)) {
      // Files of earlier versions do not tell.
      if (about.path(key).isTextual()) {
        complete = complete.with(key, about.path(key).textValue());
      }
    }
    return complete;
  }

  private static String about(Path file, String key, String meaning) {
    JsonNode value = about(file).path(key);
    if (!value.isTextual()) {
      throw new AulosException(
          file + ": expected the key '" + key + "' that says of the vectors " + meaning);
    }
    return value.textValue();
  }

  private static JsonNode about(Path file) {
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException e) {
      throw new AulosException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  private static List<String> ids(Path file) {
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (CSVParser rows = CSVParser.parse(file, StandardCharsets.UTF_8, format)) {
      List<String> ids = new ArrayList<>();
      for (CSVRecord row : rows) {
        ids.add(row.get("id"));
      }
      return ids;
    } catch (IOException
        | UncheckedIOException
        | IllegalArgumentException
        | IllegalStateException e) { // the parser's several ways of saying that a line is wrong
      throw new AulosException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }
}
