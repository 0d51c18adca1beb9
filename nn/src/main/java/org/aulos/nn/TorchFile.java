package org.aulos.nn;

import ai.djl.ndarray.types.Shape;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipException;

/** Checkpoints of {@code torch.save}, as archives or as sequences; nothing in them is executed. */
final class TorchFile {
  private static final int MAX_PICKLE = 1 << 25;
  private static final byte[] TAR = "ustar".getBytes(StandardCharsets.US_ASCII);
  private static final int TAR_OFFSET = 257;

  private TorchFile() {}

  /**
   * What a file holds.
   *
   * @param root the containers, and in them the tensors
   * @param storages the bytes of each storage by its key
   */
  record Content(Object root, Map<String, StoredBytes> storages) {
    Content {
      storages = Map.copyOf(storages);
    }
  }

  /** Whether a file that begins with these bytes can be of this format. */
  static boolean matches(ByteBuffer start) {
    return TorchArchive.matches(start) || TorchSequence.matches(start) || isTar(start);
  }

  /**
   * The tensors of a file by name: the keys of nested containers with dots between.
   *
   * @param start its first bytes
   * @throws WeightsException if it is malformed, or names what must not be read
   */
  static Map<String, StoredTensor> read(Path file, ByteBuffer start) throws IOException {
    try {
      Content content = content(file, start);
      Map<String, StoredTensor> tensors = new LinkedHashMap<>();
      new Flattening()
          .of(content.root())
          .forEach((name, tensor) -> tensors.put(name, stored(tensor, content.storages())));
      return tensors;
    } catch (WeightsException | ZipException | EOFException e) {
      throw new WeightsException(
          file + " cannot be read as a PyTorch checkpoint: " + e.getMessage() + ".", e);
    }
  }

  private static Content content(Path file, ByteBuffer start) throws IOException {
    if (TorchArchive.matches(start)) {
      return TorchArchive.read(file);
    }
    if (TorchSequence.matches(start)) {
      return TorchSequence.read(file);
    }
    throw new WeightsException(
        "it is of the tar format of PyTorch before 0.3; load and save it in Python once");
  }

  /** The first part of some bytes, as much as pickles may take. */
  static ByteBuffer pickle(StoredBytes bytes) throws IOException {
    return bytes.read(0, Math.min(bytes.length(), MAX_PICKLE));
  }

  private static boolean isTar(ByteBuffer start) {
    return holds(start, TAR_OFFSET, TAR);
  }

  /** Whether a buffer holds the given bytes at an offset. */
  static boolean holds(ByteBuffer start, int offset, byte[] expected) {
    return start.remaining() >= offset + expected.length
        && start
            .slice(start.position() + offset, expected.length)
            .equals(ByteBuffer.wrap(expected));
  }

  private static StoredTensor stored(
      TorchObjects.Tensor tensor, Map<String, StoredBytes> storages) {
    // There is one for each storage that the pickle named.
    StoredBytes bytes = Objects.requireNonNull(storages.get(tensor.storage().key()));
    return StoredTensor.of(tensor.storage().type(), tensor.shape(), () -> rowMajor(tensor, bytes));
  }

  private static ByteBuffer rowMajor(TorchObjects.Tensor tensor, StoredBytes storage)
      throws IOException {
    int width = tensor.storage().type().getNumOfBytes();
    long[] sizes = tensor.shape().getShape();
    long[] strides = tensor.strides().getShape();
    long reach = 1;
    boolean rowMajor = true;
    long expected = 1;
    for (int axis = sizes.length - 1; axis >= 0; axis--) {
      reach += (sizes[axis] - 1) * strides[axis];
      rowMajor &= sizes[axis] == 1 || strides[axis] == expected;
      expected *= sizes[axis];
    }
    ByteBuffer part = storage.read(tensor.offset() * width, reach * width);
    return rowMajor ? part : gathered(part, sizes, strides, width);
  }

  /** The elements in row-major order. */
  private static ByteBuffer gathered(ByteBuffer part, long[] sizes, long[] strides, int width)
      throws WeightsException {
    ByteBuffer result = StoredTensor.buffer(new Shape(sizes).size() * width);
    long[] index = new long[sizes.length];
    long position = 0;
    while (result.hasRemaining()) {
      copy(part, Math.toIntExact(position * width), result, width);
      for (int axis = sizes.length - 1; axis >= 0; axis--) {
        position += strides[axis];
        if (++index[axis] < sizes[axis]) {
          break;
        }
        position -= sizes[axis] * strides[axis];
        index[axis] = 0;
      }
    }
    return result.flip();
  }

  private static void copy(ByteBuffer from, int position, ByteBuffer to, int width) {
    switch (width) {
      case Byte.BYTES -> to.put(from.get(position));
      case Short.BYTES -> to.putShort(from.getShort(position));
      case Integer.BYTES -> to.putInt(from.getInt(position));
      default -> to.putLong(from.getLong(position));
    }
  }
}
