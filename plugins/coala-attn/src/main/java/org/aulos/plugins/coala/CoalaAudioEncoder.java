package org.aulos.plugins.coala;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDScope;
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
import org.aulos.api.spi.Resources;
import org.aulos.nn.CheckpointFolder;
import org.aulos.nn.Mode;
import org.aulos.nn.Scope;
import org.aulos.nn.StateDict;
import org.aulos.nn.Weights;

/**
 * Encodes clips by the mean over their patches, which lie side by side. Those of up to ten seconds
 * have four.
 */
final class CoalaAudioEncoder implements Encoder<AudioBatch> {
  private static final AudioFormat FORMAT = PatchFrontEnd.FORMAT;
  // Patches that are heard at once: what all layers make of them is some 50 MB.
  private static final long PIECE = 16;

  private final AudioNetwork network;
  private final Weights weights;
  private final Scaler scaler;
  private final CoalaAudioOptions.Output output;
  private final NDArray noise;
  private final PatchFrontEnd frontEnd;

  private CoalaAudioEncoder(
      AudioNetwork network,
      Weights weights,
      Scaler scaler,
      PatchFrontEnd frontEnd,
      CoalaAudioOptions.Output output,
      Resources resources) {
    this.network = network;
    this.weights = weights;
    this.scaler = scaler;
    this.frontEnd = frontEnd;
    this.output = output;
    noise = PatchFrontEnd.noise(resources.seed(), PatchFrontEnd.SAMPLES, resources.manager());
    NDScope.unregister(noise);
  }

  /**
   * An encoder of the weights that the options name, or of an untrained network.
   *
   * @throws CheckpointException if they cannot be read, or are of another network
   */
  static CoalaAudioEncoder of(CoalaAudioOptions options, Resources resources) {
    if (options.weights().toString().isEmpty()) {
      AudioNetwork network = new AudioNetwork(AudioNetwork.CHANNELS, options.width(), true);
      Weights drawn = Weights.drawn(network.encoderShapes(), resources.seed(), resources.manager());
      PatchFrontEnd frontEnd = new PatchFrontEnd(options.hamming());
      return new CoalaAudioEncoder(
          network, drawn, Scaler.DEFAULT, frontEnd, options.output(), resources);
    }
    Path place = resources.file(options.weights());
    try {
      if (!Files.isDirectory(place)) {
        Scaler scaler = scaler(options, resources);
        StateDict own = StateDict.read(place).from(AudioNetwork.KEY);
        return of(own, scaler, options.hamming(), options, resources);
      }
      CoalaDocument document = CoalaDocument.read(place);
      StateDict all = StateDict.read(place.resolve(CheckpointFolder.WEIGHTS));
      StateDict own = all.only(AudioNetwork.of(all).encoderShapes().keySet());
      return of(own, document.scaler(), document.hamming(), options, resources);
    } catch (IOException e) {
      throw new CheckpointException(place + ": " + e.getMessage(), e);
    }
  }

  private static CoalaAudioEncoder of(
      StateDict own, Scaler scaler, boolean hamming, CoalaAudioOptions options, Resources resources)
      throws IOException {
    AudioNetwork network = AudioNetwork.of(own);
    return new CoalaAudioEncoder(
        network,
        Weights.of(own, network.encoderShapes(), resources.manager()),
        scaler,
        new PatchFrontEnd(hamming),
        options.output(),
        resources);
  }

  private static Scaler scaler(CoalaAudioOptions options, Resources resources) throws IOException {
    if (options.scaler().toString().isEmpty()) {
      throw new CheckpointException(
          "%s: weights hear scaled spectrograms; name the scaler they were trained with (scaler)."
              .formatted(options.weights()));
    }
    return Scaler.read(resources.file(options.scaler()));
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
  public int dimension() {
    return output == CoalaAudioOptions.Output.EMBEDDING ? network.dimension() : network.width();
  }

  @Override
  public OptionalLong parameters() {
    return OptionalLong.of(weights.size());
  }

  @Override
  public EmbeddingBatch encode(AudioBatch audio) {
    if (!audio.format().equals(FORMAT)) {
      throw new IllegalArgumentException("expected " + FORMAT + " but was " + audio.format());
    }
    return new EmbeddingBatch(
        Scope.result(
            () -> {
              NDList vectors = new NDList();
              for (int clip = 0; clip < audio.size(); clip++) {
                NDArray samples = audio.samples().get("{}, :, :{}", clip, audio.length(clip));
                vectors.add(Scope.result(() -> vector(samples)));
              }
              return NDArrays.stack(vectors);
            }));
  }

  /**
   * The vector of one clip.
   *
   * @param samples {@code [1, samples]}
   */
  private NDArray vector(NDArray samples) {
    NDArray chunks = PatchFrontEnd.chunks(frontEnd.spectrogram(samples, noise));
    NDArray x = scaler.apply(chunks).expandDims(1);
    long count = x.getShape().get(0);
    NDList vectors = new NDList();
    for (long from = 0; from < count; from += PIECE) {
      NDArray piece = x.get("{}:{}", from, Math.min(count, from + PIECE));
      vectors.add(Scope.result(() -> heard(piece)));
    }
    return NDArrays.concat(vectors).mean(new int[] {0});
  }

  private NDArray heard(NDArray patches) {
    NDArray z = network.embedding(patches, weights, Mode.EVALUATION);
    return output == CoalaAudioOptions.Output.EMBEDDING
        ? z
        : network.projection(z, weights, Mode.EVALUATION);
  }
}
