package org.aulos.runtime.models;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * As much of a file as has arrived, and what it takes to ask for the rest: survives the process.
 */
final class PartFile {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path folder;
  private final Path data;
  private final Path note;

  PartFile(Path folder, String name) {
    this.folder = folder;
    this.data = folder.resolve(name + ".part");
    this.note = folder.resolve(name + ".part.json");
  }

  /**
   * What is known of the whole file.
   *
   * @param address where it comes from
   * @param validator a strong ETag or a date, by which the server tells whether it is the same;
   *     null if it gives none
   * @param total its size; -1 if unknown
   */
  record Note(String address, @Nullable String validator, long total) {}

  /** The folder in which it lies. */
  Path folder() {
    return folder;
  }

  /** What has arrived. */
  Path data() {
    return data;
  }

  /** Bytes that are there. */
  long length() throws IOException {
    return Files.exists(data) ? Files.size(data) : 0;
  }

  /** Whether nothing has arrived. */
  boolean isEmpty() {
    return !Files.exists(data);
  }

  /** What was noted when its first bytes arrived. */
  Optional<Note> note() throws IOException {
    if (!Files.isRegularFile(note) || length() == 0) {
      return Optional.empty();
    }
    try {
      JsonNode noted = JSON.readTree(Files.readAllBytes(note));
      return Optional.of(
          new Note(
              noted.path("address").asText(),
              noted.path("validator").textValue(),
              noted.path("total").asLong(-1)));
    } catch (JacksonException e) {
      // Of no use but to go on: without it the file is downloaded from its beginning.
      return Optional.empty();
    }
  }

  /** Starts over. */
  void begin(Note noted) throws IOException {
    discard();
    write(noted);
  }

  /** Notes that all is there, for whoever comes next. */
  void complete() throws IOException {
    Optional<Note> noted = note();
    if (noted.isPresent()) {
      write(new Note(noted.get().address(), noted.get().validator(), length()));
    }
  }

  private void write(Note noted) throws IOException {
    Files.createDirectories(folder);
    ObjectNode json = JSON.createObjectNode();
    json.put("address", noted.address());
    json.put("validator", noted.validator());
    json.put("total", noted.total());
    Files.write(note, JSON.writeValueAsBytes(json));
  }

  /** Appends to what is there. */
  OutputStream append() throws IOException {
    return Files.newOutputStream(data, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** Forgets what is there. */
  void discard() throws IOException {
    Files.deleteIfExists(note);
    Files.deleteIfExists(data);
  }
}
