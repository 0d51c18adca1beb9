package org.aulos.runtime.models;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.aulos.api.AulosException;
import org.aulos.api.OptionsException;

/**
 * The models that can be pulled: the content of a manifest file.
 *
 * @param format {@value #FORMAT}
 * @param models in the order of the file, each name once
 */
public record ModelManifest(String format, List<KnownModel> models) {
  /** Names the format of the file; another one has another name. */
  public static final String FORMAT = "aulos-models-1";

  private static final int LONGEST = 1 << 20;
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  /** A manifest. */
  public ModelManifest {
    if (!FORMAT.equals(format)) {
      throw new IllegalArgumentException(
          "expected format '" + FORMAT + "' but was '" + format + "'");
    }
    Required.all("models", models);
    Map<String, KnownModel> byName = new LinkedHashMap<>();
    for (KnownModel model : models) {
      if (byName.put(model.name(), model) != null) {
        throw new IllegalArgumentException("the model '" + model.name() + "' stands there twice");
      }
    }
    models = List.copyOf(models);
  }

  /** The models that Aulos knows of itself. */
  public static ModelManifest bundled() {
    try (InputStream in = ModelManifest.class.getResourceAsStream("models.json")) {
      if (in == null) {
        throw new IllegalStateException("models.json is missing from the jar of the runtime");
      }
      return JSON.readValue(in, ModelManifest.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The models of a user's own manifest.
   *
   * @throws OptionsException if it is none; the message says where and why
   */
  public static ModelManifest read(Path file) {
    try {
      if (Files.size(file) > LONGEST) {
        throw new OptionsException(
            "%s is no manifest of models: it has more than %d bytes".formatted(file, LONGEST));
      }
      return JSON.readValue(file.toFile(), ModelManifest.class);
    } catch (JacksonException e) {
      throw new OptionsException("%s: %s".formatted(place(file, e), reason(e)), e);
    } catch (IOException e) {
      throw new AulosException("cannot read the manifest " + file.toAbsolutePath() + ": " + e, e);
    }
  }

  private static String place(Path file, JacksonException e) {
    return e.getLocation() == null || e.getLocation().getLineNr() < 1
        ? file.toString()
        : file + ", line " + e.getLocation().getLineNr();
  }

  /** The words of the record that refused, or else those of the parser. */
  private static String reason(JacksonException e) {
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof IllegalArgumentException) {
        return String.valueOf(cause.getMessage());
      }
    }
    String key =
        e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()
            ? " (at " + mapping.getPathReference().replaceAll("[\\w.$]+\\.(\\w+\\[)", "$1") + ")"
            : "";
    return e.getOriginalMessage() + key;
  }

  /** These models and those of {@code other}, whose models replace ours of the same name. */
  public ModelManifest with(ModelManifest other) {
    Map<String, KnownModel> all = new LinkedHashMap<>();
    models.forEach(model -> all.put(model.name(), model));
    other.models.forEach(model -> all.put(model.name(), model));
    return new ModelManifest(FORMAT, List.copyOf(all.values()));
  }

  /** The model of that name. */
  public Optional<KnownModel> find(String name) {
    return models.stream().filter(model -> model.name().equals(name)).findFirst();
  }

  /**
   * The model of that name.
   *
   * @throws OptionsException if there is none; the message lists those there are
   */
  public KnownModel get(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new OptionsException(
                    ("there is no known model '%s'; available: %s. A manifest of your own names"
                            + " others (--manifest); 'aulos models import' takes what you have.")
                        .formatted(name, models.stream().map(KnownModel::name).toList())));
  }
}
