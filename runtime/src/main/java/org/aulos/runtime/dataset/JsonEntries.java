package org.aulos.runtime.dataset;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BiConsumer;

/** Reads a JSON file that holds one object, entry by entry: some have hundreds of megabytes. */
final class JsonEntries {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private JsonEntries() {}

  /**
   * Gives out the entries of a file in their order.
   *
   * @param what stands under the keys, for people: a note
   * @param problems receives what keeps the file from being read to its end
   */
  static void read(Path file, String what, Problems problems, BiConsumer<String, JsonNode> taker) {
    try (JsonParser parser = MAPPER.createParser(Files.newBufferedReader(file))) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        problems.add(file, "expected an object with " + what + " for each key");
        return;
      }
      for (int taken = 0; parser.nextToken() == JsonToken.FIELD_NAME; taken++) {
        if (taken == CsvTable.MOST_ROWS) {
          problems.add(file, "more than " + CsvTable.MOST_ROWS + " entries; split the file");
          return;
        }
        String key = parser.currentName();
        parser.nextToken();
        taker.accept(key, MAPPER.readTree(parser));
      }
    } catch (JsonProcessingException e) {
      problems.add(file, "is not whole JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      problems.add(file, "cannot be read: " + e.getMessage());
    }
  }
}
