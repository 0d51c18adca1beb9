package org.aulos.plugins.coala;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A name for content: equal for equal content, and in practice for no other. */
final class Sha256 {
  private static final int BYTES = 8;

  private final MessageDigest digest;

  Sha256() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Adds a text. */
  Sha256 with(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    // Its length first: "a", "bc" is other content than "ab", "c".
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
    digest.update(bytes);
    return this;
  }

  /** Adds values. */
  Sha256 with(float[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(values.length, Float.BYTES));
    bytes.asFloatBuffer().put(values);
    digest.update(bytes);
    return this;
  }

  /** The name of what was added, 16 hexadecimal digits. */
  String name() {
    return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
  }
}
