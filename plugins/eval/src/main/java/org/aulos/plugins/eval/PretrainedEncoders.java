package org.aulos.plugins.eval;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.aulos.api.AudioBatch;
import org.aulos.api.AulosException;
import org.aulos.api.CheckpointException;
import org.aulos.api.Encoder;
import org.aulos.api.OptionsException;
import org.aulos.api.spi.Resources;
import org.aulos.nn.StateDict;
import org.aulos.nn.Vggish;
import org.aulos.nn.WeightsException;
import org.aulos.nn.Yamnet;
import org.aulos.tensorflow.SavedModel;
import org.aulos.tensorflow.TensorFlowLibrary;

/**
 * Opens the pretrained encoders. What the path of a model holds decides how it is run: a SavedModel
 * by TensorFlow, a file of weights by the network of {@code nn}.
 */
final class PretrainedEncoders {
  private static final List<String> WEIGHTS = List.of(".safetensors", ".pth", ".pt");

  private PretrainedEncoders() {}

  static Encoder<AudioBatch> yamnet(YamnetOptions options, Resources resources) {
    return encoder(
        LogMelPatches.YAMNET,
        options.model(),
        options.signature(),
        options.output(),
        resources,
        PretrainedEncoders::yamnet);
  }

  static Encoder<AudioBatch> vggish(VggishOptions options, Resources resources) {
    return encoder(
        LogMelPatches.VGGISH,
        options.model(),
        options.signature(),
        options.output(),
        resources,
        (weights, output, manager) -> vggish(weights, manager));
  }

  static Encoder<AudioBatch> trill(TrillOptions options, Resources resources) {
    Path place = place(PretrainedModel.TRILL, options.model(), resources);
    return savedModel(
        PretrainedModel.TRILL, place, options.signature(), options.output(), resources);
  }

  /** The version of TensorFlow's library, or how to add it. */
  static String tensorFlow() {
    try {
      return TensorFlowLibrary.version();
    } catch (AulosException e) {
      return "absent: " + e.getMessage();
    }
  }

  private static Path place(PretrainedModel model, Path chosen, Resources resources) {
    return chosen.toString().isEmpty()
        ? resources.model(model.component())
        : resources.file(chosen);
  }

  /** The file of weights that a path names, or that is the only one in the folder it names. */
  private static Optional<Path> weights(Path place) {
    if (!Files.isDirectory(place)) {
      return Optional.of(place);
    }
    if (SavedModel.isAt(place)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(place)) {
      List<Path> found =
          files
              .filter(file -> WEIGHTS.stream().anyMatch(file.toString()::endsWith))
              .sorted()
              .toList();
      if (found.size() > 1) {
        throw new CheckpointException(
            "%s holds several files of weights; name one of them: %s".formatted(place, found));
      }
      return found.stream().findFirst();
    } catch (IOException e) {
      throw new AulosException("cannot read " + place + ": " + e, e);
    }
  }

  /** How a network is made of its weights for one of its outputs. */
  @FunctionalInterface
  private interface Opening {
    PatchNetwork open(StateDict weights, String output, NDManager manager) throws IOException;
  }

  private static Encoder<AudioBatch> encoder(
      LogMelPatches frontEnd,
      Path chosen,
      String signature,
      String output,
      Resources resources,
      Opening opening) {
    PretrainedModel model = frontEnd.model();
    Path place = place(model, chosen, resources);
    Optional<Path> weights = weights(place);
    if (weights.isEmpty()) {
      Optional<String> problem = SavedModel.problem(place);
      if (problem.isPresent()) {
        throw new CheckpointException(
            "%s, or a file of weights: %s".formatted(problem.get(), String.join(", ", WEIGHTS)));
      }
      return savedModel(model, place, signature, output, resources);
    }
    if (!signature.equals(SavedModel.DEFAULT_SIGNATURE)) {
      throw new OptionsException(
          "signature '%s' is of a SavedModel, but %s holds weights; leave it out"
              .formatted(signature, weights.get()));
    }
    String known = model.output(output, weights.get());
    return new PatchEncoder(frontEnd, network(weights.get(), known, resources, opening));
  }

  private static PatchNetwork network(
      Path file, String output, Resources resources, Opening opening) {
    try {
      StateDict weights =
          StateDict.read(file).withoutPrefix("state_dict.").withoutPrefix("module.");
      return opening.open(weights, output, resources.manager());
    } catch (WeightsException e) {
      throw new CheckpointException(String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new AulosException("cannot read " + file + ": " + e, e);
    }
  }

  private static PatchNetwork yamnet(StateDict weights, String output, NDManager manager)
      throws IOException {
    Yamnet yamnet = Yamnet.of(weights, manager);
    return output.equals("scores")
        ? new PatchNetwork(
            Yamnet.PATCH,
            yamnet.classes(),
            yamnet.parameters(),
            patches -> yamnet.scores(yamnet.embeddings(patches)))
        : new PatchNetwork(
            Yamnet.PATCH, yamnet.dimension(), yamnet.parameters(), yamnet::embeddings);
  }

  private static PatchNetwork vggish(StateDict weights, NDManager manager) throws IOException {
    Vggish vggish = Vggish.of(weights, manager);
    return new PatchNetwork(
        Vggish.PATCH, vggish.dimension(), vggish.parameters(), vggish::embeddings);
  }

  private static Encoder<AudioBatch> savedModel(
      PretrainedModel model, Path folder, String signature, String output, Resources resources) {
    SavedModel opened = SavedModel.open(folder, signature);
    // It closes with the run.
    resources.manager().attachInternal(model.component() + " " + UUID.randomUUID(), opened);
    resources.usesEngine("TensorFlow", TensorFlowLibrary.version());
    return new SavedModelEncoder(model, opened, output);
  }
}
