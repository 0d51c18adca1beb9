package org.aulos.runtime.dataset;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.aulos.api.Dataset;
import org.aulos.api.spi.Resources;

/**
 * The data set {@code nsynth} (Engel et al. 2017): notes of instruments of eleven families, in the
 * official parts. The label is the family.
 */
final class Nsynth {
  private static final int PUBLISHED = 289_205 + 12_678 + 4_096;
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Nsynth() {}

  static Dataset create(PublishedOptions options, Resources resources) {
    PublishedFolder folder =
        new PublishedFolder(
            "nsynth", "https://magenta.tensorflow.org/datasets/nsynth", options, resources);
    Map<String, String> folds = new LinkedHashMap<>();
    folds.put("nsynth-train", PublishedFolder.TRAIN);
    folds.put("nsynth-valid", PublishedFolder.VALIDATION);
    folds.put("nsynth-test", PublishedFolder.TEST);
    folds.forEach((part, fold) -> notes(folder, part, fold));
    return folder.read(PUBLISHED);
  }

  /** Note by note: the largest list has hundreds of megabytes. */
  private static void notes(PublishedFolder folder, String part, String fold) {
    Path list = folder.path().resolve(part).resolve("examples.json");
    if (!folder.isThere(list)) {
      return;
    }
    try (JsonParser parser = MAPPER.createParser(Files.newBufferedReader(list))) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        folder.problems().add(list, "expected an object with a note for each key");
        return;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String note = parser.currentName();
        parser.nextToken();
        JsonNode family = MAPPER.<JsonNode>readTree(parser).path("instrument_family_str");
        if (!family.isTextual()) {
          folder.problems().add(list, "note '" + note + "' has no instrument_family_str");
        } else {
          folder.add(part + "/audio/" + note + ".wav", family.asText(), fold);
        }
      }
    } catch (JsonProcessingException e) {
      folder.problems().add(list, "is not whole JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      folder.problems().add(list, "cannot be read: " + e.getMessage());
    }
  }
}
