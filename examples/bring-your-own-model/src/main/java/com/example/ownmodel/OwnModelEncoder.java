package com.example.ownmodel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.aulos.api.AudioBatch;
import org.aulos.api.AudioFormat;
import org.aulos.api.AulosException;
import org.aulos.api.CheckpointException;
import org.aulos.api.EmbeddingBatch;
import org.aulos.api.Encoder;
import org.aulos.api.Framing;
import org.aulos.api.OptionsException;
import org.aulos.api.Waveform;
import org.aulos.api.spi.Resources;

/**
 * Cuts clips into windows, the last of them padded with zeros, and gives each to a model alone, so
 * that nothing but its own samples decides a vector.
 */
record OwnModelEncoder(OwnModelOptions options, Network network, int dimension)
    implements Encoder<AudioBatch> {
  /** The encoder around the model that the options name. */
  static OwnModelEncoder open(OwnModelOptions options, Resources resources) {
    if (options.model().toString().isEmpty()) {
      throw new OptionsException(
          "no model was chosen; set 'model' to a TorchScript file (.pt), an ONNX file (.onnx) or"
              + " the folder of a SavedModel");
    }
    Path path = resources.file(options.model());
    Network network = Network.open(path, options.output(), resources);
    return new OwnModelEncoder(options, network, dimension(options, network, path));
  }

  /** What silence shows: names and shapes that do not fit are refused before any clip is read. */
  private static int dimension(OwnModelOptions options, Network network, Path path) {
    int samples = options.window() > 0 ? options.window() : options.sampleRate();
    try {
      return vector(options, network, new float[samples]).length;
    } catch (CheckpointException e) {
      throw e;
    } catch (AulosException e) {
      throw new CheckpointException(
          "%s does not take float32 %s: %s; set 'layout' and 'window' to what it takes"
              .formatted(path, Arrays.toString(options.layout().shape(samples)), e.getMessage()),
          e);
    }
  }

  private static float[] vector(OwnModelOptions options, Network network, float[] samples) {
    Network.Output output = network.run(samples, options.layout().shape(samples.length));
    long[] shape = output.shape();
    long dimension = shape.length == 0 ? 0 : shape[shape.length - 1];
    if (dimension == 0 || output.values().length == 0) {
      throw new CheckpointException(
          "the output %s holds no vector for %d samples; expected [dimension] or [1, dimension]: choose another by 'output', or a longer 'window'"
              .formatted(output, samples.length));
    }
    if (output.values().length > dimension && !options.average()) {
      throw new CheckpointException(
          "the output %s holds several vectors for %d samples; expected [dimension] or [1, dimension]: choose another by 'output', or set 'average: true' for their mean"
              .formatted(output, samples.length));
    }
    return mean(output.values(), Math.toIntExact(dimension));
  }

  /** Mean of the rows of a matrix. */
  private static float[] mean(float[] rows, int dimension) {
    int count = rows.length / dimension;
    double[] sum = new double[dimension];
    for (int i = 0; i < rows.length; i++) {
      sum[i % dimension] += rows[i];
    }
    float[] mean = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      mean[i] = (float) (sum[i] / count);
    }
    return mean;
  }

  @Override
  public Class<AudioBatch> inputType() {
    return AudioBatch.class;
  }

  @Override
  public Optional<AudioFormat> audioFormat() {
    return Optional.of(AudioFormat.mono(options.sampleRate()));
  }

  @Override
  public Optional<Framing> framing() {
    double rate = options.sampleRate();
    return options.window() == 0
        ? Optional.empty()
        : Optional.of(new Framing(options.window() / rate, options.hop() / rate));
  }

  @Override
  public EmbeddingBatch encode(AudioBatch audio) {
    AudioFormat format = AudioFormat.mono(options.sampleRate());
    if (!audio.format().equals(format)) {
      throw new IllegalArgumentException("expected " + format + " but was " + audio.format());
    }
    List<float[]> vectors = new ArrayList<>();
    int[] counts = new int[audio.size()];
    List<Waveform> clips = audio.waveforms();
    for (int clip = 0; clip < counts.length; clip++) {
      for (float[] window : windows(clips.get(clip).channel(0))) {
        vectors.add(checked(vector(options, network, window)));
        counts[clip]++;
      }
    }
    FloatBuffer joined = FloatBuffer.allocate(vectors.size() * dimension);
    vectors.forEach(joined::put);
    NDArray rows = audio.manager().create(joined.array(), new Shape(vectors.size(), dimension));
    return new EmbeddingBatch(rows, counts);
  }

  private float[] checked(float[] vector) {
    if (vector.length != dimension) {
      throw new CheckpointException(
          "the model yields %d values for one clip and %d for another; set 'window' so that all are of one length"
              .formatted(dimension, vector.length));
    }
    return vector;
  }

  /** The windows of a clip, one at least. */
  private List<float[]> windows(float[] samples) {
    if (options.window() == 0) {
      // No model takes nothing at all.
      return List.of(samples.length == 0 ? new float[1] : samples);
    }
    List<float[]> windows = new ArrayList<>();
    int start = 0;
    do {
      windows.add(Arrays.copyOfRange(samples, start, start + options.window()));
      start += options.hop();
    } while (start - options.hop() + options.window() < samples.length);
    return windows;
  }
}
