package org.aulos.plugins.eval;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.Signature;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * SavedModels with the packaging of the pretrained encoders but without a network: value {@code k}
 * of the vector of a window is {@code k + 1} times the mean of its samples.
 */
final class TinyModels {
  private static final int WINDOW = 15_600;

  private TinyModels() {}

  /** As YAMNet: {@code scores} of 3 and {@code embeddings} of 5 values, the end padded. */
  static Path yamnet(Path folder) throws IOException {
    return write(folder, "waveform", 7_680, true, Map.of("scores", 3, "embeddings", 5));
  }

  /** As TensorFlow Hub exports YAMNet. */
  static Path yamnetOfTheHub(Path folder) throws IOException {
    return write(folder, "waveform", 7_680, true, Map.of("output_0", 3, "output_1", 5));
  }

  /** Of the windows of YAMNet, but one for each 10 ms: {@code log_mel_spectrogram} of 2 values. */
  static Path frames(Path folder) throws IOException {
    return write(folder, "waveform", 160, true, Map.of("log_mel_spectrogram", 2));
  }

  /** As VGGish: {@code output_0} of 4 values, what does not fill a window dropped. */
  static Path vggish(Path folder) throws IOException {
    return write(folder, "waveform", 15_360, false, Map.of("output_0", 4));
  }

  /** As TRILL: takes {@code sample_rate} too, and adds it to {@code embedding}. */
  static Path trill(Path folder) throws IOException {
    return write(folder, "samples", 2_720, true, Map.of("embedding", 2, "layer19", 6));
  }

  private static Path write(
      Path folder, String input, int hop, boolean pad, Map<String, Integer> outputs)
      throws IOException {
    try (Graph graph = new Graph();
        Session session = new Session(graph)) {
      Ops tf = Ops.create(graph);
      Placeholder<TFloat32> waveform =
          tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(Shape.UNKNOWN_SIZE)));
      Signature.Builder signature = Signature.builder("serving_default").input(input, waveform);
      Operand<TFloat32> means = means(tf, waveform, hop, pad);
      if (input.equals("samples")) {
        Placeholder<TInt32> rate = tf.placeholder(TInt32.class, Placeholder.shape(Shape.scalar()));
        signature.input("sample_rate", rate);
        means = tf.math.add(means, tf.dtypes.cast(rate, TFloat32.class));
      }
      for (Map.Entry<String, Integer> output : outputs.entrySet()) {
        float[] factors = new float[output.getValue()];
        for (int k = 0; k < factors.length; k++) {
          factors[k] = k + 1;
        }
        signature.output(
            output.getKey(),
            tf.math.mul(means, tf.reshape(tf.constant(factors), tf.constant(new int[] {1, -1}))));
      }
      SavedModelBundle.exporter(folder.toString())
          .withTags("serve")
          .withSession(session)
          .withSignature(signature.build())
          .export();
    }
    return folder;
  }

  /** {@code [samples] -> [windows, 1]}. */
  private static Operand<TFloat32> means(Ops tf, Operand<TFloat32> waveform, int hop, boolean pad) {
    Operand<TInt32> zero = tf.constant(0);
    Operand<TInt32> one = tf.constant(1);
    Operand<TInt32> beyond = tf.math.sub(tf.size(waveform), tf.constant(WINDOW));
    Operand<TInt32> windows =
        pad
            // 1 + ceil(max(0, beyond) / hop)
            ? tf.math.add(
                one,
                tf.math.floorDiv(
                    tf.math.add(tf.math.maximum(zero, beyond), tf.constant(hop - 1)),
                    tf.constant(hop)))
            : tf.math.maximum(zero, tf.math.add(one, tf.math.floorDiv(beyond, tf.constant(hop))));
    Operand<TFloat32> padded =
        tf.concat(
            java.util.List.of(waveform, tf.zeros(tf.array(WINDOW + hop), TFloat32.class)), zero);
    Operand<TInt32> starts =
        tf.expandDims(tf.math.mul(tf.range(zero, windows, one), tf.constant(hop)), one);
    Operand<TInt32> offsets = tf.expandDims(tf.range(zero, tf.constant(WINDOW), one), zero);
    // [windows, 1] + [1, WINDOW]
    Operand<TFloat32> framed = tf.gather(padded, tf.math.add(starts, offsets), zero);
    return tf.reshape(tf.math.mean(framed, one), tf.constant(new int[] {-1, 1}));
  }
}
