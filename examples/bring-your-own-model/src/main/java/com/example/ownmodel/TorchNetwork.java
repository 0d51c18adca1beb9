package com.example.ownmodel;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.aulos.api.AulosException;
import org.aulos.api.CheckpointException;
import org.aulos.api.spi.Resources;

/** A TorchScript archive, run by the engine that Aulos brings. */
record TorchNetwork(Path path, Model model, String output) implements Network {
  static Network open(Path path, String output, Resources resources) {
    Model model = Model.newInstance("own-model", resources.device(), "PyTorch");
    try {
      model.load(path);
    } catch (IOException | MalformedModelException | EngineException e) {
      model.close();
      throw new CheckpointException(
          "PyTorch cannot open %s: %s; write it with torch.jit.save, since a state_dict is no model"
              .formatted(path, firstLine(e)),
          e);
    }
    resources.manager().attachInternal("own-model " + UUID.randomUUID(), model);
    return new TorchNetwork(path, model, output);
  }

  @Override
  public Output run(float[] values, long[] shape) {
    try (NDManager manager = model.getNDManager().newSubManager()) {
      NDList outputs;
      try {
        NDArray waveform = manager.create(values, new Shape(shape));
        outputs =
            model
                .getBlock()
                .forward(new ParameterStore(manager, false), new NDList(waveform), false);
      } catch (EngineException e) {
        throw new AulosException(path + " failed: " + firstLine(e), e);
      }
      outputs.attach(manager);
      List<String> names = names(outputs);
      String name = Network.chosen(output, names, path);
      NDArray vectors = outputs.get(names.indexOf(name));
      return new Output(name, vectors.toFloatArray(), vectors.getShape().getShape());
    }
  }

  /** Names, where a model yields a dictionary; otherwise numbers. */
  private static List<String> names(NDList outputs) {
    List<String> names = new ArrayList<>();
    for (NDArray array : outputs) {
      names.add(array.getName() == null ? String.valueOf(names.size()) : array.getName());
    }
    return names;
  }

  /** Without the trace of C++ that follows. */
  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).strip().lines().findFirst().orElse("");
  }
}
