package org.aulos.nn;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * A JSON document of a checkpoint, as {@link CheckpointFolder} writes them: what a network must
 * know beside its weights.
 */
public final class CheckpointDocument {
  /** The member that says which kind of document it is. */
  public static final String FORMAT = "format";

  private static final long MOST_BYTES = 1 << 26;

  private final Path file;
  private final JsonObject json;

  private CheckpointDocument(Path file, JsonObject json) {
    this.file = file;
    this.json = json;
  }

  /**
   * A document of a checkpoint.
   *
   * @param name of the file
   * @param format what its member {@link #FORMAT} says
   * @throws WeightsException if there is none, or it is not of this format
   */
  public static CheckpointDocument read(Path checkpoint, String name, String format)
      throws WeightsException {
    Path file = checkpoint.resolve(name);
    CheckpointDocument document = new CheckpointDocument(file, parsed(file));
    if (!document.text(FORMAT).equals(format)) {
      throw document.malformed("its format is '" + document.text(FORMAT) + "', not " + format);
    }
    return document;
  }

  private static JsonObject parsed(Path file) throws WeightsException {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new WeightsException(file + " is larger than " + MOST_BYTES + " bytes.");
      }
      return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    } catch (IOException e) {
      throw new WeightsException(
          "%s holds no %s that can be read; name a folder that 'aulos train' wrote, or a file of weights."
              .formatted(file.getParent(), file.getFileName()),
          e);
    } catch (JsonParseException | IllegalStateException e) {
      throw new WeightsException(file + " is no JSON object: " + e.getMessage(), e);
    }
  }

  /**
   * A text.
   *
   * @throws WeightsException if there is none of this name
   */
  public String text(String name) throws WeightsException {
    return member(name, JsonElement::getAsString);
  }

  /**
   * A number.
   *
   * @throws WeightsException if there is none of this name
   */
  public double number(String name) throws WeightsException {
    return member(name, JsonElement::getAsDouble);
  }

  /**
   * Yes or no.
   *
   * @throws WeightsException if there is neither of this name
   */
  public boolean flag(String name) throws WeightsException {
    return member(name, JsonElement::getAsBoolean);
  }

  /**
   * A constant by its name, in letters of any case.
   *
   * @throws WeightsException if there is none of this name, or the type has no such constant
   */
  public <E extends Enum<E>> E constant(String name, Class<E> type) throws WeightsException {
    return member(name, it -> Enum.valueOf(type, it.getAsString().toUpperCase(Locale.ROOT)));
  }

  /**
   * Numbers.
   *
   * @throws WeightsException if there are none of this name
   */
  public float[] numbers(String name) throws WeightsException {
    return member(
        name,
        it -> {
          float[] numbers = new float[it.getAsJsonArray().size()];
          for (int i = 0; i < numbers.length; i++) {
            numbers[i] = it.getAsJsonArray().get(i).getAsFloat();
          }
          return numbers;
        });
  }

  /**
   * Texts.
   *
   * @throws WeightsException if there are none of this name
   */
  public List<String> texts(String name) throws WeightsException {
    return member(
        name,
        it -> {
          List<String> texts = new ArrayList<>();
          it.getAsJsonArray().forEach(text -> texts.add(text.getAsString()));
          return texts;
        });
  }

  private <T> T member(String name, Function<JsonElement, T> reading) throws WeightsException {
    JsonElement member = json.get(name);
    if (member == null) {
      throw malformed("there is no '" + name + "'");
    }
    try {
      return reading.apply(member);
    } catch (IllegalArgumentException | IllegalStateException | UnsupportedOperationException e) {
      throw new WeightsException("%s: '%s' is %s.".formatted(file, name, member), e);
    }
  }

  private WeightsException malformed(String why) {
    return new WeightsException(file + ": " + why + ".");
  }
}
