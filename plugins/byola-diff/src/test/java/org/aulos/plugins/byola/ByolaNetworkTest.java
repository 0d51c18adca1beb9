package org.aulos.plugins.byola;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import org.aulos.nn.Mode;
import org.aulos.nn.Weights;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@SuppressWarnings("NullAway.Init") // JUnit sets it before each test
class ByolaNetworkTest {
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
  void computesTheEmbeddingsOfTheReference() throws IOException {
    Fixture fixture = Fixture.of("byola-encoder-eval", manager);
    ByolaNetwork network = ByolaNetwork.of(fixture.weights());
    Weights weights = fixture.weights("", network.shapes());
    var mode = Mode.EVALUATION;
    NDArray x = fixture.input("x");

    NDArray frames = network.frames(x, weights, mode);

    fixture.golden().assertMatches("conv", network.maps(x, weights, mode).get(":1"));
    fixture.golden().assertMatches("frames", frames.get(":, :, -128:"));
    fixture.golden().assertMatches("embedding", ByolaNetwork.pooled(frames));
    NDArray odd = network.frames(fixture.input("x_odd"), weights, mode);
    fixture.golden().assertMatches("embedding_odd", ByolaNetwork.pooled(odd));
  }

  @Test
  void encodesAsTheReferenceWhenFolded() throws IOException {
    Fixture fixture = Fixture.of("byola-encoder-eval", manager);
    ByolaNetwork network = ByolaNetwork.of(fixture.weights());
    FoldedNetwork folded =
        new FoldedNetwork(network, fixture.weights("", network.shapes()), manager);

    NDArray frames = framesOfEach(fixture.input("x"), folded);

    fixture.golden().assertMatches("frames", frames.get(":, :, -128:"));
    fixture.golden().assertMatches("embedding", ByolaNetwork.pooled(frames));
    NDArray odd = framesOfEach(fixture.input("x_odd"), folded);
    fixture.golden().assertMatches("embedding_odd", ByolaNetwork.pooled(odd));
  }

  private static NDArray framesOfEach(NDArray clips, FoldedNetwork network) {
    NDList frames = new NDList();
    for (int clip = 0; clip < clips.getShape().get(0); clip++) {
      frames.add(network.frames(clips.get("{}:{}", clip, clip + 1)));
    }
    return NDArrays.concat(frames, 0);
  }

  /** Both versions, with statistics of normalisation that a training leaves. */
  @ParameterizedTest
  @EnumSource
  void encodesTheSameWhenFolded(Version version) {
    ByolaNetwork network = new ByolaNetwork(version, 8, 16);
    Weights weights = Weights.drawn(network.shapes(), 1, manager);
    NDArray x = manager.randomNormal(new Shape(1, 1, 64, 100));
    network.frames(manager.randomNormal(new Shape(4, 1, 64, 40)), weights, Mode.TRAINING);

    NDArray frames = new FoldedNetwork(network, weights, manager).frames(x);

    NDArray expected = network.frames(x, weights, Mode.EVALUATION);
    assertThat(frames.getShape()).isEqualTo(expected.getShape());
    assertThat(frames.toFloatArray())
        .usingComparatorWithPrecision(1e-5f)
        .containsExactly(expected.toFloatArray());
  }

  /** The counts of the publications. */
  @ParameterizedTest
  @CsvSource({"V2, 2048, 6333376, 3072", "V1, 512, 600192, 512", "V1, 1024, 1649792, 1024"})
  void isAsLargeAsPublished(Version version, int width, long parameters, int dimension) {
    ByolaNetwork network = new ByolaNetwork(version, 64, width);
    Weights weights = Weights.drawn(network.shapes(), 1, manager);
    NDArray x = manager.ones(new Shape(1, 1, 64, 96));

    NDArray embedding = ByolaNetwork.pooled(network.frames(x, weights, Mode.EVALUATION));

    assertThat(weights.size()).isEqualTo(parameters);
    assertThat(network.dimension()).isEqualTo(dimension);
    assertThat(embedding.getShape()).isEqualTo(new Shape(1, dimension));
  }
}
