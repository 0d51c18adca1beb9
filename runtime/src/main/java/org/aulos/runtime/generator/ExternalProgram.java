package org.aulos.runtime.generator;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.aulos.api.AulosException;
import org.jspecify.annotations.Nullable;

/**
 * Runs the program of somebody else, with a folder of its own to write into. It is ended with all
 * that it has started when its time is over, when the thread is interrupted, and when this process
 * is told to end; then its folder is removed too.
 */
final class ExternalProgram implements AutoCloseable {
  /** Folders of the programs that are running or about to, and their processes. */
  private static final Map<Path, ExternalProgram> OPEN = new ConcurrentHashMap<>();

  /** Shut, for good, when the process is told to end. */
  private static final ReadWriteLock GATE = new ReentrantReadWriteLock();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(ExternalProgram::endAll, "end-programs"));
  }

  private final Path scratch;
  private volatile @Nullable Process process;

  private ExternalProgram(Path scratch) {
    this.scratch = scratch;
  }

  /** A new program with an empty folder to write into. */
  static ExternalProgram open() {
    GATE.readLock().lock();
    try {
      ExternalProgram program = new ExternalProgram(Files.createTempDirectory("aulos-"));
      OPEN.put(program.scratch, program);
      return program;
    } catch (IOException e) {
      throw new AulosException("cannot make a temporary folder: " + e, e);
    } finally {
      GATE.readLock().unlock();
    }
  }

  /** The folder that it may write into; gone when it is closed. */
  Path scratch() {
    return scratch;
  }

  /**
   * How a program ended.
   *
   * @param code its exit code
   * @param errors the last lines that it wrote to standard error
   */
  record Ended(int code, String errors) {}

  /**
   * Runs the program to its end. It reads nothing, and what it writes to standard output is lost.
   *
   * @param command program and arguments
   * @param folder where it runs
   * @param timeoutSeconds when it is ended
   * @throws AulosException if it cannot be started, or its time is over
   */
  Ended run(List<String> command, Path folder, double timeoutSeconds) {
    Process started = start(command, folder);
    LastLines errors = LastLines.of(started.getErrorStream());
    try {
      started.getOutputStream().close();
      if (!started.waitFor(Math.round(timeoutSeconds * 1e3), TimeUnit.MILLISECONDS)) {
        end(started.toHandle());
        throw new AulosException(
            "'%s' had not ended after %s s and was ended; raise timeout-seconds if it needs longer%s"
                .formatted(command.get(0), timeoutSeconds, errors.quoted()));
      }
      return new Ended(started.exitValue(), errors.quoted());
    } catch (InterruptedException e) {
      end(started.toHandle());
      Thread.currentThread().interrupt();
      throw new AulosException("interrupted", e);
    } catch (IOException e) {
      end(started.toHandle());
      throw new AulosException("cannot close the input of '" + command.get(0) + "': " + e, e);
    }
  }

  private Process start(List<String> command, Path folder) {
    GATE.readLock().lock();
    try {
      Process started =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      process = started;
      return started;
    } catch (IOException e) {
      throw new AulosException(
          "'%s' cannot be started: %s; write its full path, or install it"
              .formatted(command.get(0), e.getMessage()),
          e);
    } finally {
      GATE.readLock().unlock();
    }
  }

  /** The parent first, so that it cannot start others in their place. */
  private static void end(ProcessHandle process) {
    List<ProcessHandle> children = process.children().toList();
    process.destroyForcibly();
    children.forEach(ExternalProgram::end);
  }

  @Override
  public void close() {
    OPEN.remove(scratch);
    discard();
  }

  private void discard() {
    Process started = process;
    if (started != null) {
      end(started.toHandle());
    }
    try {
      Files.walkFileTree(scratch, new Deletion());
    } catch (IOException e) {
      // It lies among temporary files, which the system clears away.
      scratch.toFile().deleteOnExit();
    }
  }

  private static void endAll() {
    // Never unlocked: no program is started from here on.
    GATE.writeLock().lock();
    OPEN.values().forEach(ExternalProgram::discard);
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
