package org.aulos.runtime.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.aulos.runtime.models.Models.SMALL;
import static org.aulos.runtime.models.Models.add;
import static org.aulos.runtime.models.Models.tarGz;
import static org.aulos.runtime.models.Models.weights;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.aulos.api.AulosException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives that are well, and archives that are made to do harm. */
final class UnpackerTest {
  @TempDir Path folder;

  private Path unpack(byte[] archive, Packing packing, StoreLimits limits) throws IOException {
    Path file = Files.write(folder.resolve("archive"), archive);
    Path into = Files.createDirectories(folder.resolve("outer/into"));
    Unpacker.unpack(file, packing, into, limits);
    return into;
  }

  private Path unpackTar(byte[] archive) throws IOException {
    return unpack(archive, Packing.TAR_GZ, SMALL);
  }

  private void refused(byte[] archive, Packing packing, String... parts) throws IOException {
    assertThatThrownBy(() -> unpack(archive, packing, SMALL))
        .isInstanceOf(AulosException.class)
        .hasMessageContainingAll(parts);
    try (Stream<Path> beside = Files.list(folder.resolve("outer"))) {
      assertThat(beside).extracting(path -> path.getFileName().toString()).containsExactly("into");
    }
  }

  private static byte[] zip(ZipArchiveEntry entry, byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes)) {
      zip.putArchiveEntry(entry);
      zip.write(content);
      zip.closeArchiveEntry();
    }
    return bytes.toByteArray();
  }

  @Test
  void filesAndFoldersOfATarAreUnpacked() throws IOException {
    Path into =
        unpackTar(
            tarGz(
                tar -> {
                  tar.putArchiveEntry(new TarArchiveEntry("./variables/"));
                  tar.closeArchiveEntry();
                  add(tar, new TarArchiveEntry("./saved_model.pb"), "graph");
                  add(tar, new TarArchiveEntry("./variables/index"), "weights");
                  add(tar, new TarArchiveEntry("a/" + "long".repeat(50)), "name");
                }));

    assertThat(into.resolve("saved_model.pb")).hasContent("graph");
    assertThat(into.resolve("variables/index")).hasContent("weights");
    assertThat(into.resolve("a").resolve("long".repeat(50))).hasContent("name");
  }

  @Test
  void filesOfAZipAreUnpacked() throws IOException {
    byte[] content = weights(5000);

    Path into = unpack(zip(new ZipArchiveEntry("variables/data"), content), Packing.ZIP, SMALL);

    assertThat(into.resolve("variables/data")).hasBinaryContent(content);
  }

  @Test
  void nothingOfAnArchiveCanBeRun() throws IOException {
    TarArchiveEntry program = new TarArchiveEntry("run.sh");
    program.setMode(0755);

    Path into = unpackTar(tarGz(tar -> add(tar, program, "#!/bin/sh")));

    assertThat(Files.isExecutable(into.resolve("run.sh"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../evil", "a/../../evil", "a/..", "..", ".", "C:\\evil", "C:evil", "a\u0007"})
  void namesThatLeadElsewhereAreRefused(String name) throws IOException {
    refused(tarGz(Map.of(name, "evil")), Packing.TAR_GZ, "refused", "entry");
    refused(zip(new ZipArchiveEntry(name), new byte[] {1}), Packing.ZIP, "refused", "entry");
  }

  @Test
  void separatorsOfOtherSystemsAreRefused() throws IOException {
    refused(tarGz(Map.of("a\\b", "evil")), Packing.TAR_GZ, "a?b", "refused");
  }

  @Test
  void absoluteNamesAreRefused() throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry("/tmp/evil", true);

    refused(tarGz(tar -> add(tar, entry, "evil")), Packing.TAR_GZ, "/tmp/evil", "leads elsewhere");
    refused(zip(new ZipArchiveEntry("/tmp/evil"), new byte[1]), Packing.ZIP, "leads elsewhere");
  }

  @ParameterizedTest
  @ValueSource(
      bytes = {
        TarConstants.LF_SYMLINK,
        TarConstants.LF_LINK,
        TarConstants.LF_CHR,
        TarConstants.LF_BLK,
        TarConstants.LF_FIFO
      })
  void linksAndDevicesAreRefused(byte type) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry("link", type);
    entry.setLinkName("/etc/passwd");

    byte[] archive =
        tarGz(
            tar -> {
              tar.putArchiveEntry(entry);
              tar.closeArchiveEntry();
              add(tar, new TarArchiveEntry("link/evil"), "evil");
            });

    refused(archive, Packing.TAR_GZ, "'link'", "neither a plain file nor a folder");
  }

  @Test
  void linksInAZipAreRefused() throws IOException {
    ZipArchiveEntry link = new ZipArchiveEntry("link");
    link.setUnixMode(0120777);

    refused(
        zip(link, "/etc/passwd".getBytes(java.nio.charset.StandardCharsets.UTF_8)),
        Packing.ZIP,
        "'link'",
        "a link");
  }

  @Test
  void aNameThatComesTwiceIsRefused() throws IOException {
    byte[] archive =
        tarGz(
            tar -> {
              add(tar, new TarArchiveEntry("a"), "first");
              add(tar, new TarArchiveEntry("./a"), "second");
            });

    refused(archive, Packing.TAR_GZ, "comes twice");
  }

  @Test
  void tooManyEntriesAreRefused() throws IOException {
    byte[] archive =
        tarGz(
            tar -> {
              for (int i = 0; i < 21; i++) {
                add(tar, new TarArchiveEntry("file" + i), "");
              }
            });

    refused(archive, Packing.TAR_GZ, "file20", "at most 20");
  }

  @Test
  void tooManyBytesAreRefused() throws IOException {
    String large = "x".repeat((1 << 20) + 1);

    refused(tarGz(Map.of("large", large)), Packing.TAR_GZ, "more than 1048576 bytes");
  }

  @Test
  void whatGrowsTooMuchIsRefused() throws IOException {
    StoreLimits roomy = new StoreLimits(1L << 40, 20, 100, 0);
    byte[] zeros = zip(new ZipArchiveEntry("zeros"), new byte[32 << 20]);

    assertThatThrownBy(() -> unpack(zeros, Packing.ZIP, roomy))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("more than 16777216 bytes");
    assertThat(zeros.length).isLessThan(40_000);
  }

  @Test
  void aHeaderWithoutEndIsNotRead() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes)) {
      // A long name of 8 GiB - 1, as GNU tar writes long names.
      TarArchiveEntry name =
          new TarArchiveEntry(TarConstants.GNU_LONGLINK, TarConstants.LF_GNUTYPE_LONGNAME);
      name.setSize(TarConstants.MAXSIZE);
      byte[] header = new byte[512];
      name.writeEntryHeader(header);
      gzip.write(header);
      byte[] block = new byte[1 << 16];
      Arrays.fill(block, (byte) 'x');
      for (int i = 0; i < 64; i++) {
        gzip.write(block);
      }
    }

    assertThatThrownBy(() -> unpackTar(bytes.toByteArray()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("header of an entry has more than 1048576 bytes");
  }

  @Test
  void aDamagedArchiveIsTold() throws IOException {
    byte[] archive = tarGz(Map.of("a", "x".repeat(100_000)));

    assertThatThrownBy(() -> unpackTar(Arrays.copyOf(archive, archive.length / 2)))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> unpack(weights(1000), Packing.TAR_GZ, SMALL))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> unpack(weights(1000), Packing.ZIP, SMALL))
        .isInstanceOf(IOException.class);
  }

  @Test
  void whatJustFitsIsTaken() {
    assertThatCode(() -> unpackTar(tarGz(Map.of("large", "x".repeat(1 << 20)))))
        .doesNotThrowAnyException();
  }
}
