package org.aulos.plugins.eval;

import java.nio.file.Path;
import java.util.List;
import org.aulos.api.AudioBatch;
import org.aulos.api.AudioFormat;
import org.aulos.api.CheckpointException;
import org.aulos.api.Framing;
import org.aulos.api.Suggestions;

/**
 * A published network that judges audio: what all its packagings have in common.
 *
 * @param component name of the encoder, and of the installed model
 * @param window samples that a vector hears: 96 frames of 25 ms every 10 ms
 * @param hop samples between windows
 * @param outputs what its outputs are, in the order in which TensorFlow Hub numbers them
 */
record PretrainedModel(String component, int window, int hop, List<String> outputs) {
  /** What these networks hear. */
  static final AudioFormat FORMAT = AudioFormat.mono(16_000);

  /**
   * A MobileNet trained on AudioSet, of 521 classes (tensorflow/models, research/audioset/yamnet).
   * The end of a clip is padded with zeros.
   */
  static final PretrainedModel YAMNET =
      new PretrainedModel("yamnet", 15_600, 7_680, List.of("scores", "embeddings"));

  /**
   * A VGG trained on YouTube-8M (Hershey et al., 2017, "CNN architectures for large-scale audio
   * classification"). What does not fill a window at the end of a clip is dropped.
   */
  static final PretrainedModel VGGISH =
      new PretrainedModel("vggish", 15_600, 15_360, List.of("embeddings"));

  /**
   * A ResNet trained by triplet loss (Shor et al., 2020, "Towards learning a universal non-semantic
   * representation of speech"). Clips are padded to 16,000 samples.
   */
  static final PretrainedModel TRILL = new PretrainedModel("trill", 15_600, 2_720, List.of());

  /** The windows that have a vector each. */
  Framing framing() {
    double rate = FORMAT.sampleRate();
    return new Framing(window / rate, hop / rate);
  }

  /**
   * The output that is meant by its name, or by that of exports that number them.
   *
   * @param weights the file that is asked for it, for the message
   * @throws CheckpointException if there is none; the message lists those there are
   */
  String output(String name, Path weights) {
    return outputs.stream()
        .filter(output -> output.equals(name) || hubName(output).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new CheckpointException(
                    "the network of %s has no output '%s'; %s"
                        .formatted(weights, name, Suggestions.among(name, outputs))));
  }

  /**
   * Fails if audio is not what these networks hear.
   *
   * @throws IllegalArgumentException if so
   */
  static void check(AudioBatch audio) {
    if (!audio.format().equals(FORMAT)) {
      throw new IllegalArgumentException("expected " + FORMAT + " but was " + audio.format());
    }
  }

  /** What an output is called in exports that number them; the name itself if that is unknown. */
  String hubName(String output) {
    int index = outputs.indexOf(output);
    return index < 0 ? output : "output_" + index;
  }
}
