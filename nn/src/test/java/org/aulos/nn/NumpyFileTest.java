package org.aulos.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.aulos.testkit.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Arrays in the format that NumPy documents (NEP 1). */
@SuppressWarnings("NullAway.Init") // JUnit sets it before each test
class NumpyFileTest {
  private static final String MATRIX =
      "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }\n";

  @TempDir private Path folder;

  private static byte[] npy(int version, String header, float... values) {
    int prefix = version == 1 ? 10 : 12;
    ByteBuffer bytes =
        ByteBuffer.allocate(prefix + header.length() + 4 * values.length)
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0});
    if (version == 1) {
      bytes.putShort((short) header.length());
    } else {
      bytes.putInt(header.length());
    }
    bytes.put(header.getBytes(StandardCharsets.ISO_8859_1));
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }

  private StoredTensor read(byte[] content) throws IOException {
    return StateDict.read(Files.write(folder.resolve("array.npy"), content)).get("arr_0");
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "3"})
  void readsTheArrayInEveryVersion(int version) throws IOException {
    StoredTensor array = read(npy(version, MATRIX, 1, 2, 3, 4, 5, 6));

    assertThat(array.shape()).isEqualTo(new Shape(2, 3));
    assertThat(array.toFloats()).containsExactly(1, 2, 3, 4, 5, 6);
  }

  @Test
  void readsThePublishedWordVectorsOfCoala() throws IOException {
    Path file = SharedData.assume("fixtures/coala/embedding_matrix_128.npy");
    Path network = SharedData.assume("fixtures/coala/tag_encoder_128_mean_c.pt");

    StoredTensor array = StateDict.read(file).get("arr_0");

    assertThat(array.type()).isEqualTo(DataType.FLOAT64);
    assertThat(array.toFloats())
        .containsExactly(StateDict.read(network).get("embeddings.weight").toFloats());
  }

  @Test
  void refusesATruncatedFileWhereverItEnds() throws IOException {
    byte[] whole = npy(1, MATRIX, 1, 2, 3, 4, 5, 6);

    for (int length = 6; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> read(part))
          .as("%s bytes", part.length)
          .isInstanceOf(WeightsException.class)
          .hasMessageContaining("array.npy");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'descr': '<f4', 'fortran_order': True, 'shape': (2, 3) | ascontiguousarray",
        "'descr': '>f4', 'fortran_order': False, 'shape': (2, 3) | type >f4",
        "'descr': 'O4', 'fortran_order': False, 'shape': (2, 3) | type",
        "'descr': '<f4', 'fortran_order': False, 'shape': (2, 2) | do not fill",
        "'descr': '<f4', 'fortran_order': False, 'shape': (999999999999999999, 9) | do not fill",
        "'descr': '<f4', 'fortran_order': False, 'shape': (1,1,1,1,1,1,1,1,6) | 9 axes",
        "'descr': '<f4' | not understood"
      })
  void refusesWhatItDoesNotRead(String header, String message) {
    byte[] content = npy(1, "{" + header + "}\n", 1, 2, 3, 4, 5, 6);

    assertThatThrownBy(() -> read(content))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining(message);
  }
}
