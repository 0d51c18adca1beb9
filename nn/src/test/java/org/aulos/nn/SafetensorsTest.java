package org.aulos.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reading and writing, checked against DJL's own reader and against files written byte by byte. */
@SuppressWarnings("NullAway.Init") // JUnit sets it before each test
class SafetensorsTest {
  @TempDir private Path folder;
  private NDManager manager;

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager();
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void djlReadsWhatIsWritten() throws IOException {
    Path file = folder.resolve("weights.safetensors");
    samples().write(file);

    NDList decoded = NDList.decode(manager, Files.readAllBytes(file));

    assertThat(decoded).extracting(NDArray::getName).containsExactly("a.weight", "a.count", "on");
    assertThat(decoded.get(0).getShape()).isEqualTo(new Shape(2, 2));
    assertThat(decoded.get(0).toFloatArray()).containsExactly(1, -2, 3.5f, 1e-30f);
    assertThat(decoded.get(1).toLongArray()).containsExactly(1L << 40);
  }

  @Test
  void readsWhatIsWritten() throws IOException {
    Path file = folder.resolve("weights.safetensors");
    samples().write(file);

    StateDict read = StateDict.read(file);

    assertThat(read.names()).containsExactly("a.weight", "a.count", "on");
    assertThat(read.get("a.weight").toArray(manager).toFloatArray())
        .containsExactly(1, -2, 3.5f, 1e-30f);
    assertThat(read.get("a.count").shape()).isEqualTo(new Shape());
    assertThat(read.get("on").toArray(manager).toBooleanArray()).containsExactly(true, false);
  }

  @ParameterizedTest
  @CsvSource({
    "F64, FLOAT64, 000000000000f83f, 1.5",
    "F32, FLOAT32, 0000c03f, 1.5",
    "F16, FLOAT16, 003e, 1.5",
    "BF16, FLOAT32, c03f, 1.5",
    "I64, INT64, feffffffffffffff, -2",
    "I32, INT32, feffffff, -2",
    "I8, INT8, fe, -2",
    "U8, UINT8, fe, 254",
    "BOOL, BOOLEAN, 01, 1"
  })
  void readsEveryTypeThatTheEngineHolds(String name, DataType type, String bytes, double value)
      throws IOException {
    byte[] data = HexFormat.of().parseHex(bytes);
    Path file =
        file(
            "{'x':{'dtype':'%s','shape':[1],'data_offsets':[0,%d]}}".formatted(name, data.length),
            data);

    StoredTensor tensor = StateDict.read(file).get("x");

    assertThat(tensor.type()).isEqualTo(type);
    assertThat(tensor.toArray(manager).toType(DataType.FLOAT64, true).toDoubleArray())
        .containsExactly(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'x':{'dtype':'F32','shape':[2],'data_offsets':[0,4]}} | claims bytes 0 to 4",
        "{'x':{'dtype':'F32','shape':[3],'data_offsets':[0,12]}} | claims bytes 0 to 12",
        "{'x':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}} | 4 bytes belong to no tensor",
        "{'x':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}} | expected from 0 on",
        "{'x':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},'y':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}} | 'y' of float32 (1) claims bytes 4 to 8",
        "{'x':{'dtype':'F32','shape':[4611686018427387904,4],'data_offsets':[0,8]}} | claims bytes",
        "{'x':{'dtype':'F32','shape':[-1],'data_offsets':[0,8]}} | header cannot be read",
        "{'x':{'dtype':'Q4','shape':[2],'data_offsets':[0,8]}} | type 'Q4', which is not read",
        "{'x':{'dtype':'F32','shape':[2]}} | does not say where it begins",
        "{'x':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},'x':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}} | 'x' twice",
        "{'x':[]} | header cannot be read",
        "{'x':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}{} | header",
        "{'x':{'dtype':'F32','shape':[2],'data_offsets':[0,8] | header cannot be read"
      })
  void refusesHeadersThatContradictTheFile(String header, String complaint) throws IOException {
    Path file = file(header, new byte[8]);

    assertThatThrownBy(() -> StateDict.read(file))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining(complaint)
        .hasMessageContaining(file.toString());
  }

  @ParameterizedTest
  @CsvSource({"-1", "1000", "9223372036854775807"})
  void refusesHeadersLongerThanTheFile(long length) throws IOException {
    byte[] bytes = Pickles.little(length, 20);
    bytes[8] = '{';
    Path file = Files.write(folder.resolve("x.safetensors"), bytes);

    assertThatThrownBy(() -> StateDict.read(file)).isInstanceOf(WeightsException.class);
  }

  @Test
  void refusesEveryTruncation() throws IOException {
    Path whole = folder.resolve("whole.safetensors");
    samples().write(whole);
    byte[] bytes = Files.readAllBytes(whole);

    for (int length = 0; length < bytes.length; length++) {
      Path part = Files.write(folder.resolve("part"), Arrays.copyOf(bytes, length));

      assertThatThrownBy(() -> StateDict.read(part)).isInstanceOf(WeightsException.class);
    }
  }

  @Test
  void writingThatFailsLeavesTheEarlierFileAlone() throws IOException {
    Path file = folder.resolve("weights.safetensors");
    samples().write(file);
    byte[] before = Files.readAllBytes(file);
    StoredTensor broken =
        StoredTensor.of(
            DataType.FLOAT32,
            new Shape(1),
            () -> {
              throw new IOException("disk gone");
            });

    assertThatThrownBy(() -> StateDict.of("test", Map.of("x", broken)).write(file))
        .isInstanceOf(IOException.class)
        .hasMessage("disk gone");
    assertThat(file).hasBinaryContent(before);
    assertThat(folder).isDirectoryNotContaining(path -> path.toString().endsWith(".part"));
  }

  private StateDict samples() {
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    tensors.put("a.weight", StoredTensor.of(new float[] {1, -2, 3.5f, 1e-30f}, new Shape(2, 2)));
    tensors.put("a.count", StoredTensor.of(manager.create(1L << 40)));
    tensors.put("on", StoredTensor.of(manager.create(new boolean[] {true, false})));
    return StateDict.of("test", tensors);
  }

  private Path file(String header, byte[] data) throws IOException {
    byte[] json = header.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(
        ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(json.length).array());
    bytes.writeBytes(json);
    bytes.writeBytes(data);
    return Files.write(folder.resolve("file.safetensors"), bytes.toByteArray());
  }
}
