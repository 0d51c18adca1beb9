package org.aulos.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.aulos.testkit.GoldenCase;
import org.aulos.testkit.SharedData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checkpoints that PyTorch wrote, and hostile ones written byte by byte. */
@SuppressWarnings("NullAway.Init") // JUnit sets it before each test
class TorchFileTest {
  private static final long[] PAIR = {2};
  private static final long[] DENSE = {1};

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

  @ParameterizedTest
  @ValueSource(strings = {"archive.pt", "sequence.pt"})
  void namesTheTensorsOfNestedCheckpoints(String name) throws IOException {
    StateDict checkpoint = StateDict.read(resource(name));

    assertThat(checkpoint.names())
        .startsWith("state_dict.module.conv.weight", "state_dict.module.conv.transposed")
        .endsWith("optimizer.state.0.step", "optimizer.state.0.exp_avg")
        .hasSize(16);
  }

  @ParameterizedTest
  @ValueSource(strings = {"archive.pt", "sequence.pt"})
  void readsViewsOfOneStorage(String name) throws IOException {
    StateDict weights = weights(name);

    assertThat(weights.get("conv.weight").shape()).isEqualTo(new Shape(2, 3, 4));
    assertThat(values(weights, "conv.weight"))
        .containsExactly(
            0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23);
    assertThat(weights.get("conv.transposed").shape()).isEqualTo(new Shape(4, 6));
    assertThat(values(weights, "conv.transposed")).startsWith(0, 4, 8, 12, 16, 20, 1, 5);
    assertThat(values(weights, "conv.part")).containsExactly(4, 5, 8, 9, 12, 13);
  }

  @ParameterizedTest
  @ValueSource(strings = {"archive.pt", "sequence.pt"})
  void readsEveryTypeThatTheEngineHolds(String name) throws IOException {
    StateDict types = weights(name).under("types.");

    for (String type : types.names()) {
      double[] expected = type.equals("bool") ? new double[] {1, 0, 1} : new double[] {1, 2, 100};
      assertThat(values(types, type)).as(type).containsExactly(expected);
    }
    assertThat(types.get("f16").type()).isEqualTo(DataType.FLOAT16);
    assertThat(types.get("i64").type()).isEqualTo(DataType.INT64);
    assertThat(types.names()).hasSize(8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"archive.pt", "sequence.pt"})
  void readsScalarsParametersAndEmptyTensors(String name) throws IOException {
    StateDict weights = weights(name);

    assertThat(weights.get("bn.num_batches_tracked").shape()).isEqualTo(new Shape());
    assertThat(values(weights, "bn.num_batches_tracked")).containsExactly(7);
    assertThat(values(weights, "parameter")).containsExactly(-0.5, 0.25);
    assertThat(weights.get("empty").toArray(manager).getShape()).isEqualTo(new Shape(0, 3));
  }

  @ParameterizedTest
  @CsvSource({
    "tag_encoder_128_mean_c.pt, coala-tag-mean",
    "tag_encoder_128_selfatt_c_1h.pt, coala-tag-attention-1h",
    "tag_encoder_128_selfatt_c_4h.pt, coala-tag-attention-4h"
  })
  void readsPublishedCheckpoints(String file, String fixture) throws IOException {
    StateDict weights = StateDict.read(SharedData.assume("fixtures/coala/" + file));
    GoldenCase golden = GoldenCase.in(SharedData.assume("fixtures/" + fixture));

    assertThat(golden.weights()).isNotEmpty();
    for (String name : golden.weights().keySet()) {
      assertThat(weights.get(name).toArray(manager).toFloatArray())
          .as(name)
          .containsExactly(golden.weight(name).floats());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "posix, system",
    "os, system",
    "nt, system",
    "subprocess, Popen",
    "builtins, eval",
    "builtins, getattr",
    "torch, load",
    "torch.storage, _load_from_bytes",
    "numpy.core.multiarray, _reconstruct",
    "__main__, Model"
  })
  void refusesWhateverElseAPickleNames(String module, String name) throws IOException {
    byte[] call = Pickles.begin().global(module, name).op("(").text("true").op("tR").end();
    byte[] onStack = Pickles.begin().text(module).text(name).op(0x93).op(")R").end();
    byte[] object = Pickles.begin().global(module, name).op(")").op(0x81).end();

    for (byte[] pickle : new byte[][] {call, onStack, object}) {
      assertThatThrownBy(() -> StateDict.read(archive(pickle)))
          .isInstanceOf(WeightsException.class)
          .hasMessageContaining("it names " + module + "." + name)
          .hasMessageContaining("save its state_dict alone");
    }
  }

  @Test
  void refusesMaliciousSequencesToo() throws IOException {
    byte[] genuine = Files.readAllBytes(resource("sequence.pt"));
    ByteArrayOutputStream hostile = new ByteArrayOutputStream();
    hostile.write(genuine, 0, 15);
    hostile.writeBytes(Pickles.begin().global("os", "system").op("(").text("true").op("tR").end());
    Path file = Files.write(folder.resolve("hostile.pth"), hostile.toByteArray());

    assertThatThrownBy(() -> StateDict.read(file)).hasMessageContaining("it names os.system");
  }

  @Test
  void refusesOpcodesThatCheckpointsDoNotNeed() {
    // INST, OBJ, EXT1, PERSID and the line-wise ones of protocol 0.
    for (int opcode : new int[] {'i', 'o', 0x82, 'P', 'I', 'S', 'V', 'p', 'g', 0xff}) {
      byte[] pickle = Pickles.begin().op(opcode).op("os\nsystem\n").end();

      assertThatThrownBy(() -> StateDict.read(archive(pickle)))
          .isInstanceOf(WeightsException.class)
          .hasMessageContaining("opcode");
    }
  }

  @Test
  void refusesTensorsThatReachBeyondTheirStorage() {
    long huge = Long.MAX_VALUE;
    refuse(0, new long[] {3}, DENSE);
    refuse(1, PAIR, DENSE);
    refuse(huge, PAIR, DENSE);
    refuse(0, PAIR, new long[] {2});
    refuse(0, PAIR, new long[] {huge});
    refuse(0, new long[] {2, 2}, new long[] {huge, huge});
    refuse(0, new long[] {huge, huge}, new long[] {1, 1});
    refuse(-1, PAIR, DENSE);
    refuse(0, new long[] {-2}, DENSE);
    refuse(0, PAIR, new long[] {-1});
    refuse(0, PAIR, new long[] {1, 1});
  }

  @Test
  void refusesTensorsThatRepeatElementsWithoutEnd() {
    refuse(0, new long[] {1L << 40}, new long[] {0});
  }

  private void refuse(long offset, long[] sizes, long[] strides) {
    byte[] pickle = Pickles.begin().tensor("0", 2, offset, sizes, strides).end();

    assertThatThrownBy(() -> StateDict.read(archive(pickle, new byte[8])))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("it describes a tensor");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 3, -1, 1L << 61, Long.MAX_VALUE})
  void refusesStoragesOfAnotherLengthThanClaimed(long elements) {
    byte[] pickle = Pickles.begin().tensor("0", elements, 0, new long[0], new long[0]).end();

    assertThatThrownBy(() -> StateDict.read(archive(pickle, new byte[8])))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("storage");
  }

  @Test
  void refusesStoragesThatAreNotThere() {
    byte[] pickle = Pickles.begin().tensor("../../etc/passwd", 2, 0, PAIR, DENSE).end();

    assertThatThrownBy(() -> StateDict.read(archive(pickle)))
        .hasMessageContaining("lacks 'data/../../etc/passwd'");
  }

  @Test
  void refusesCompressedEntries() throws IOException {
    // A megabyte of zeros in a kilobyte: nothing bounds what a compressed entry becomes.
    Path bomb = folder.resolve("bomb.pt");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(bomb))) {
      put(zip, "bomb/data.pkl", Pickles.begin().tensor("0", 1 << 18, 0, PAIR, DENSE).end(), true);
      put(zip, "bomb/data/0", new byte[1 << 20], false);
    }

    assertThatThrownBy(() -> StateDict.read(bomb))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("compressed");
  }

  @Test
  void refusesValuesLongerThanThePickle() {
    byte[] pickle = Pickles.begin().op("X").op(0xff, 0xff, 0xff, 0xff).end();

    assertThatThrownBy(() -> StateDict.read(archive(pickle)))
        .hasMessageContaining("claims a value of 4294967295 bytes; 1 are left");
  }

  @Test
  void refusesContainersWithoutEnd() {
    // A list within itself; and 40 lists, each with the one before it twice.
    Pickles doubled = Pickles.begin().op("]").op('q', 0);
    for (int i = 1; i < 40; i++) {
      doubled.op("(").op('h', i - 1).op('h', i - 1).op("l").op('q', i);
    }

    for (Pickles pickle :
        new Pickles[] {Pickles.begin().op("]q").op(0).op('h', 0).op("a"), doubled}) {
      assertThatThrownBy(() -> StateDict.read(archive(pickle.end())))
          .isInstanceOf(WeightsException.class)
          .hasMessageContaining("nested without end");
    }
  }

  @Test
  void refusesDictionariesThatRepeatOneListWithoutEnd() {
    // A list of a thousand pairs, and two thousand dictionaries of it.
    Pickles pickle = Pickles.begin().op("(");
    for (int i = 0; i < 1_000; i++) {
      pickle.op("(").integer(i).op("Nt");
    }
    pickle.op("l").op('q', 0).op("0").global("collections", "OrderedDict").op('q', 1).op("0(");
    for (int i = 0; i < 2_000; i++) {
      pickle.op('h', 1).op("(").op('h', 0).op("tR");
    }

    assertThatThrownBy(() -> StateDict.read(archive(pickle.op("l").end())))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("it builds dictionaries of more than");
  }

  @Test
  void refusesMoreNamesThanAFileCouldHold() {
    // 700 keys of 1,000 characters, each of a list of the same hundred tensors: 70 million.
    Pickles pickle = Pickles.begin().op("(");
    for (int i = 0; i < 100; i++) {
      pickle.tensor("0", 2, 0, PAIR, DENSE);
    }
    pickle.op("l").op('q', 0).op("0}(");
    for (int i = 0; i < 700; i++) {
      pickle.text("x".repeat(990) + i).op('h', 0);
    }

    assertThatThrownBy(() -> StateDict.read(archive(pickle.op("u").end(), new byte[8])))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("the names of its tensors");
  }

  @Test
  void refusesTwoTensorsOfOneName() {
    Pickles pickle = Pickles.begin().op("}(").text("a.b").tensor("0", 2, 0, PAIR, DENSE);
    pickle.text("a").op("}").text("b").tensor("0", 2, 0, PAIR, DENSE).op("su");

    assertThatThrownBy(() -> StateDict.read(archive(pickle.end(), new byte[8])))
        .hasMessageContaining("two tensors named 'a.b'");
  }

  @Test
  void refusesTheTarFormat() throws IOException {
    byte[] tar = new byte[1024];
    System.arraycopy("ustar".getBytes(java.nio.charset.StandardCharsets.US_ASCII), 0, tar, 257, 5);
    Path file = Files.write(folder.resolve("old.pth"), tar);

    assertThatThrownBy(() -> StateDict.read(file))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("tar format");
  }

  @Test
  void refusesTruncatedFiles() throws IOException {
    for (String name : new String[] {"archive.pt", "sequence.pt"}) {
      byte[] bytes = Files.readAllBytes(resource(name));
      for (int length = 0; length < bytes.length; length += 1 + length / 40) {
        Path part = Files.write(folder.resolve("part"), Arrays.copyOf(bytes, length));

        assertThatThrownBy(() -> StateDict.read(part)).isInstanceOf(WeightsException.class);
      }
    }
  }

  @Test
  void answersFlippedBitsOrReadsOn() throws IOException {
    for (String name : new String[] {"archive.pt", "sequence.pt"}) {
      byte[] bytes = Files.readAllBytes(resource(name));
      for (int i = 0; i < 8 * Math.min(bytes.length, 2500); i += 31) {
        byte[] flipped = bytes.clone();
        flipped[i / 8] ^= (byte) (1 << i % 8);
        readOrRefuse(Files.write(folder.resolve("flipped"), flipped));
      }
    }
  }

  /** Any other exception than those promised fails the test. */
  private static void readOrRefuse(Path file) throws IOException {
    try {
      assertThat(StateDict.read(file).names()).doesNotContainNull();
    } catch (WeightsException e) {
      assertThat(e).hasMessageContaining(file.toString());
    }
  }

  private double[] values(StateDict weights, String name) throws IOException {
    return weights
        .get(name)
        .toArray(manager)
        .toType(DataType.FLOAT64, true)
        .flatten()
        .toDoubleArray();
  }

  private StateDict weights(String name) throws IOException {
    return StateDict.read(resource(name)).under("state_dict.").withoutPrefix("module.");
  }

  private Path resource(String name) throws IOException {
    Path file = folder.resolve(name);
    try (InputStream in =
        Objects.requireNonNull(getClass().getResourceAsStream("/torch-save/" + name))) {
      Files.write(file, in.readAllBytes());
    }
    return file;
  }

  /** An archive of a pickle and the storages 0, 1, …. */
  private Path archive(byte[] pickle, byte[]... storages) throws IOException {
    Path file = folder.resolve("archive.pt");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      put(zip, "archive/data.pkl", pickle, true);
      for (int i = 0; i < storages.length; i++) {
        put(zip, "archive/data/" + i, storages[i], true);
      }
    }
    return file;
  }

  private static void put(ZipOutputStream zip, String name, byte[] content, boolean stored)
      throws IOException {
    ZipEntry entry = new ZipEntry(name);
    if (stored) {
      CRC32 sum = new CRC32();
      sum.update(content);
      entry.setMethod(ZipEntry.STORED);
      entry.setSize(content.length);
      entry.setCrc(sum.getValue());
    }
    zip.putNextEntry(entry);
    zip.write(content);
  }
}
