package org.aulos.runtime.pipeline;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.aulos.api.AulosException;
import org.jspecify.annotations.Nullable;

/**
 * A folder of its own among the temporary files, gone with all that is in it when it is closed.
 *
 * @param path the folder
 */
public record TemporaryFolder(Path path) implements AutoCloseable {
  /**
   * A new, empty folder.
   *
   * @throws AulosException if it cannot be made
   */
  public static TemporaryFolder create() {
    try {
      return new TemporaryFolder(Files.createTempDirectory("aulos-"));
    } catch (IOException e) {
      throw new AulosException("cannot make a temporary folder: " + e, e);
    }
  }

  @Override
  public void close() {
    try {
      Files.walkFileTree(path, new Deletion());
    } catch (IOException e) {
      // It lies among temporary files, which the system clears away.
      path.toFile().deleteOnExit();
    }
  }

  /** Removes a folder with all that is in it; links, not what they lead to. */
  private static final class Deletion extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
        throws IOException {
      if (failure != null) {
        throw failure;
      }
      Files.delete(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
