package org.aulos.plugins.coala;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.aulos.nn.Weights;
import org.aulos.plugins.coala.CoalaTrainerOptions.Tags;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@SuppressWarnings("NullAway.Init") // JUnit sets it before each test
class CoalaMethodTest {
  private static final List<String> WORDS = List.of("rain", "wind", "storm");

  private NDManager manager;

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager();
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void trainsAsPublished() {
    CoalaTrainerOptions options = CoalaTrainerOptions.ATTENTION;

    assertThat(options.reconstruction()).isEqualTo(5);
    assertThat(options.contrast()).isEqualTo(10);
    assertThat(options.temperature()).isEqualTo(0.1);
    assertThat(options.learningRate()).isEqualTo(0.005);
    assertThat(options.batchSize()).isEqualTo(128);
    assertThat(options.epochs()).isEqualTo(200);
    assertThat(options.heads()).isEqualTo(1);
    assertThat(options.channels()).isEqualTo(128);
    assertThat(options.countPadding()).isTrue();
    assertThat(options.hamming()).isFalse();
    assertThat(options.scaledBy()).isEqualTo(ScaledBy.FRAME);
    assertThat(CoalaTrainerOptions.MULTI_HOT.tagReconstruction()).isEqualTo(5);
  }

  /** Dropout is drawn for each pass, so that the parts are those of the same pass. */
  @ParameterizedTest
  @EnumSource
  void theLossIsTheWeightedSumOfItsParts(Tags tags) throws IOException {
    Map<String, NDArray> losses = losses(tags);

    double sum = 5 * value(losses, "reconstruction") + 10 * value(losses, "contrast");
    sum += tags == Tags.MULTI_HOT ? 5 * value(losses, "tags") : 0;
    assertThat(value(losses, "loss")).isCloseTo(sum, within(1e-5 * sum));
    assertThat(losses.keySet().iterator().next()).isEqualTo("loss");
    assertThat(losses.containsKey("tags")).isEqualTo(tags == Tags.MULTI_HOT);
    // Of a batch of two and two a clip is found among three: about ln 3, while a reconstruction
    // that tells nothing of even noise sums 96 values a row.
    assertThat(value(losses, "contrast")).isLessThan(value(losses, "reconstruction"));
  }

  private Map<String, NDArray> losses(Tags tags) throws IOException {
    TagTower tower =
        tags == Tags.MULTI_HOT
            ? new MultiHotTower(WORDS)
            : TagTower.of(Weights.drawn(wordShapes(tags), 3, manager).toStateDict(), WORDS, true);
    CoalaMethod method = new CoalaMethod(SmallTraining.options(tags, ScaledBy.FRAME), tower);
    return method.losses(
        manager.randomUniform(0, 1, new Shape(2, 1, 96, 96)),
        List.of(List.of("rain", "storm"), List.of("wind")),
        Weights.drawn(method.shapes(), 4, manager));
  }

  private static Map<String, Shape> wordShapes(Tags tags) {
    Map<String, Shape> shapes =
        new LinkedHashMap<>(new TagNetwork(tags == Tags.MEAN ? 0 : 2, 16, true).shapes());
    shapes.put(TagNetwork.TABLE, new Shape(WORDS.size(), 16));
    return shapes;
  }

  private static double value(Map<String, NDArray> losses, String name) {
    return Objects.requireNonNull(losses.get(name), name).getFloat();
  }
}
