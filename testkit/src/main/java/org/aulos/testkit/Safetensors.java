package org.aulos.testkit;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.aulos.api.AulosException;

/**
 * Reads float32 tensors from the bytes of a safetensors file: the length of a JSON header (8 bytes,
 * little-endian), the header, the values. Every size is checked against the bytes at hand before
 * anything is allocated.
 */
final class Safetensors {
  private static final String METADATA = "__metadata__";

  private final ByteBuffer content;
  private final String origin;

  private Safetensors(byte[] content, String origin) {
    this.content = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    this.origin = origin;
  }

  /**
   * The tensors by name, in the order of the header.
   *
   * @param origin where the bytes came from, for messages
   * @throws AulosException if the bytes are no safetensors file of float32 tensors
   */
  static Map<String, GoldenTensor> read(byte[] content, String origin) {
    return new Safetensors(content, origin).read();
  }

  private Map<String, GoldenTensor> read() {
    if (content.remaining() < Long.BYTES) {
      throw malformed("it has no header");
    }
    long headerLength = content.getLong();
    if (headerLength < 0 || headerLength > content.remaining()) {
      throw malformed(
          "the header claims %d bytes but %d follow".formatted(headerLength, content.remaining()));
    }
    byte[] header = new byte[(int) headerLength];
    content.get(header);
    ByteBuffer data = content.slice().order(ByteOrder.LITTLE_ENDIAN);
    Map<String, GoldenTensor> tensors = new LinkedHashMap<>();
    try {
      JsonObject entries =
          JsonParser.parseString(new String(header, StandardCharsets.UTF_8)).getAsJsonObject();
      for (Map.Entry<String, JsonElement> entry : entries.entrySet()) {
        if (!entry.getKey().equals(METADATA)) {
          tensors.put(
              entry.getKey(), tensor(entry.getKey(), entry.getValue().getAsJsonObject(), data));
        }
      }
    } catch (JsonParseException
        | IllegalStateException
        | IndexOutOfBoundsException
        | NullPointerException
        | UnsupportedOperationException
        | NumberFormatException e) {
      throw new AulosException(origin + " is no safetensors file: its header cannot be read", e);
    }
    return tensors;
  }

  private GoldenTensor tensor(String name, JsonObject entry, ByteBuffer data) {
    String type = entry.get("dtype").getAsString();
    if (!type.equals("F32")) {
      throw malformed("tensor '%s' is of type %s, expected F32".formatted(name, type));
    }
    JsonArray offsets = entry.getAsJsonArray("data_offsets");
    long begin = offsets.get(0).getAsLong();
    long end = offsets.get(1).getAsLong();
    int[] shape = shape(name, entry.getAsJsonArray("shape"));
    if (begin < 0 || end > data.capacity() || end - begin != bytes(shape, data.capacity())) {
      throw malformed(
          "tensor '%s' claims bytes %d to %d of %d".formatted(name, begin, end, data.capacity()));
    }
    float[] values = new float[(int) (end - begin) / Float.BYTES];
    data.duplicate()
        .order(ByteOrder.LITTLE_ENDIAN)
        .position((int) begin)
        .asFloatBuffer()
        .get(values);
    return new GoldenTensor(name, shape, values);
  }

  private int[] shape(String name, JsonArray sizes) {
    int[] shape = new int[sizes.size()];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = sizes.get(i).getAsInt();
      if (shape[i] < 0) {
        throw malformed("tensor '%s' has an axis of size %d".formatted(name, shape[i]));
      }
    }
    return shape;
  }

  /** Bytes of a tensor of the given shape, or -1 if they are more than {@code limit}. */
  private static long bytes(int[] shape, long limit) {
    long bytes = Float.BYTES;
    for (int size : shape) {
      bytes *= size;
      // Checked at every factor: the product of a hostile shape overflows a long.
      if (bytes > limit) {
        return -1;
      }
    }
    return bytes;
  }

  private AulosException malformed(String reason) {
    return new AulosException(origin + " is no safetensors file of float32 tensors: " + reason);
  }
}
