package com.example.ownmodel;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import org.aulos.api.CheckpointException;
import org.aulos.api.Suggestions;
import org.aulos.api.spi.Resources;
import org.aulos.tensorflow.SavedModel;

/**
 * A model that is open and takes one float32 array. Several threads may use it; it closes with the
 * manager of the resources that it was opened with.
 */
interface Network {
  /**
   * What a model yields: float32 values, row-major.
   *
   * @param name of the output
   */
  record Output(String name, float[] values, long[] shape) {
    @Override
    public String toString() {
      return "'" + name + "' " + Arrays.toString(shape);
    }
  }

  /**
   * Runs the model.
   *
   * @throws org.aulos.api.AulosException if it fails; the message says why
   */
  Output run(float[] values, long[] shape);

  /**
   * The output of a name, or the only one if the name is empty.
   *
   * @throws CheckpointException if there is none; lists those there are
   */
  static String chosen(String output, Collection<String> names, Object model) {
    if (output.isEmpty() && names.size() == 1) {
      return names.iterator().next();
    }
    if (output.isEmpty()) {
      throw new CheckpointException(
          "%s has the outputs %s; choose one of them by 'output'".formatted(model, names));
    }
    if (!names.contains(output)) {
      throw new CheckpointException(
          "%s has no output '%s'; %s".formatted(model, output, Suggestions.among(output, names)));
    }
    return output;
  }

  /**
   * Opens a model, the kind of which its name tells.
   *
   * @param output name of an output, empty for the only one
   * @throws CheckpointException if it is of no kind that is known, or cannot be opened
   */
  static Network open(Path path, String output, Resources resources) {
    if (SavedModel.isAt(path)) {
      return TensorFlowNetwork.open(path, output, resources);
    }
    String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
    if (Files.isRegularFile(path) && name.endsWith(".onnx")) {
      return OnnxNetwork.open(path, output, resources);
    }
    if (Files.isRegularFile(path) && (name.endsWith(".pt") || name.endsWith(".pth"))) {
      return TorchNetwork.open(path, output, resources);
    }
    throw new CheckpointException(
        path
            + " is no model that is known; expected a TorchScript file (.pt), an ONNX file (.onnx)"
            + " or the folder of a SavedModel");
  }
}
