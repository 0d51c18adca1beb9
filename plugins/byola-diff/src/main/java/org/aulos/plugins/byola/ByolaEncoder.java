package org.aulos.plugins.byola;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.aulos.api.AudioBatch;
import org.aulos.api.AudioFormat;
import org.aulos.api.CheckpointException;
import org.aulos.api.EmbeddingBatch;
import org.aulos.api.Encoder;
import org.aulos.api.Framing;
import org.aulos.api.spi.Resources;
import org.aulos.nn.CheckpointFolder;
import org.aulos.nn.Scope;
import org.aulos.nn.StateDict;
import org.aulos.nn.TensorLogMel;
import org.aulos.nn.Weights;

/**
 * Encodes clips of any length by the network of BYOL-A. A clip shorter than a training segment is
 * followed by silence up to its length; one longer than a chunk is cut into chunks of equal length,
 * and pooled over the frames of all.
 */
final class ByolaEncoder implements Encoder<AudioBatch> {
  private static final AudioFormat FORMAT = AudioFormat.mono(16_000);
  private static final double HOP = 0.01;

  private final ByolaNetwork network;
  private final FoldedNetwork folded;
  private final long parameters;
  private final TensorLogMel frontEnd;
  private final Normalisation normalisation;
  private final ByolaEncoderOptions.Output output;
  private final int chunk;

  private ByolaEncoder(
      ByolaNetwork network,
      Weights weights,
      FrontEnd frontEnd,
      Normalisation normalisation,
      ByolaEncoderOptions options,
      NDManager manager) {
    this.network = network;
    folded = new FoldedNetwork(network, weights, manager);
    parameters = weights.size();
    this.frontEnd = new TensorLogMel(frontEnd.options());
    this.normalisation = normalisation;
    output = options.output();
    chunk = (int) Math.round(options.chunk() / HOP);
  }

  /**
   * An encoder of the weights that the options name, or of an untrained network.
   *
   * @throws CheckpointException if they cannot be read, or are of another network
   */
  static ByolaEncoder of(ByolaEncoderOptions options, Resources resources) {
    if (options.weights().toString().isEmpty()) {
      return untrained(options, resources);
    }
    Path place = resources.file(options.weights());
    boolean checkpoint = Files.isDirectory(place);
    EncoderDocument document =
        checkpoint
            ? EncoderDocument.read(place)
            : new EncoderDocument(
                options.frontEnd(), new Normalisation(options.mean(), options.deviation()));
    Path file = checkpoint ? place.resolve(CheckpointFolder.WEIGHTS) : place;
    try {
      // Published files may hold more than the encoder, under names with a prefix.
      StateDict weights = StateDict.read(file).from("features.0.weight");
      ByolaNetwork network = ByolaNetwork.of(weights);
      return new ByolaEncoder(
          network,
          Weights.of(weights, network.shapes(), resources.manager()),
          document.frontEnd(),
          document.normalisation(),
          options,
          resources.manager());
    } catch (IOException e) {
      throw new CheckpointException(file + ": " + e.getMessage(), e);
    }
  }

  private static ByolaEncoder untrained(ByolaEncoderOptions options, Resources resources) {
    ByolaNetwork network =
        new ByolaNetwork(options.version(), ByolaNetwork.CHANNELS, options.width());
    return new ByolaEncoder(
        network,
        Weights.drawn(network.shapes(), resources.seed(), resources.manager()),
        options.frontEnd(),
        new Normalisation(options.mean(), options.deviation()),
        options,
        resources.manager());
  }

  @Override
  public Class<AudioBatch> inputType() {
    return AudioBatch.class;
  }

  @Override
  public Optional<AudioFormat> audioFormat() {
    return Optional.of(FORMAT);
  }

  @Override
  public Optional<Framing> framing() {
    double hop = HOP * (1 << network.version().stages());
    return output == ByolaEncoderOptions.Output.FRAMES
        ? Optional.of(new Framing(hop, hop))
        : Optional.empty();
  }

  @Override
  public int dimension() {
    return network.dimension();
  }

  @Override
  public OptionalLong parameters() {
    return OptionalLong.of(parameters);
  }

  @Override
  public EmbeddingBatch encode(AudioBatch audio) {
    if (!audio.format().equals(FORMAT)) {
      throw new IllegalArgumentException("expected " + FORMAT + " but was " + audio.format());
    }
    int[] counts = new int[audio.size()];
    NDArray vectors =
        Scope.result(
            () -> {
              NDList all = new NDList();
              for (int clip = 0; clip < audio.size(); clip++) {
                NDArray own = vectors(audio, clip);
                counts[clip] = Math.toIntExact(own.getShape().get(0));
                all.add(own);
              }
              return NDArrays.concat(all, 0);
            });
    return new EmbeddingBatch(vectors, counts);
  }

  /**
   * The vectors of one clip, {@code [vectors, dimension]}. Clips go one by one: what a layer leaves
   * of a clip stays in the cache of a core, and neighbours cannot matter.
   */
  private NDArray vectors(AudioBatch audio, int clip) {
    NDArray x = spectrogram(audio, clip);
    int length = Math.toIntExact(x.getShape().get(3));
    int chunks = (length + chunk - 1) / chunk;
    NDList frames = new NDList();
    for (int i = 0; i < chunks; i++) {
      int from = Math.toIntExact((long) length * i / chunks);
      int to = Math.toIntExact((long) length * (i + 1) / chunks);
      NDArray piece = chunks == 1 ? x : x.get(":, :, :, {}:{}", from, to);
      frames.add(folded.frames(piece));
    }
    NDArray all = NDArrays.concat(frames, 1); // [1, frames, dimension]
    return output == ByolaEncoderOptions.Output.FRAMES ? all.squeeze(0) : ByolaNetwork.pooled(all);
  }

  /** The normalised spectrogram of one clip, {@code [1, 1, 64, frames]}. */
  private NDArray spectrogram(AudioBatch audio, int clip) {
    int valid = audio.length(clip);
    NDArray samples = audio.samples().get("{}, :, :{}", clip, valid); // [1, samples]
    int missing = Math.max(0, Segments.SAMPLES - valid);
    if (missing > 0) {
      NDManager manager = samples.getManager();
      NDArray silence = manager.zeros(new Shape(1, missing));
      samples = valid == 0 ? silence : samples.concat(silence, 1);
    }
    NDArray mel = frontEnd.extract(samples, new int[] {valid + missing}); // [1, frames, bands]
    return normalisation.apply(mel.transpose(0, 2, 1)).expandDims(1);
  }
}
