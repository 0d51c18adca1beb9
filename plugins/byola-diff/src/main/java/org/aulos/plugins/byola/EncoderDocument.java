package org.aulos.plugins.byola;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.aulos.api.CheckpointException;

/**
 * What an encoder must know of a checkpoint beside its weights; written as JSON into it.
 *
 * @param frontEnd what the network has heard
 * @param normalisation of the log-mel values it was trained on
 */
record EncoderDocument(FrontEnd frontEnd, Normalisation normalisation) {
  static final String FILE = "encoder.json";

  private static final String FORMAT = "byola-encoder-1";

  /** The document as JSON. */
  JsonObject toJson() {
    JsonObject json = new JsonObject();
    json.addProperty("format", FORMAT);
    json.addProperty("front-end", frontEnd.name());
    json.addProperty("mean", normalisation.mean());
    json.addProperty("deviation", normalisation.deviation());
    return json;
  }

  /**
   * The document of a checkpoint.
   *
   * @throws CheckpointException if there is none, or it is not of this format
   */
  static EncoderDocument read(Path checkpoint) {
    Path file = checkpoint.resolve(FILE);
    try {
      return of(JsonParser.parseString(Files.readString(file)));
    } catch (IOException e) {
      throw new CheckpointException(
          checkpoint
              + " is no checkpoint of BYOL-A: "
              + FILE
              + " cannot be read. Name a folder that 'aulos train' wrote, or a file of weights.",
          e);
    } catch (JsonParseException | IllegalStateException | IllegalArgumentException e) {
      throw new CheckpointException(
          "%s is not of the format %s: %s".formatted(file, FORMAT, e.getMessage()), e);
    }
  }

  private static EncoderDocument of(JsonElement document) {
    JsonObject json = document.getAsJsonObject();
    if (!FORMAT.equals(member(json, "format").getAsString())) {
      throw new IllegalArgumentException("its format is " + json.get("format"));
    }
    return new EncoderDocument(
        FrontEnd.valueOf(member(json, "front-end").getAsString()),
        new Normalisation(
            member(json, "mean").getAsDouble(), member(json, "deviation").getAsDouble()));
  }

  private static JsonElement member(JsonObject json, String name) {
    JsonElement value = json.get(name);
    if (value == null) {
      throw new IllegalArgumentException("there is no '" + name + "'");
    }
    return value;
  }
}
