package org.aulos.plugins.eval;

import java.nio.file.Path;
import java.util.UUID;
import org.aulos.api.AudioBatch;
import org.aulos.api.Encoder;
import org.aulos.api.spi.Resources;
import org.aulos.tensorflow.SavedModel;

/** Opens the pretrained encoders: what the path of a model holds decides how it is run. */
final class PretrainedEncoders {
  private PretrainedEncoders() {}

  static Encoder<AudioBatch> yamnet(YamnetOptions options, Resources resources) {
    Path place = place(PretrainedModel.YAMNET, options.model(), resources);
    return savedModel(
        PretrainedModel.YAMNET, place, options.signature(), options.output(), resources);
  }

  static Encoder<AudioBatch> vggish(VggishOptions options, Resources resources) {
    Path place = place(PretrainedModel.VGGISH, options.model(), resources);
    return savedModel(
        PretrainedModel.VGGISH, place, options.signature(), options.output(), resources);
  }

  static Encoder<AudioBatch> trill(TrillOptions options, Resources resources) {
    Path place = place(PretrainedModel.TRILL, options.model(), resources);
    return savedModel(
        PretrainedModel.TRILL, place, options.signature(), options.output(), resources);
  }

  private static Path place(PretrainedModel model, Path chosen, Resources resources) {
    return chosen.toString().isEmpty()
        ? resources.model(model.component())
        : resources.file(chosen);
  }

  private static Encoder<AudioBatch> savedModel(
      PretrainedModel model, Path folder, String signature, String output, Resources resources) {
    SavedModel opened = SavedModel.open(folder, signature);
    // It closes with the run.
    resources.manager().attachInternal(model.component() + " " + UUID.randomUUID(), opened);
    return new SavedModelEncoder(model, opened, output);
  }
}
