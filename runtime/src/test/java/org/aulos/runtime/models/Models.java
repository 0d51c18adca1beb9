package org.aulos.runtime.models;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.aulos.runtime.Digests;
import org.jspecify.annotations.Nullable;

/** What tests of this package build their models from. */
final class Models {
  /** Patient for tenths of a second. */
  static final DownloadLimits HASTY =
      new DownloadLimits(
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          Duration.ofSeconds(2),
          1,
          4,
          3,
          Duration.ofMillis(10));

  /** Small, and content with any disk. */
  static final StoreLimits SMALL = new StoreLimits(1 << 20, 20, 100, 0);

  private static final Licence LICENCE = new Licence("CC0-1.0", "");

  private Models() {}

  static Downloader downloader() {
    return downloader(HASTY);
  }

  static Downloader downloader(DownloadLimits limits) {
    return new Downloader(limits, new ProxyRules(Map.of(), ProxySelector.of(null)));
  }

  /** Bytes that no compression makes smaller. */
  static byte[] weights(int length) {
    byte[] bytes = new byte[length];
    new Random(7).nextBytes(bytes);
    return bytes;
  }

  static KnownModel model(ModelFile... files) {
    return new KnownModel("tiny", "A tiny model", "tests", "", LICENCE, List.of(files));
  }

  /** A file whose digest is known. */
  static ModelFile known(byte[] bytes, URI... addresses) {
    return file(Digests.sha256(bytes), null, Packing.FILE, addresses);
  }

  /** A file of which nothing is known. */
  static ModelFile unknown(URI... addresses) {
    return file(null, null, Packing.FILE, addresses);
  }

  static ModelFile file(
      @Nullable String sha256, @Nullable Long bytes, Packing packing, URI... addresses) {
    return new ModelFile("weights.bin", List.of(addresses), sha256, null, bytes, null, packing);
  }

  /** A tar archive, compressed, of files by name. */
  static byte[] tarGz(Map<String, String> files) throws IOException {
    return tarGz(
        tar -> {
          for (Map.Entry<String, String> file : files.entrySet()) {
            add(tar, new TarArchiveEntry(file.getKey()), file.getValue());
          }
        });
  }

  /** Fills an archive. */
  @FunctionalInterface
  interface Filling {
    void fill(TarArchiveOutputStream tar) throws IOException;
  }

  static byte[] tarGz(Filling filling) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes);
        TarArchiveOutputStream tar = new TarArchiveOutputStream(gzip)) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
      filling.fill(tar);
    }
    return bytes.toByteArray();
  }

  static void add(TarArchiveOutputStream tar, TarArchiveEntry entry, String text)
      throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    entry.setSize(bytes.length);
    tar.putArchiveEntry(entry);
    tar.write(bytes);
    tar.closeArchiveEntry();
  }

  /** Keeps what it is told. */
  static final class Ear implements TransferListener {
    final List<String> told = new ArrayList<>();
    final List<Long> began = new ArrayList<>();
    long last;

    @Override
    public void started(String file, long present, long total) {
      began.add(present);
    }

    @Override
    public void advanced(long present) {
      last = present;
    }

    @Override
    public void finished() {}

    @Override
    public void told(String message) {
      told.add(message);
    }
  }
}
