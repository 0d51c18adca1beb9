package org.aulos.plugins.eval;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.aulos.api.AudioBatch;
import org.aulos.api.AudioFormat;
import org.aulos.api.CheckpointException;
import org.aulos.api.EmbeddingBatch;
import org.aulos.api.Encoder;
import org.aulos.api.Framing;
import org.aulos.tensorflow.HostTensor;
import org.aulos.tensorflow.SavedModel;
import org.aulos.tensorflow.TensorSpec;

/**
 * Encodes waveforms by a SavedModel that takes one, float32 {@code [samples]}, and yields vectors,
 * float32 {@code [windows, dimension]}. Each clip is given to the model alone and without padding,
 * so its vectors are those of the clip whatever the batch; a batch of clips in one call would save
 * a sixth of the time for clips of five seconds, but published models take one.
 */
final class SavedModelEncoder implements Encoder<AudioBatch> {
  private static final String RATE_INPUT = "sample_rate";

  /** Windows in the clip that an output is tried with. */
  private static final int TRIAL = 10;

  private final PretrainedModel network;
  private final SavedModel model;
  private final String waveform;
  private final Map<String, HostTensor> constants;
  private final String output;
  private final int dimension;

  /**
   * An encoder over an open model, whose owner closes it.
   *
   * @param output what the network calls it, or what the model does
   * @throws CheckpointException if the model takes something else, or has no such output
   */
  SavedModelEncoder(PretrainedModel network, SavedModel model, String output) {
    this.network = network;
    this.model = model;
    this.waveform = waveformInput(model);
    this.constants = constants(model, waveform);
    this.output = model.outputs().containsKey(output) ? output : numbered(network, model, output);
    this.dimension = triedDimension();
  }

  /** The only float32 input that may be a vector. */
  private static String waveformInput(SavedModel model) {
    List<String> candidates =
        model.inputs().entrySet().stream()
            .filter(input -> !input.getKey().equals(RATE_INPUT))
            .filter(input -> input.getValue().type() == DataType.FLOAT32)
            .filter(input -> input.getValue().shape().map(s -> s.dimension() == 1).orElse(true))
            .map(Map.Entry::getKey)
            .toList();
    if (candidates.size() != 1) {
      throw unfit(model, "one waveform, float32 (-1)");
    }
    return candidates.get(0);
  }

  /** What is the same for every clip: the rate, where a model asks for it. */
  private static Map<String, HostTensor> constants(SavedModel model, String waveform) {
    Map<String, HostTensor> constants = new HashMap<>();
    for (Map.Entry<String, TensorSpec> input : model.inputs().entrySet()) {
      if (input.getKey().equals(RATE_INPUT)) {
        constants.put(RATE_INPUT, rate(model, input.getValue().type()));
      } else if (!input.getKey().equals(waveform)) {
        throw unfit(model, "beside the waveform at most " + RATE_INPUT);
      }
    }
    return Map.copyOf(constants);
  }

  private static HostTensor rate(SavedModel model, DataType type) {
    int rate = PretrainedModel.FORMAT.sampleRate();
    return switch (type) {
      case INT32 -> HostTensor.of(new int[] {rate});
      case INT64 -> HostTensor.of(new long[] {rate});
      case FLOAT32 -> HostTensor.of(new float[] {rate});
      default -> throw unfit(model, RATE_INPUT + " as a number");
    };
  }

  private static CheckpointException unfit(SavedModel model, String expected) {
    return new CheckpointException(
        "%s takes %s; expected %s".formatted(model, model.inputs(), expected));
  }

  /** Where neither name is there, the complaint is of the one that was asked for. */
  private static String numbered(PretrainedModel network, SavedModel model, String output) {
    String hubName = network.hubName(output);
    return model.outputs().containsKey(hubName) ? hubName : output;
  }

  /** Asks the output for silence, since a signature need not tell windows from frames. */
  private int triedDimension() {
    int samples = network.window() + (TRIAL - 1) * network.hop();
    Shape shape = run(new float[samples]).shape();
    // One more or less: whether the end is padded is the model's own affair.
    if (shape.dimension() != 2 || Math.abs(shape.get(0) - TRIAL) > 1 || shape.get(1) == 0) {
      throw new CheckpointException(
          "the output '%s' of %s is %s for %d windows; expected a vector for each window, from another of its outputs: %s"
              .formatted(output, model, shape, TRIAL, model.outputs()));
    }
    return Math.toIntExact(shape.get(1));
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
    return Optional.of(network.framing());
  }

  @Override
  public int dimension() {
    return dimension;
  }

  @Override
  public OptionalLong parameters() {
    return model.parameters();
  }

  @Override
  public EmbeddingBatch encode(AudioBatch audio) {
    PretrainedModel.check(audio);
    float[] samples = audio.toFloats();
    int stride = samples.length / audio.size();
    int[] counts = new int[audio.size()];
    List<float[]> parts = new ArrayList<>();
    for (int clip = 0; clip < audio.size(); clip++) {
      int start = clip * stride;
      HostTensor part = run(Arrays.copyOfRange(samples, start, start + audio.length(clip)));
      counts[clip] = Math.toIntExact(part.shape().get(0));
      parts.add(part.floats());
    }
    NDArray vectors =
        audio.manager().create(joined(parts), new Shape(IntStream.of(counts).sum(), dimension));
    return new EmbeddingBatch(vectors, counts);
  }

  private HostTensor run(float[] samples) {
    Map<String, HostTensor> inputs = new HashMap<>(constants);
    inputs.put(waveform, HostTensor.of(samples, samples.length));
    return model.run(inputs, output).get(0);
  }

  private static float[] joined(List<float[]> parts) {
    float[] joined = new float[parts.stream().mapToInt(part -> part.length).sum()];
    int end = 0;
    for (float[] part : parts) {
      System.arraycopy(part, 0, joined, end, part.length);
      end += part.length;
    }
    return joined;
  }
}
