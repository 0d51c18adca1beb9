package org.aulos.runtime.train;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.aulos.api.AulosException;
import org.aulos.runtime.AtomicFiles;
import org.jspecify.annotations.Nullable;

/**
 * The file {@code losses.jsonl} of a run: a line for each step, written when it is taken. While it
 * is open no other process can open it, so that no two train into one folder.
 */
public final class LossLog implements AutoCloseable {
  /** Its name in the folder of the run. */
  public static final String FILE = "losses.jsonl";

  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private final Path file;
  private final FileChannel channel;
  private boolean begun;
  private double before;

  private LossLog(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * A step.
   *
   * @param step its number, from 1
   * @param seconds time that training has taken up to its end, interruptions left out
   * @param losses by name
   */
  public record Line(long step, double seconds, Map<String, Double> losses) {}

  /**
   * Opens the file of a run; what it holds stays until the first step is added.
   *
   * @throws AulosException if another process has it open, or it cannot be opened
   */
  public static LossLog open(Path folder) {
    Path file = AtomicFiles.createFolder(folder).resolve(FILE);
    try {
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      if (!lock(channel)) {
        channel.close();
        throw new AulosException(
            folder
                + ": another process trains into this folder; wait until it has ended, or name another folder");
      }
      return new LossLog(file, channel);
    } catch (IOException e) {
      throw new AulosException("cannot write " + file + ": " + e, e);
    }
  }

  private static boolean lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false; // held by a thread of this process
    }
  }

  /**
   * The whole lines of a run, in the order of their steps; none if it has no such file.
   *
   * @throws AulosException if it cannot be read
   */
  public static List<Line> read(Path folder) {
    Path file = folder.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      return List.of();
    }
    try (InputStream in = Files.newInputStream(file)) {
      return read(in).stream().map(Written::line).toList();
    } catch (IOException e) {
      throw new AulosException("cannot read " + file + ": " + e, e);
    }
  }

  /** A line and the bytes that it takes, its end included. */
  private record Written(Line line, int bytes) {}

  private static List<Written> read(InputStream in) throws IOException {
    BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    List<Written> lines = new ArrayList<>();
    Optional<Written> line = line(reader.readLine());
    while (line.isPresent()) {
      lines.add(line.get());
      line = line(reader.readLine());
    }
    return lines;
  }

  /** What a line says; empty at the end, which is also where a kill has torn a line. */
  private static Optional<Written> line(@Nullable String text) {
    try {
      return text == null
          ? Optional.empty()
          : Optional.of(
              new Written(
                  JSON.readValue(text, Line.class),
                  text.getBytes(StandardCharsets.UTF_8).length + 1));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  /**
   * Adds a step. The first that is added drops the lines of all steps from it on: the run was
   * killed after its last checkpoint, and takes them again.
   *
   * @param seconds time since this process began to train
   * @throws AulosException if it cannot be written
   */
  public void add(long step, double seconds, Map<String, Double> losses) {
    try {
      if (!begun) {
        cut(step);
        begun = true;
      }
      write(new Line(step, before + seconds, losses));
    } catch (IOException e) {
      throw new AulosException("cannot write " + file + ": " + e, e);
    }
  }

  private void cut(long step) throws IOException {
    long end = 0;
    // Through the same channel: closing another one would give up the lock.
    for (Written written : read(Channels.newInputStream(channel))) {
      if (written.line().step() >= step) {
        break;
      }
      end += written.bytes();
      before = written.line().seconds();
    }
    channel.truncate(end);
    channel.position(end);
  }

  private void write(Line line) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.wrap((JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /**
   * Makes what was added outlast a failure of the machine.
   *
   * @throws AulosException if it cannot be written
   */
  public void force() {
    try {
      channel.force(false);
    } catch (IOException e) {
      throw new AulosException("cannot write " + file + ": " + e, e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new AulosException("cannot write " + file + ": " + e, e);
    }
  }
}
