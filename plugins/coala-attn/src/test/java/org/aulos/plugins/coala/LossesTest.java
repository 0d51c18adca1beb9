package org.aulos.plugins.coala;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.aulos.nn.EngineArrays;
import org.aulos.nn.Mode;
import org.aulos.nn.Sgd;
import org.aulos.nn.Weights;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Losses, gradients and a step of training of the reference. */
@SuppressWarnings("NullAway.Init") // JUnit sets them before each test
class LossesTest {
  private NDManager manager;
  private Golden golden;
  private Weights audio;
  private Weights decoder;
  private Weights tags;
  private NDArray z;
  private NDArray audioProjection;
  private NDArray tagProjection;
  private NDArray reconstruction;
  private NDArray contrast;

  @BeforeEach
  void compute() throws IOException {
    manager = NDManager.newBaseManager();
    golden = Golden.of("coala-losses", manager);
    AudioNetwork network = AudioNetwork.of(golden.weights().under("audio."));
    TagNetwork attention = TagNetwork.of(golden.weights().under("tag."), true);
    audio = golden.weights("audio.", network.encoderShapes()).requiringGradients();
    decoder = golden.weights("decoder.", network.decoderShapes()).requiringGradients();
    tags = golden.weights("tag.", attention.shapes()).requiringGradients();
    int[] ids = golden.numbers().input("tags").ints();
    NDArray words = Words.of(golden.weights().under("tag."), ids, manager);
    NDArray x = golden.input("x");
    try (GradientCollector gradients = manager.getEngine().newGradientCollector()) {
      Mode mode = Mode.TRAINING_WITHOUT_DROPOUT;
      z = network.embedding(x, audio, mode);
      audioProjection = network.projection(z, audio, mode);
      tagProjection = attention.embedding(words, Words.counts(ids), tags, Mode.EVALUATION);
      reconstruction = Losses.reconstruction(network.reconstruction(z, decoder, mode), x);
      contrast = Losses.contrast(audioProjection, tagProjection, 0.1);
      NDArray five = EngineArrays.scalar(manager, 5);
      NDArray ten = EngineArrays.scalar(manager, 10);
      gradients.backward(reconstruction.mul(five).add(contrast.mul(ten)));
    }
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void areThoseOfTheReference() {
    golden.numbers().assertMatches("z", z);
    golden.numbers().assertMatches("phi_a", audioProjection);
    golden.numbers().assertMatches("phi_w", tagProjection);
    golden.numbers().assertMatches("L_rec", reconstruction.getFloat());
    golden.numbers().assertMatches("L_con", contrast.getFloat());
  }

  private Map<String, Weights> networks() {
    Map<String, Weights> networks = new LinkedHashMap<>();
    networks.put("audio", audio);
    networks.put("decoder", decoder);
    networks.put("tag", tags);
    return networks;
  }

  @Test
  void haveTheGradientsOfTheReference() {
    List<String> compared = new ArrayList<>();
    networks()
        .forEach(
            (network, weights) -> {
              for (String expected : golden.numbers().expected()) {
                String prefix = "grad_" + network + ".";
                if (expected.startsWith(prefix)) {
                  NDArray weight = weights.get(expected.substring(prefix.length()));
                  golden.numbers().assertMatches(expected, weight.getGradient());
                  compared.add(expected);
                }
              }
            });

    assertThat(compared).hasSize(10);
  }

  @Test
  void moveTheWeightsAsThoseOfTheReference() {
    new Sgd(Sgd.Options.DEFAULTS, Weights.of(networks()), manager).step(1, 0.005);

    golden
        .numbers()
        .assertMatches("sgd_audio.audio_encoder.0.weight", audio.get("audio_encoder.0.weight"));
    golden.numbers().assertMatches("sgd_tag.layer_norm.bias", tags.get("layer_norm.bias"));
  }
}
