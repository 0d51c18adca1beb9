package org.aulos.nn;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The files of PyTorch 0.3 to 1.5, and of later ones if asked: pickles of a magic number, a
 * version, the machine, the object, and the keys of its storages; then each storage in that order,
 * its number of elements (8 bytes, little-endian) before its values.
 */
final class TorchSequence {
  /** The pickle of 0x1950a86a20f9469cfc6c, in protocol 2. */
  private static final byte[] MAGIC = {
    (byte) 0x80,
    2,
    (byte) 0x8a,
    10,
    0x6c,
    (byte) 0xfc,
    (byte) 0x9c,
    0x46,
    (byte) 0xf9,
    0x20,
    0x6a,
    (byte) 0xa8,
    0x50,
    0x19,
    '.'
  };

  private TorchSequence() {}

  /** Whether a file that begins with these bytes can be of this format. */
  static boolean matches(ByteBuffer start) {
    return TorchFile.holds(start, 0, MAGIC);
  }

  /** What a file holds. */
  static TorchFile.Content read(Path file) throws IOException {
    FileRange whole = new FileRange(file, 0, Files.size(file));
    ByteBuffer pickles = TorchFile.pickle(whole).position(MAGIC.length);
    TorchObjects objects = new TorchObjects();
    new Unpickler(pickles, objects).load(); // version
    Object machine = new Unpickler(pickles, objects).load();
    if (machine instanceof Map<?, ?> map && Boolean.FALSE.equals(map.get("little_endian"))) {
      throw new WeightsException("its numbers are not little-endian");
    }
    Object root = new Unpickler(pickles, objects).load();
    Object keys = new Unpickler(pickles, objects).load();
    return new TorchFile.Content(root, storages(whole, pickles.position(), objects, keys));
  }

  private static Map<String, StoredBytes> storages(
      FileRange whole, long start, TorchObjects objects, Object keys) throws IOException {
    Map<String, TorchObjects.Storage> named = objects.storages();
    Map<String, StoredBytes> storages = new LinkedHashMap<>();
    long position = start;
    for (Object key : keys instanceof List<?> list ? list : List.of()) {
      TorchObjects.Storage storage = key instanceof String ? named.get(key) : null;
      if (storage == null) {
        throw new WeightsException("it holds a storage that no tensor uses");
      }
      long begin = position + Long.BYTES;
      long length = storage.bytes();
      if (begin > whole.length() || length > whole.length() - begin) {
        throw new WeightsException("it ends within storage '" + key + "'");
      }
      long elements = whole.read(position, Long.BYTES).getLong();
      if (elements != storage.elements()) {
        throw new WeightsException(
            "storage '%s' has %d elements, expected %d"
                .formatted(key, elements, storage.elements()));
      }
      storages.put(storage.key(), new FileRange(whole.file(), begin, length));
      position = begin + length;
    }
    if (!storages.keySet().containsAll(named.keySet())) {
      throw new WeightsException("it lacks the storage of a tensor");
    }
    return storages;
  }
}
