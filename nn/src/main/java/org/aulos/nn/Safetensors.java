package org.aulos.nn;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.google.gson.Gson;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The safetensors format: the length of a JSON header (8 bytes, little-endian), the header, the
 * values of all tensors without gaps.
 */
final class Safetensors {
  private static final String METADATA = "__metadata__";
  // Some 300,000 tensors. The format itself allows 100 MB.
  private static final int MAX_HEADER = 1 << 25;
  // Values start where the engine's vector instructions like them.
  private static final int ALIGNMENT = 64;

  /** What the engine holds; bfloat16 is widened. */
  private static final Map<String, DataType> TYPES =
      Map.of(
          "F64", DataType.FLOAT64,
          "F32", DataType.FLOAT32,
          "F16", DataType.FLOAT16,
          "BF16", DataType.BFLOAT16,
          "I64", DataType.INT64,
          "I32", DataType.INT32,
          "I8", DataType.INT8,
          "U8", DataType.UINT8,
          "BOOL", DataType.BOOLEAN);

  private final Path file;
  private final long dataStart;
  private final long dataLength;

  private Safetensors(Path file, long dataStart, long dataLength) {
    this.file = file;
    this.dataStart = dataStart;
    this.dataLength = dataLength;
  }

  /** A tensor as the header describes it; offsets count from the end of the header. */
  private record Entry(String name, DataType type, Shape shape, long begin, long end) {}

  /** Whether a file that begins with these bytes can be of this format. */
  static boolean matches(ByteBuffer start) {
    return start.remaining() > Long.BYTES && start.get(start.position() + Long.BYTES) == '{';
  }

  /**
   * The tensors of a file by name, in the order of its header.
   *
   * @throws WeightsException if it is malformed
   */
  static Map<String, StoredTensor> read(Path file) throws IOException {
    long size = Files.size(file);
    if (size < Long.BYTES) {
      throw malformed(file, "it has no header");
    }
    long length = new FileRange(file, 0, size).read(0, Long.BYTES).getLong();
    if (length < 0 || length > size - Long.BYTES || length > MAX_HEADER) {
      throw malformed(
          file,
          "its header claims %d bytes; the file has %d, and the most allowed is %d"
              .formatted(length, size, MAX_HEADER));
    }
    ByteBuffer header = new FileRange(file, Long.BYTES, length).read(0, length);
    long dataStart = Long.BYTES + length;
    return new Safetensors(file, dataStart, size - dataStart)
        .tensors(StandardCharsets.UTF_8.decode(header).toString());
  }

  private Map<String, StoredTensor> tensors(String header) throws WeightsException {
    Map<String, Entry> entries = new LinkedHashMap<>();
    try (JsonReader json = new JsonReader(new StringReader(header))) {
      json.beginObject();
      while (json.hasNext()) {
        String name = json.nextName();
        if (name.equals(METADATA)) {
          json.skipValue();
        } else if (entries.put(name, entry(name, json)) != null) {
          throw malformed(file, "it names tensor '" + name + "' twice");
        }
      }
      json.endObject();
      if (json.peek() != JsonToken.END_DOCUMENT) {
        throw malformed(file, "its header goes on behind its end");
      }
    } catch (WeightsException e) {
      throw e;
    } catch (IOException | IllegalStateException | NumberFormatException e) {
      // The reader's words for a value of another kind, and for text that is no JSON.
      throw new WeightsException(words(file, "its header cannot be read"), e);
    }
    checkLayout(entries.values().stream().sorted(Comparator.comparing(Entry::begin)).toList());
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    entries.forEach((name, entry) -> tensors.put(name, tensor(entry)));
    return tensors;
  }

  private Entry entry(String name, JsonReader json) throws IOException {
    String type = "";
    List<Long> shape = List.of();
    List<Long> offsets = List.of();
    json.beginObject();
    while (json.hasNext()) {
      switch (json.nextName()) {
        case "dtype" -> type = json.nextString();
        case "shape" -> shape = sizes(json);
        case "data_offsets" -> offsets = sizes(json);
        default -> json.skipValue();
      }
    }
    json.endObject();
    DataType known = TYPES.get(type);
    if (known == null) {
      throw malformed(
          file,
          "tensor '%s' is of type '%s', which is not read; those read are %s"
              .formatted(name, type, TYPES.keySet().stream().sorted().toList()));
    }
    if (offsets.size() != 2) {
      throw malformed(file, "tensor '" + name + "' does not say where it begins and ends");
    }
    long[] axes = shape.stream().mapToLong(Long::longValue).toArray();
    return new Entry(name, known, new Shape(axes), offsets.get(0), offsets.get(1));
  }

  private static List<Long> sizes(JsonReader json) throws IOException {
    List<Long> sizes = new ArrayList<>();
    json.beginArray();
    while (json.hasNext()) {
      long size = json.nextLong();
      if (size < 0) {
        throw new MalformedJsonException("negative size " + size);
      }
      sizes.add(size);
    }
    json.endArray();
    return sizes;
  }

  /** Each tensor as long as its shape says, and all together without gap or overlap. */
  private void checkLayout(List<Entry> inOrder) throws WeightsException {
    long end = 0;
    for (Entry entry : inOrder) {
      long bytes = Sizes.bytes(entry.shape(), entry.type().getNumOfBytes(), dataLength);
      if (entry.begin() != end || entry.end() > dataLength || entry.end() - end != bytes) {
        throw malformed(
            file,
            "tensor '%s' of %s %s claims bytes %d to %d; expected from %d on, of %d"
                .formatted(
                    entry.name(),
                    entry.type(),
                    entry.shape(),
                    entry.begin(),
                    entry.end(),
                    end,
                    dataLength));
      }
      end = entry.end();
    }
    if (end != dataLength) {
      throw malformed(file, "%d bytes belong to no tensor".formatted(dataLength - end));
    }
  }

  private StoredTensor tensor(Entry entry) {
    long length = entry.end() - entry.begin();
    FileRange range = new FileRange(file, dataStart + entry.begin(), length);
    StoredTensor.Values values = () -> range.read(0, length);
    return StoredTensor.of(entry.type(), entry.shape(), values);
  }

  /** Writes tensors in the order of the map. */
  static void write(Map<String, StoredTensor> tensors, WritableByteChannel channel)
      throws IOException {
    byte[] json = new Gson().toJson(header(tensors)).getBytes(StandardCharsets.UTF_8);
    int gap = Math.floorMod(-(Long.BYTES + json.length), ALIGNMENT);
    ByteBuffer start =
        ByteBuffer.allocate(Long.BYTES + json.length + gap).order(ByteOrder.LITTLE_ENDIAN);
    start.putLong((long) json.length + gap).put(json);
    while (start.hasRemaining()) {
      start.put((byte) ' ');
    }
    writeAll(start.flip(), channel);
    for (StoredTensor tensor : tensors.values()) {
      writeAll(tensor.bytes(), channel);
    }
  }

  private static Map<String, Object> header(Map<String, StoredTensor> tensors) {
    Map<String, Object> header = new LinkedHashMap<>();
    header.put(METADATA, Map.of("format", "pt"));
    long begin = 0;
    for (Map.Entry<String, StoredTensor> entry : tensors.entrySet()) {
      StoredTensor tensor = entry.getValue();
      long end = begin + tensor.shape().size() * tensor.type().getNumOfBytes();
      Map<String, Object> description = new LinkedHashMap<>();
      description.put("dtype", tensor.type().asSafetensors());
      description.put("shape", tensor.shape().getShape());
      description.put("data_offsets", new long[] {begin, end});
      header.put(entry.getKey(), description);
      begin = end;
    }
    return header;
  }

  private static void writeAll(ByteBuffer bytes, WritableByteChannel channel) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private static WeightsException malformed(Path file, String reason) {
    return new WeightsException(words(file, reason));
  }

  private static String words(Path file, String reason) {
    return file + " is no valid safetensors file: " + reason + ". Fetch or write it again.";
  }
}
