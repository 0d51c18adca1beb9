package org.aulos.nn;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes pickles opcode by opcode. */
final class Pickles {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** A pickle of protocol 2, to be continued. */
  static Pickles begin() {
    return new Pickles().op(0x80, 2);
  }

  Pickles op(int... bytes) {
    for (int value : bytes) {
      out.write(value);
    }
    return this;
  }

  Pickles op(String opcodes) {
    out.writeBytes(opcodes.getBytes(StandardCharsets.ISO_8859_1));
    return this;
  }

  Pickles text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    op("X");
    out.writeBytes(little(bytes.length, Integer.BYTES));
    out.writeBytes(bytes);
    return this;
  }

  Pickles integer(long value) {
    op(0x8a, Long.BYTES);
    out.writeBytes(little(value, Long.BYTES));
    return this;
  }

  Pickles global(String module, String name) {
    return op("c" + module + "\n" + name + "\n");
  }

  /** {@code (a, b, …)} of integers. */
  Pickles tuple(long... values) {
    op("(");
    for (long value : values) {
      integer(value);
    }
    return op("t");
  }

  /** A tensor over a float32 storage. */
  Pickles tensor(String key, long elements, long offset, long[] sizes, long[] strides) {
    return tensor("FloatStorage", key, elements, offset, sizes, strides);
  }

  /** A tensor as PyTorch writes it. */
  Pickles tensor(
      String type, String key, long elements, long offset, long[] sizes, long[] strides) {
    return global("torch._utils", "_rebuild_tensor_v2")
        .op("(")
        .storage(type, key, elements)
        .integer(offset)
        .tuple(sizes)
        .tuple(strides)
        .op(0x89)
        .global("collections", "OrderedDict")
        .op(")RtR");
  }

  Pickles storage(String type, String key, long elements) {
    return op("(")
        .text("storage")
        .global("torch", type)
        .text(key)
        .text("cpu")
        .integer(elements)
        .op("tQ");
  }

  /** The pickle, ended. */
  byte[] end() {
    op(".");
    return out.toByteArray();
  }

  static byte[] little(long value, int bytes) {
    ByteBuffer buffer = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    return Arrays.copyOf(buffer.putLong(value).array(), bytes);
  }
}
