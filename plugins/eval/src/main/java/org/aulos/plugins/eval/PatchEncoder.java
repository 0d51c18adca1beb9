package org.aulos.plugins.eval;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.aulos.api.AudioBatch;
import org.aulos.api.AudioFormat;
import org.aulos.api.EmbeddingBatch;
import org.aulos.api.Encoder;
import org.aulos.api.Framing;
import org.aulos.nn.Scope;

/**
 * Encodes waveforms by a network of {@code nn}: log-mel patches on the host, the network on the
 * device of the batch. Which patches share a call follows from the clip alone, since a kernel may
 * compute the last bits of a patch otherwise beside others.
 */
final class PatchEncoder implements Encoder<AudioBatch> {
  /** Patches in one call: eight seconds of YAMNet, and at most 100 MB of activations of VGGish. */
  private static final int GROUP = 16;

  private final LogMelPatches frontEnd;
  private final PatchNetwork network;

  PatchEncoder(LogMelPatches frontEnd, PatchNetwork network) {
    this.frontEnd = frontEnd;
    this.network = network;
  }

  @Override
  public Class<AudioBatch> inputType() {
    return AudioBatch.class;
  }

  @Override
  public Optional<AudioFormat> audioFormat() {
    return Optional.of(PretrainedModel.FORMAT);
  }

  @Override
  public Optional<Framing> framing() {
    return Optional.of(frontEnd.model().framing());
  }

  @Override
  public int dimension() {
    return network.dimension();
  }

  @Override
  public OptionalLong parameters() {
    return OptionalLong.of(network.parameters());
  }

  @Override
  public EmbeddingBatch encode(AudioBatch audio) {
    PretrainedModel.check(audio);
    int[] counts = IntStream.of(audio.lengths()).map(frontEnd::count).toArray();
    NDManager manager = audio.manager();
    if (IntStream.of(counts).sum() == 0) {
      return new EmbeddingBatch(manager.create(new Shape(0, dimension())), counts);
    }
    return new EmbeddingBatch(Scope.result(() -> vectors(audio)), counts);
  }

  /** The vectors of all clips, {@code [vectors, dimension]}. */
  private NDArray vectors(AudioBatch audio) {
    float[] samples = audio.toFloats();
    int stride = samples.length / audio.size();
    NDList groups = new NDList();
    for (int clip = 0; clip < audio.size(); clip++) {
      int length = audio.length(clip);
      int count = frontEnd.count(length);
      float[] frames = count == 0 ? new float[0] : frontEnd.frames(samples, clip * stride, length);
      for (int first = 0; first < count; first += GROUP) {
        float[] patches = frontEnd.patches(frames, first, Math.min(GROUP, count - first));
        groups.add(vectors(audio.manager(), patches));
      }
    }
    return NDArrays.concat(groups);
  }

  private NDArray vectors(NDManager manager, float[] patches) {
    Shape patch = network.patch();
    Shape shape = new Shape(patches.length / patch.size()).addAll(patch);
    return Scope.result(() -> network.vectors().apply(manager.create(patches, shape)));
  }
}
