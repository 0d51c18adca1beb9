package org.aulos.plugins.coala;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.Random;
import org.aulos.nn.EngineArrays;
import org.aulos.nn.Mode;
import org.aulos.nn.Weights;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The network against its definition, equations 3 to 5 of the second paper, of one head. */
@SuppressWarnings("NullAway.Init") // JUnit sets it before each test
class TagNetworkTest {
  private static final int WIDTH = 3;
  private static final int TAGS = 3;

  private NDManager manager;

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager();
  }

  @AfterEach
  void close() {
    manager.close();
  }

  /** With the vectors of 1,000 words and of none. */
  @ParameterizedTest
  @CsvSource({"0, 144768", "1, 193920", "4, 390528"})
  void hasThePublishedNumberOfParameters(int heads, long published) {
    Weights drawn = Weights.drawn(new TagNetwork(heads, 128, true).shapes(), 0, manager);

    assertThat(drawn.size() + 1001L * 128).isEqualTo(published);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void sumsOverAllPositionsOrOverTheTagsAlone(boolean countPadding) {
    TagNetwork network = new TagNetwork(1, WIDTH, countPadding);
    Weights weights = Weights.drawn(network.shapes(), 11, manager);
    float[] words = new float[TagNetwork.POSITIONS * WIDTH];
    Random random = new Random(12);
    for (int i = 0; i < TAGS * WIDTH; i++) {
      words[i] = (float) (3 * random.nextGaussian());
    }

    float[] embedding =
        network
            .embedding(
                EngineArrays.of(manager, words, new Shape(1, TagNetwork.POSITIONS, WIDTH)),
                new int[] {TAGS},
                weights,
                Mode.EVALUATION)
            .toFloatArray();

    double[] sum = new double[WIDTH];
    for (int query = 0; query < (countPadding ? TagNetwork.POSITIONS : TAGS); query++) {
      double[] context = context(words, query, weights);
      double[] output = linear(weights, "fc", context);
      for (int i = 0; i < WIDTH; i++) {
        sum[i] += output[i];
      }
    }
    assertThat(embedding).containsExactly(normalised(sum), within(1e-5f));
  }

  /** What a position attends to; one that holds no tag is zero, and attends to all tags alike. */
  private static double[] context(float[] words, int query, Weights weights) {
    double[] asked = linear(weights, "w_qs", word(words, query));
    double[] context = new double[WIDTH];
    double total = 0;
    for (int key = 0; key < TAGS; key++) {
      double[] offered = linear(weights, "w_ks", word(words, key));
      double score = 0;
      for (int i = 0; i < WIDTH; i++) {
        score += asked[i] * offered[i];
      }
      double share = Math.exp(score / Math.sqrt(WIDTH));
      double[] value = linear(weights, "w_vs", word(words, key));
      for (int i = 0; i < WIDTH; i++) {
        context[i] += share * value[i];
      }
      total += share;
    }
    for (int i = 0; i < WIDTH; i++) {
      context[i] /= total;
    }
    return context;
  }

  private static double[] word(float[] words, int position) {
    double[] word = new double[WIDTH];
    for (int i = 0; i < WIDTH; i++) {
      word[i] = words[position * WIDTH + i];
    }
    return word;
  }

  private static double[] linear(Weights weights, String layer, double[] x) {
    float[] matrix = weights.get(layer + ".weight").toFloatArray();
    double[] y = new double[WIDTH];
    for (int row = 0; row < WIDTH; row++) {
      for (int column = 0; column < WIDTH; column++) {
        y[row] += matrix[row * WIDTH + column] * x[column];
      }
    }
    return y;
  }

  private static float[] normalised(double[] x) {
    double mean = Arrays.stream(x).average().orElseThrow();
    double variance = Arrays.stream(x).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
    float[] normalised = new float[WIDTH];
    for (int i = 0; i < WIDTH; i++) {
      normalised[i] = (float) ((x[i] - mean) / Math.sqrt(variance + 1e-6));
    }
    return normalised;
  }
}
