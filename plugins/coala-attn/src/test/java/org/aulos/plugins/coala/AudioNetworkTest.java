package org.aulos.plugins.coala;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import org.aulos.nn.Mode;
import org.aulos.nn.StateDict;
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
    Fixture fixture = Fixture.of("coala-audio-autoencoder", manager);
    StateDict all = fixture.weights();
    AudioNetwork network = AudioNetwork.of(all);
    Weights encoder =
        Weights.of(all.only(network.encoderShapes().keySet()), network.encoderShapes(), manager);
    Weights decoder =
        Weights.of(all.only(network.decoderShapes().keySet()), network.decoderShapes(), manager);

    NDArray z = network.embedding(fixture.input("x"), encoder, Mode.EVALUATION);

    var golden = fixture.golden();
    golden.assertMatches("z", z);
    golden.assertMatches("phi_a", network.projection(z, encoder, Mode.EVALUATION));
    golden.assertMatches("reconstruction", network.reconstruction(z, decoder, Mode.EVALUATION));
  }

  /** Table 1 of the second paper speaks of 2.4 million with the projection of 1152 values. */
  @Test
  void hasAsManyParametersAsThePublishedNetworks() {
    var wide = new AudioNetwork(128, 1152, true);
    var narrow = new AudioNetwork(128, 128, true);

    assertThat(Weights.drawn(wide.encoderShapes(), 0, manager).size()).isEqualTo(2_381_952);
    assertThat(Weights.drawn(narrow.encoderShapes(), 0, manager).size()).isEqualTo(1_202_304);
    assertThat(Weights.drawn(wide.decoderShapes(), 0, manager).size()).isEqualTo(1_052_163);
  }
}
