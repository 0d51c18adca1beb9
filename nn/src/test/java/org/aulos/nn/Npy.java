package org.aulos.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads arrays in NumPy's format. */
final class Npy {
  private Npy() {}

  /** Values of a float32 array of version 1, row-major. */
  static float[] floats(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int header = bytes.getShort(8);
    String description = new String(bytes.array(), 10, header, StandardCharsets.ISO_8859_1);
    assertThat(description).contains("'<f4'").contains("'fortran_order': False");
    float[] values = new float[(bytes.capacity() - 10 - header) / Float.BYTES];
    bytes.position(10 + header).slice().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return values;
  }
}
