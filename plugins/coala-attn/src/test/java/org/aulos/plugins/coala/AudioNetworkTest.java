package org.aulos.plugins.coala;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import org.aulos.nn.Mode;
import org.aulos.nn.Weights;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init") // JUnit sets it before each test
class AudioNetworkTest {
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
  void computesAsTheReferenceDoes() throws IOException {
    Golden golden = Golden.of("coala-audio-autoencoder", manager);
    AudioNetwork network = AudioNetwork.of(golden.weights());
    Weights encoder = golden.weights("", network.encoderShapes());
    Weights decoder = golden.weights("", network.decoderShapes());

    NDArray x = golden.input("x");
    NDArray z = network.embedding(x, encoder, Mode.EVALUATION);
    NDArray reconstruction = network.reconstruction(z, decoder, Mode.EVALUATION);

    golden.numbers().assertMatches("z", z);
    golden.numbers().assertMatches("phi_a", network.projection(z, encoder, Mode.EVALUATION));
    golden.numbers().assertMatches("reconstruction", reconstruction);
    golden.numbers().assertMatches("kl", Losses.reconstruction(reconstruction, x).getFloat());
  }

  /** As many as the published networks have: "2.4M" in the second paper. */
  @Test
  void hasThePublishedNumberOfParameters() {
    var wide = new AudioNetwork(128, 1152, true);
    var narrow = new AudioNetwork(128, 128, true);

    assertThat(Weights.drawn(wide.encoderShapes(), 0, manager).size()).isEqualTo(2_381_952);
    assertThat(Weights.drawn(narrow.encoderShapes(), 0, manager).size()).isEqualTo(1_202_304);
    assertThat(Weights.drawn(wide.decoderShapes(), 0, manager).size()).isEqualTo(1_052_163);
  }
}
