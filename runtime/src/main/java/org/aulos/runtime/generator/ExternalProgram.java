package org.aulos.runtime.generator;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.aulos.api.AulosException;
import org.aulos.runtime.pipeline.TemporaryFolder;
import org.jspecify.annotations.Nullable;

/**
 * Runs the program of somebody else, with a folder of its own to write into. It is ended with all
 * that it has started when its time is over, when the thread is interrupted, and when this process
 * is told to end; then its folder is removed too.
 */
final class ExternalProgram implements AutoCloseable {
  /** Programs that are running or about to. */
  private static final Set<ExternalProgram> OPEN = ConcurrentHashMap.newKeySet();

  /** Shut, for good, when the process is told to end. */
  private static final ReadWriteLock GATE = new ReentrantReadWriteLock();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(ExternalProgram::endAll, "end-programs"));
  }

  private final TemporaryFolder scratch = TemporaryFolder.create();
  private volatile @Nullable Process process;

  private ExternalProgram() {}

  /** A new program with an empty folder to write into. */
  static ExternalProgram open() {
    GATE.readLock().lock();
    try {
      ExternalProgram program = new ExternalProgram();
      OPEN.add(program);
      return program;
    } finally {
      GATE.readLock().unlock();
    }
  }

  /** The folder that it may write into; gone when it is closed. */
  Path scratch() {
    return scratch.path();
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
    OPEN.remove(this);
    discard();
  }

  private void discard() {
    Process started = process;
    if (started != null) {
      end(started.toHandle());
    }
    scratch.close();
  }

  private static void endAll() {
    // Never unlocked: no program is started from here on.
    GATE.writeLock().lock();
    OPEN.forEach(ExternalProgram::discard);
  }
}
