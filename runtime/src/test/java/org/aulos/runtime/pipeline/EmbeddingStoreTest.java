package org.aulos.runtime.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.aulos.api.AulosException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddingStoreTest {
  private static final float[] VECTOR = {0.5f, -1e-30f, Float.MAX_VALUE, 0};

  @TempDir private Path folder;
  private EmbeddingStore store;

  @BeforeEach
  void keepOne() {
    store = new EmbeddingStore(folder.resolve("store"));
    store.keep("space", "clip", new EmbeddingStore.Kept(VECTOR, 1.25));
  }

  private Path entry() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).findFirst().orElseThrow();
    }
  }

  private void assertAbsent() {
    assertThat(store.find("space", "clip")).isEmpty();
  }

  @Test
  void whatIsKeptIsFoundBitForBit() {
    EmbeddingStore.Kept kept = store.find("space", "clip").orElseThrow();

    assertThat(kept.vectors()).isEqualTo(VECTOR);
    assertThat(kept.seconds()).isEqualTo(1.25);
  }

  @Test
  void anotherSpaceOrClipIsNotFound() {
    assertThat(store.find("other", "clip")).isEmpty();
    assertThat(store.find("space", "other")).isEmpty();
    assertThat(new EmbeddingStore(folder.resolve("none")).find("space", "clip")).isEmpty();
  }

  @Test
  void theLaterEntryOfOneAddressCounts() {
    store.keep("space", "clip", new EmbeddingStore.Kept(new float[] {7}, 2));

    assertThat(store.find("space", "clip").orElseThrow().vectors()).containsExactly(7);
  }

  @Test
  void nothingButTheEntryIsLeft() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files.filter(Files::isRegularFile)).hasSize(1);
    }
  }

  @Test
  void anEntryWithAnyByteChangedCountsAsAbsent() throws IOException {
    byte[] bytes = Files.readAllBytes(entry());
    for (int i = 0; i < bytes.length; i++) {
      byte[] damaged = bytes.clone();
      damaged[i] ^= 0x10;
      Files.write(entry(), damaged);

      assertAbsent();
    }
  }

  @Test
  void anEntryCutAnywhereCountsAsAbsent() throws IOException {
    byte[] bytes = Files.readAllBytes(entry());
    for (int length = 0; length < bytes.length; length++) {
      Files.write(entry(), java.util.Arrays.copyOf(bytes, length));

      assertAbsent();
    }
  }

  @Test
  void bytesAfterTheEndMakeAnEntryAbsent() throws IOException {
    byte[] bytes = Files.readAllBytes(entry());
    Files.write(entry(), java.util.Arrays.copyOf(bytes, bytes.length + 4));

    assertAbsent();
  }

  @Test
  void anEntryOfAnotherLayoutCountsAsAbsentThoughItsChecksumIsRight() throws IOException {
    byte[] bytes = Files.readAllBytes(entry());
    bytes[3]++; // the version, the last byte of the magic
    java.util.zip.CRC32 checksum = new java.util.zip.CRC32();
    checksum.update(bytes, 0, bytes.length - 4);
    java.nio.ByteBuffer.wrap(bytes).putInt(bytes.length - 4, (int) checksum.getValue());
    Files.write(entry(), bytes);

    assertAbsent();
  }

  @Test
  void aHugeFileIsNotRead() throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(entry().toFile(), "rw")) {
      file.setLength(8L << 30); // sparse: takes no room, but no array holds it either
    }

    assertAbsent();
  }

  @Test
  void aStoreThatCannotBeReadSaysHowToGoOnWithoutIt() throws IOException {
    Path entry = entry();
    Files.delete(entry);
    Files.createDirectory(entry);

    assertThatThrownBy(() -> store.find("space", "clip"))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("--no-cache")
        .hasMessageContaining(folder.toString());
  }
}
