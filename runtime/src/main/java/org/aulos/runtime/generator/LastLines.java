package org.aulos.runtime.generator;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The end of what a program writes, however much that is. Reads in a thread of its own. */
final class LastLines {
  private static final int KEPT_BYTES = 16 * 1024;
  private static final int KEPT_LINES = 20;

  /** Something that the program left running may keep the stream open for ever. */
  private static final long PATIENCE_MILLIS = 2_000;

  private final InputStream in;
  private final Thread thread = new Thread(this::drain, "aulos-stderr");
  private final byte[] ring = new byte[KEPT_BYTES];
  private long read;

  private LastLines(InputStream in) {
    this.in = in;
  }

  /** Begins to read. */
  static LastLines of(InputStream in) {
    LastLines lines = new LastLines(in);
    lines.thread.setDaemon(true);
    lines.thread.start();
    return lines;
  }

  private void drain() {
    byte[] buffer = new byte[4096];
    try {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        append(buffer, count);
      }
    } catch (IOException e) {
      append((e + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }

  private void append(byte[] bytes) {
    append(bytes, bytes.length);
  }

  private synchronized void append(byte[] bytes, int count) {
    for (int i = 0; i < count; i++) {
      ring[(int) (read++ % KEPT_BYTES)] = bytes[i];
    }
  }

  private synchronized byte[] kept() {
    int count = (int) Math.min(read, KEPT_BYTES);
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = ring[(int) ((read - count + i) % KEPT_BYTES)];
    }
    return bytes;
  }

  /**
   * The last lines, each behind a line break and a bar; empty if there are none. Waits for the end,
   * but not for long.
   */
  String quoted() throws InterruptedException {
    thread.join(PATIENCE_MILLIS);
    // A progress bar is many lines, of which each overwrites the one before.
    List<String> lines =
        Arrays.stream(new String(kept(), StandardCharsets.UTF_8).split("[\\r\\n]+", -1))
            .map(line -> line.replaceAll("\\p{Cntrl}", " ").stripTrailing())
            .filter(line -> !line.isEmpty())
            .toList();
    StringBuilder text = new StringBuilder();
    for (String line : lines.subList(Math.max(0, lines.size() - KEPT_LINES), lines.size())) {
      text.append("\n  | ").append(line);
    }
    return text.toString();
  }
}
