package org.aulos.runtime.train;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.aulos.api.AulosException;
import org.aulos.api.OptionsException;
import org.aulos.api.Provenance;
import org.aulos.runtime.AtomicFiles;
import org.aulos.runtime.RunDirectory;
import org.aulos.runtime.TrainRecord;

/**
 * The folder of one training: {@code train.yaml}, {@code provenance.json}, {@link LossLog}, {@code
 * run.json}, the page for people, what the trainer keeps there and {@link KeptReconstructions what
 * it shows}.
 *
 * @param path the folder
 */
public record TrainFolder(Path path) {
  /** Holds the configuration, every option with its value. */
  public static final String CONFIGURATION = "train.yaml";

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  /** Whether a training has begun here. */
  public boolean begun() {
    return Files.exists(path.resolve(CONFIGURATION));
  }

  /**
   * The configuration of the training that has begun here.
   *
   * @throws OptionsException if none has
   */
  public Path configuration() {
    if (!begun()) {
      throw new OptionsException(
          "%s holds no training to go on with: there is no %s; begin one without --resume"
              .formatted(path, CONFIGURATION));
    }
    return path.resolve(CONFIGURATION);
  }

  /** What is known of the training; empty if it was never ended in good order. */
  public Optional<TrainRecord> record() {
    return read(RunDirectory.RUN, TrainRecord.class);
  }

  /** What the training learns from; empty if it was killed before that was known. */
  public Optional<Provenance> provenance() {
    return read(RunDirectory.PROVENANCE, Provenance.class);
  }

  /** What its trainer has shown last; empty if it has shown nothing. */
  public Optional<KeptReconstructions> reconstructions() {
    return read(KeptReconstructions.FILE, KeptReconstructions.class);
  }

  /**
   * Fails unless two trainings come to the same weights.
   *
   * @param before the one that has begun here
   * @param config the one that is to go on
   * @throws OptionsException naming the differences
   */
  public void requireSame(TrainConfig before, TrainConfig config) {
    List<String> differences = before.differences(config);
    if (!differences.isEmpty()) {
      throw new OptionsException(
          "%s was begun with other options: %s; go on with the same, or train into another folder"
              .formatted(path, String.join(", ", differences)));
    }
  }

  /** Writes what is to be done. */
  public void write(TrainConfig config) {
    AtomicFiles.write(path.resolve(CONFIGURATION), config.yaml().getBytes(StandardCharsets.UTF_8));
  }

  /** Writes what the training learns from. */
  public void write(Provenance provenance) {
    write(RunDirectory.PROVENANCE, provenance);
  }

  /** Writes how it went. */
  public void write(TrainRecord run) {
    write(RunDirectory.RUN, run);
  }

  /** Writes what its trainer shows. */
  void write(KeptReconstructions shown) {
    write(KeptReconstructions.FILE, shown);
  }

  private void write(String name, Object value) {
    try {
      AtomicFiles.write(
          path.resolve(name),
          (JSON.writeValueAsString(value) + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (JacksonException e) {
      throw new IllegalArgumentException("cannot be written as JSON: " + value, e);
    }
  }

  private <T> Optional<T> read(String name, Class<T> type) {
    Path file = path.resolve(name);
    try {
      return Files.exists(file)
          ? Optional.of(JSON.readValue(file.toFile(), type))
          : Optional.empty();
    } catch (IOException e) {
      throw new AulosException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }
}
