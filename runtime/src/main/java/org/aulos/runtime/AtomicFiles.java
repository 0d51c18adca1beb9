package org.aulos.runtime;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.aulos.api.AulosException;

/** Files that are there whole or not at all: written beside their place, then moved. */
public final class AtomicFiles {
  /** Neighbours that are not whole yet. */
  private static final Set<Path> UNFINISHED = ConcurrentHashMap.newKeySet();

  /** Shut, for good, when the process is told to end. */
  private static final ReadWriteLock GATE = new ReentrantReadWriteLock();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(AtomicFiles::discard, "discard-unfinished"));
  }

  private AtomicFiles() {}

  /** Writes the content of a file. */
  @FunctionalInterface
  public interface Content {
    /** Writes everything to {@code out}, which is buffered and closed by the caller. */
    void writeTo(OutputStream out) throws IOException;
  }

  /** A folder, with those above it, created if it is not there. */
  public static Path createFolder(Path folder) {
    try {
      Files.createDirectories(folder);
      return folder;
    } catch (IOException e) {
      throw new AulosException("cannot create the folder " + folder + ": " + e, e);
    }
  }

  /** Replaces {@code file} by the given bytes. */
  public static void write(Path file, byte[] bytes) {
    write(file, out -> out.write(bytes));
  }

  /**
   * Replaces {@code file} by what {@code content} writes; its folder is created if it is not there.
   *
   * @throws AulosException if it cannot be written; an earlier file is untouched then
   */
  public static void write(Path file, Content content) {
    Path target = file.toAbsolutePath();
    Path folder = target.getParent();
    if (folder == null) {
      throw new IllegalArgumentException("expected a file but was the root " + file);
    }
    createFolder(folder);
    try {
      // Not createTempFile: its files are readable by their owner alone, and would stay so.
      Path temporary = folder.resolve("." + UUID.randomUUID() + ".part");
      try {
        try (OutputStream out = new BufferedOutputStream(create(temporary))) {
          content.writeTo(out);
        }
        replace(target, temporary);
      } finally {
        UNFINISHED.remove(temporary);
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      throw new AulosException("cannot write " + file + ": " + e, e);
    }
  }

  private static OutputStream create(Path temporary) throws IOException {
    GATE.readLock().lock();
    try {
      UNFINISHED.add(temporary);
      return Files.newOutputStream(
          temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } finally {
      GATE.readLock().unlock();
    }
  }

  private static void replace(Path target, Path temporary) throws IOException {
    GATE.readLock().lock();
    try {
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      GATE.readLock().unlock();
    }
  }

  /** An interrupted process leaves nothing behind: no neighbour is made or moved from here on. */
  private static void discard() {
    // Never unlocked: threads that write wait here until the process is gone.
    GATE.writeLock().lock();
    for (Path temporary : UNFINISHED) {
      // Of no use and hidden: if it cannot be deleted there is nobody left to tell.
      temporary.toFile().delete();
    }
  }
}
