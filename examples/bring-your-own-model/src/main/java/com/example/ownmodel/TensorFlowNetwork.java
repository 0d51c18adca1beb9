package com.example.ownmodel;

import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.aulos.api.AulosException;
import org.aulos.api.CheckpointException;
import org.aulos.api.spi.Resources;
import org.aulos.tensorflow.HostTensor;
import org.aulos.tensorflow.SavedModel;

/** A SavedModel, run by the library that Aulos brings. */
record TensorFlowNetwork(SavedModel model, String input, String output) implements Network {
  static Network open(Path path, String output, Resources resources) {
    SavedModel model = SavedModel.open(path, SavedModel.DEFAULT_SIGNATURE);
    resources.manager().attachInternal("own-model " + UUID.randomUUID(), model);
    if (model.inputs().size() != 1) {
      throw new CheckpointException(
          "%s takes %s; expected one waveform".formatted(model, model.inputs()));
    }
    return new TensorFlowNetwork(
        model, model.inputs().firstKey(), Network.chosen(output, model.outputs().keySet(), model));
  }

  @Override
  public Output run(float[] values, long[] shape) {
    try {
      HostTensor vectors = model.run(Map.of(input, HostTensor.of(values, shape)), output).get(0);
      return new Output(output, vectors.floats(), vectors.shape().getShape());
    } catch (IllegalArgumentException e) {
      // Of another shape than the signature states.
      throw new AulosException(e.getMessage(), e);
    }
  }
}
