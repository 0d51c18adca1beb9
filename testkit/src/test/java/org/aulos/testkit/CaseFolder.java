package org.aulos.testkit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes small golden cases by hand. */
final class CaseFolder {
  private CaseFolder() {}

  /** One input {@code x} and one expected tensor {@code y}, both {@code [2, 2]}. */
  static Path write(Path folder, String expectation, float... y) throws IOException {
    String header =
        """
        {"in.x":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]},\
        "out.y":{"dtype":"F32","shape":[2,2],"data_offsets":[16,32]}}""";
    float[] values = {1, 2, 3, 4, y[0], y[1], y[2], y[3]};
    Files.write(folder.resolve("io.safetensors"), safetensors(header, values));
    Files.writeString(
        folder.resolve("case.json"),
        """
        {"config": {"sr": 16000, "window": "hann", "bands": [1, 2]},
         "files": {"io": "io.safetensors"},
         "inputs": {"x": {"tensor": "in.x", "shape": [2, 2]}},
         "expected": {"y": {"tensor": "out.y", "shape": [2, 2], %s}},
         "expected_scalars": {"z": {"value": 10.0, "abs_tol": 0.1, "rel_tol": 0.01}}}
        """
            .formatted(expectation));
    return folder;
  }

  static byte[] safetensors(String header, float... values) {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer buffer =
        ByteBuffer.allocate(Long.BYTES + json.length + values.length * Float.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(json.length)
            .put(json);
    for (float value : values) {
      buffer.putFloat(value);
    }
    return buffer.array();
  }
}
