package org.aulos.nn;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * The zip archives of PyTorch since 1.6: a pickle, and an entry for each storage. No entry is
 * compressed, so none can be larger than the file.
 */
final class TorchArchive {
  private static final byte[] MAGIC = {'P', 'K', 3, 4};
  private static final String PICKLE = "/data.pkl";

  private final ZipFile zip;
  private final Path file;
  private final String folder;

  private TorchArchive(ZipFile zip, Path file, String folder) {
    this.zip = zip;
    this.file = file;
    this.folder = folder;
  }

  /** Whether a file that begins with these bytes can be of this format. */
  static boolean matches(ByteBuffer start) {
    return TorchFile.holds(start, 0, MAGIC);
  }

  /** What a file holds. */
  static TorchFile.Content read(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      List<String> pickles =
          zip.stream()
              .map(ZipEntry::getName)
              .filter(name -> name.endsWith(PICKLE) && name.indexOf('/') == name.lastIndexOf('/'))
              .toList();
      if (pickles.size() != 1) {
        throw new WeightsException("the archive holds %d pickles".formatted(pickles.size()));
      }
      String folder = pickles.get(0).substring(0, pickles.get(0).length() - PICKLE.length() + 1);
      return new TorchArchive(zip, file, folder).content();
    }
  }

  private TorchFile.Content content() throws IOException {
    if (zip.getEntry(folder + "byteorder") != null) {
      StoredBytes order = entry("byteorder");
      String name = StandardCharsets.US_ASCII.decode(order.read(0, order.length())).toString();
      if (!name.equals("little")) {
        throw new WeightsException("its numbers are not little-endian");
      }
    }
    TorchObjects objects = new TorchObjects();
    Object root = new Unpickler(TorchFile.pickle(entry("data.pkl")), objects).load();
    Map<String, StoredBytes> storages = new LinkedHashMap<>();
    for (TorchObjects.Storage storage : objects.storages().values()) {
      StoredBytes bytes = entry("data/" + storage.key());
      if (bytes.length() != storage.bytes()) {
        throw new WeightsException(
            "storage '%s' has %d bytes, expected %d"
                .formatted(storage.key(), bytes.length(), storage.bytes()));
      }
      storages.put(storage.key(), bytes);
    }
    return new TorchFile.Content(root, storages);
  }

  private StoredBytes entry(String name) throws IOException {
    ZipEntry entry = zip.getEntry(folder + name);
    if (entry == null) {
      throw new WeightsException("the archive lacks '" + name + "'");
    }
    if (entry.getMethod() != ZipEntry.STORED || entry.getSize() != entry.getCompressedSize()) {
      throw new WeightsException("'" + name + "' is compressed, which PyTorch never does");
    }
    if (entry.getSize() < 0 || entry.getSize() > Files.size(file)) {
      throw new WeightsException("'" + name + "' claims to be larger than the file");
    }
    return new Entry(file, entry.getName(), entry.getSize());
  }

  /** An entry of an archive that may be closed by now. */
  private record Entry(Path file, String name, long length) implements StoredBytes {
    @Override
    public ByteBuffer read(long from, long count) throws IOException {
      ByteBuffer bytes = StoredTensor.buffer(count);
      try (ZipFile zip = new ZipFile(file.toFile())) {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
          throw new ZipException(file + " lost '" + name + "' while it was read");
        }
        try (InputStream in = zip.getInputStream(entry)) {
          in.skipNBytes(from);
          FileRange.fill(bytes, Channels.newChannel(in), file);
        }
      }
      return bytes.flip();
    }
  }
}
