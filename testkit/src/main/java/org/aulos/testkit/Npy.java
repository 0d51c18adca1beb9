package org.aulos.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Expected numbers as NumPy saves them. */
public final class Npy {
  private Npy() {}

  /**
   * Values of an array of version 1, row-major.
   *
   * @param file an {@code .npy} of little-endian float32 in C order
   * @throws AssertionError if it holds another type or order
   * @throws IOException if it cannot be read
   */
  public static float[] floats(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int header = bytes.getShort(8);
    String description = new String(bytes.array(), 10, header, StandardCharsets.ISO_8859_1);
    assertThat(description).contains("'<f4'").contains("'fortran_order': False");
    float[] values = new float[(bytes.capacity() - 10 - header) / Float.BYTES];
    bytes.position(10 + header).slice().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return values;
  }
}
