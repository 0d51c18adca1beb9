package com.example.ownmodel;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.aulos.api.AulosException;
import org.aulos.api.CheckpointException;
import org.aulos.api.spi.Resources;

/** An ONNX model, run by the library that lies beside this plugin. */
record OnnxNetwork(Path path, OrtSession session, String input, String output) implements Network {
  static Network open(Path path, String output, Resources resources) {
    OrtSession session;
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      // Aulos has a thread for each clip already, and no sum depends on their number.
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      session = OrtEnvironment.getEnvironment().createSession(path.toString(), options);
    } catch (OrtException e) {
      throw new CheckpointException(
          "ONNX Runtime cannot open %s: %s; export it again".formatted(path, e.getMessage()), e);
    }
    resources.manager().attachInternal("own-model " + UUID.randomUUID(), session);
    if (session.getNumInputs() != 1) {
      throw new CheckpointException(
          "%s takes %s; expected one waveform".formatted(path, session.getInputNames()));
    }
    return new OnnxNetwork(
        path,
        session,
        session.getInputNames().iterator().next(),
        Network.chosen(output, session.getOutputNames(), path));
  }

  @Override
  public Output run(float[] values, long[] shape) {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OnnxTensor waveform =
            OnnxTensor.createTensor(environment, FloatBuffer.wrap(values), shape);
        OrtSession.Result result = session.run(Map.of(input, waveform), Set.of(output))) {
      OnnxValue value = result.get(0);
      if (!(value instanceof OnnxTensor tensor) || tensor.getFloatBuffer() == null) {
        throw new CheckpointException(
            "the output '%s' of %s is %s; choose one of float32"
                .formatted(output, path, value.getInfo()));
      }
      float[] vectors = new float[tensor.getFloatBuffer().remaining()];
      tensor.getFloatBuffer().get(vectors);
      return new Output(output, vectors, tensor.getInfo().getShape());
    } catch (OrtException e) {
      throw new AulosException(path + " failed: " + e.getMessage(), e);
    }
  }
}
