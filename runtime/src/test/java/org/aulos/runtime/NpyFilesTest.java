package org.aulos.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.aulos.api.AulosException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NpyFilesTest {
  @TempDir private Path folder;

  /** What was read. */
  private static final class Matrix {
    private final float[] values;
    private final int rows;
    private final int columns;

    Matrix(float[] values, int rows, int columns) {
      this.values = values;
      this.rows = rows;
      this.columns = columns;
    }
  }

  private Matrix read(byte[] bytes) throws IOException {
    return NpyFiles.read(Files.write(folder.resolve("own.npy"), bytes), Matrix::new);
  }

  private static byte[] written(float[] values, int rows, int columns) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    NpyFiles.write(out, values, rows, columns);
    return out.toByteArray();
  }

  /** A file as numpy.save of NumPy 2.4 writes it: a header of 118 bytes, then the data. */
  private static byte[] numpy(String header, String data) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(HexFormat.of().parseHex("934e554d50590100" + "7600"));
    out.write((header + " ".repeat(117 - header.length()) + "\n").getBytes(StandardCharsets.UTF_8));
    out.write(HexFormat.of().parseHex(data));
    return out.toByteArray();
  }

  @Test
  void whatIsWrittenIsReadBitForBitThoughItFillsSeveralBlocks() throws IOException {
    Random random = new Random(7);
    float[] values = new float[211 * 97];
    for (int i = 0; i < values.length; i++) {
      values[i] = Float.intBitsToFloat(random.nextInt() & 0xBF7F_FFFF);
    }

    Matrix matrix = read(written(values, 211, 97));

    assertThat(matrix.values).isEqualTo(values);
    assertThat(List.of(matrix.rows, matrix.columns)).containsExactly(211, 97);
  }

  @Test
  void whatIsWrittenIsWhatNumpyWrites() throws IOException {
    byte[] numpy =
        numpy(
            "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }",
            "0000c03f000000c000004040000080400000a0400000c040");

    assertThat(withoutPadding(written(new float[] {1.5f, -2, 3, 4, 5, 6}, 2, 3)))
        .isEqualTo(withoutPadding(numpy));
  }

  /** Paddings of other widths are as valid: only their sum with the header is prescribed. */
  private static String withoutPadding(byte[] file) {
    String text = new String(file, StandardCharsets.ISO_8859_1);
    return text.substring(0, 8) + text.substring(10).replaceFirst(" +\n", "\n");
  }

  @ParameterizedTest
  @CsvSource({"1,1", "12345,3", "1,123456", "0,4"})
  void theDataBeginAtAMultipleOf64Bytes(int rows, int columns) throws IOException {
    byte[] bytes = written(new float[rows * columns], rows, columns);

    assertThat((bytes.length - 4 * rows * columns) % 64).isZero();
    assertThat(read(bytes).columns).isEqualTo(columns);
  }

  @Test
  void aFileOfNumpyIsRead() throws IOException {
    Matrix matrix =
        read(
            numpy(
                "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }",
                "0000c03f000000c000004040000080400000a0400000c040"));

    assertThat(matrix.values).containsExactly(1.5f, -2, 3, 4, 5, 6);
    assertThat(matrix.rows).isEqualTo(2);
  }

  @Test
  void doublePrecisionIsRounded() throws IOException {
    Matrix matrix =
        read(
            numpy(
                "{'descr': '<f8', 'fortran_order': False, 'shape': (1, 2), }",
                "9a9999999999b93f" + "9a9999999999b9bf"));

    assertThat(matrix.values).containsExactly(0.1f, -0.1f);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "'descr': '<f4', 'fortran_order': True, 'shape': (2, 2)",
        "'descr': '<i4', 'fortran_order': False, 'shape': (2, 2)",
        "'descr': '>f4', 'fortran_order': False, 'shape': (2, 2)",
        "'descr': '<f4', 'fortran_order': False, 'shape': (4,)",
        "'descr': '<f4', 'fortran_order': False, 'shape': (1, 2, 2)",
        "'descr': '<f4', 'fortran_order': False, 'shape': (-2, 2)",
        "'descr': '<f4', 'fortran_order': False, 'shape': (9999999999, 2)",
      },
      quoteCharacter = '"')
  void whatIsNoMatrixOfFloatsIsRefusedWithItsHeader(String header) throws IOException {
    byte[] bytes = numpy("{" + header + ", }", "00".repeat(16));

    assertThatThrownBy(() -> read(bytes))
        .isInstanceOf(AulosException.class)
        .hasMessageStartingWith(folder.resolve("own.npy") + ": expected a matrix of little-endian")
        .hasMessageContaining(header);
  }

  @Test
  void aFileCutAnywhereIsRefused() throws IOException {
    byte[] whole = written(new float[] {1, 2, 3, 4}, 2, 2);
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);

      assertThatThrownBy(() -> read(cut))
          .isInstanceOf(AulosException.class)
          .hasMessageStartingWith(folder.resolve("own.npy").toString());
    }
  }

  @Test
  void bytesAfterTheDataAreRefused() throws IOException {
    byte[] whole = written(new float[] {1, 2, 3, 4}, 2, 2);

    assertThatThrownBy(() -> read(Arrays.copyOf(whole, whole.length + 4)))
        .hasMessageContaining("the header says 2 x 2 values of 4 bytes, but 20 bytes follow it");
  }

  @Test
  void aHeaderThatPromisesMuchAllocatesNothing() throws IOException {
    byte[] bytes =
        numpy("{'descr': '<f8', 'fortran_order': False, 'shape': (999999999, 999999999), }", "00");

    assertThatThrownBy(() -> read(bytes))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("but 1 bytes follow it");
  }

  @Test
  void anotherFormatOrVersionIsRefused() throws IOException {
    byte[] second = written(new float[] {1}, 1, 1);
    second[6] = 2;

    assertThatThrownBy(() -> read(second))
        .hasMessageContaining("is not a .npy file of version 1.0");
    assertThatThrownBy(() -> read("RIFF and so on".getBytes(StandardCharsets.UTF_8)))
        .hasMessageContaining("is not a .npy file of version 1.0");
  }

  @Test
  void anAbsentFileIsNamed() {
    assertThatThrownBy(() -> NpyFiles.read(folder.resolve("absent.npy"), Matrix::new))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("absent.npy");
  }

  @Test
  void valuesThatDoNotFillTheShapeAreRefused() {
    assertThatThrownBy(() -> written(new float[5], 2, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected 2 x 3 values but were 5");
  }

  @Test
  void textsAreWhatNumpyWrites() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    NpyFiles.writeTexts(out, List.of("ab", "\u00fc\ud83d\ude00c"));

    assertThat(withoutPadding(out.toByteArray()))
        .isEqualTo(
            withoutPadding(
                numpy(
                    "{'descr': '<U3', 'fortran_order': False, 'shape': (2,), }",
                    "610000006200000000000000fc00000000f6010063000000")));
  }
}
