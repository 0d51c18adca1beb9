package org.aulos.plugins.coala;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.aulos.api.AudioBatch;
import org.aulos.api.TrainingData;
import org.aulos.nn.EngineArrays;

/**
 * The patches of a training, one of each clip: that of the largest sum of log-mel values. They are
 * cut once and lie in a file of the run, 36 kB each.
 */
final class Patches implements AutoCloseable {
  /** Values of a patch. */
  static final int VALUES = AudioNetwork.SIZE * AudioNetwork.SIZE;

  private static final int BYTES = VALUES * Float.BYTES;
  private static final int CLIPS_AT_ONCE = 16;
  private static final String VERSION = "coala-patches-1";

  private final FileChannel file;
  private final int count;

  private Patches(FileChannel file, int count) {
    this.file = file;
    this.count = count;
  }

  /**
   * The patches of clips: those that an interrupted run has cut, if the data are known to be the
   * same.
   *
   * @param clips positions in the data set
   */
  static Patches of(
      TrainingData data, List<Integer> clips, PatchFrontEnd frontEnd, NDManager manager)
      throws IOException {
    Path file = data.directory().resolve("patches-" + digest(data, clips, frontEnd) + ".f32");
    boolean known = !data.fingerprint().isEmpty();
    if (!known || !Files.exists(file) || Files.size(file) != (long) clips.size() * BYTES) {
      Path partial = file.resolveSibling(file.getFileName() + ".part");
      cut(data, clips, frontEnd, partial, manager);
      Files.move(
          partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
    return new Patches(FileChannel.open(file, StandardOpenOption.READ), clips.size());
  }

  private static String digest(TrainingData data, List<Integer> clips, PatchFrontEnd frontEnd) {
    return new Sha256()
        .with(VERSION)
        .with(data.fingerprint())
        .with("" + data.seed())
        .with("" + clips)
        .with("" + frontEnd.options())
        .name();
  }

  private static void cut(
      TrainingData data, List<Integer> clips, PatchFrontEnd frontEnd, Path to, NDManager manager)
      throws IOException {
    Iterator<AudioBatch> batches =
        data.batches(manager, PatchFrontEnd.FORMAT, clips, CLIPS_AT_ONCE);
    try (FileChannel out =
        FileChannel.open(
            to,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      for (int start = 0; start < clips.size(); start += CLIPS_AT_ONCE) {
        try (NDScope scope = new NDScope()) {
          scope.suppressNotUsedWarning();
          AudioBatch audio = batches.next();
          for (int i = 0; i < audio.size(); i++) {
            NDArray samples = audio.samples().get("{}, :, :{}", i, audio.length(i));
            long seed = noiseSeed(data, clips.get(start + i));
            write(frontEnd.loudest(samples, seed).patch().toFloatArray(), out);
          }
        }
      }
      out.force(true);
    }
  }

  /** The seed of the noise over a clip, by its position in the data set. */
  static long noiseSeed(TrainingData data, int clip) {
    return data.seed() + clip;
  }

  private static void write(float[] patch, FileChannel out) throws IOException {
    ByteBuffer bytes = buffer(1);
    bytes.asFloatBuffer().put(patch);
    while (bytes.hasRemaining()) {
      out.write(bytes);
    }
  }

  /** Number of patches. */
  int count() {
    return count;
  }

  /**
   * Some of the patches, in memory of the engine.
   *
   * @param numbers from 0
   * @return {@code [patches, 96 bands, 96 frames]}
   */
  NDArray of(List<Integer> numbers, NDManager manager) throws IOException {
    ByteBuffer bytes = buffer(numbers.size());
    for (int i = 0; i < numbers.size(); i++) {
      read(bytes.slice(i * BYTES, BYTES), numbers.get(i));
    }
    float[] values = new float[numbers.size() * VALUES];
    bytes.asFloatBuffer().get(values);
    Shape shape = new Shape(numbers.size(), AudioNetwork.SIZE, AudioNetwork.SIZE);
    return EngineArrays.of(manager, values, shape);
  }

  private void read(ByteBuffer patch, int number) throws IOException {
    while (patch.hasRemaining()) {
      if (file.read(patch, (long) number * BYTES + patch.position()) < 0) {
        throw new EOFException("the patches of the run became fewer while they were read");
      }
    }
  }

  /** The scaler that fits all patches. */
  Scaler scaler(ScaledBy axis) throws IOException {
    float[] least = new float[AudioNetwork.SIZE];
    float[] most = new float[AudioNetwork.SIZE];
    Arrays.fill(least, Float.POSITIVE_INFINITY);
    Arrays.fill(most, Float.NEGATIVE_INFINITY);
    ByteBuffer bytes = buffer(1);
    for (int patch = 0; patch < count; patch++) {
      read(bytes.clear(), patch);
      FloatBuffer values = bytes.flip().asFloatBuffer();
      for (int i = 0; i < VALUES; i++) {
        int at = Scaler.position(axis, i);
        least[at] = Math.min(least[at], values.get(i));
        most[at] = Math.max(most[at], values.get(i));
      }
    }
    return Scaler.between(axis, least, most);
  }

  private static ByteBuffer buffer(int patches) {
    return ByteBuffer.allocate(patches * BYTES).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
