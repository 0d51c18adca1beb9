package org.aulos.runtime.models;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.aulos.api.AulosException;
import org.aulos.runtime.AtomicFiles;

/** The records of a store: {@code NAME.json} beside the folder {@code NAME}. */
final class Records {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private final Path folder;

  Records(Path folder) {
    this.folder = folder;
  }

  /** What a model of that name was made from, even if it is no longer there. */
  Earlier earlier(String name) {
    return new Earlier(file(name), read(name));
  }

  /**
   * What was downloaded before under the same name.
   *
   * @param file where that is recorded
   * @param model the record
   */
  record Earlier(Path file, Optional<InstalledModel> model) {
    /** The digest of a file of that name that was downloaded then. */
    Optional<String> digest(String name) {
      return model.stream()
          .flatMap(known -> known.sources().stream())
          .filter(source -> source.trust() != InstalledModel.Trust.IMPORTED)
          .filter(source -> source.file().equals(name))
          .map(InstalledModel.Source::sha256)
          .findFirst();
    }
  }

  private Path file(String name) {
    return folder.resolve(name + ".json");
  }

  /**
   * The record of that name, if there is one.
   *
   * @throws AulosException if it cannot be read
   */
  Optional<InstalledModel> read(String name) {
    Path file = file(name);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      InstalledModel model = JSON.readValue(Files.readAllBytes(file), InstalledModel.class);
      if (!model.name().equals(name)) {
        throw new AulosException(
            "%s is the record of '%s'; give it its name back".formatted(file, model.name()));
      }
      return Optional.of(model);
    } catch (JacksonException e) {
      throw new AulosException(
          "%s is not the record of a model: %s. Delete it, then pull or import the model again."
              .formatted(file, e.getOriginalMessage()),
          e);
    } catch (IOException e) {
      throw new AulosException("cannot read " + file + ": " + e, e);
    }
  }

  void write(InstalledModel model) {
    AtomicFiles.write(file(model.name()), out -> out.write(JSON.writeValueAsBytes(model)));
  }
}
