package org.aulos.plugins.coala;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.aulos.api.CheckpointException;
import org.aulos.nn.CheckpointDocument;
import org.aulos.nn.Checks;
import org.aulos.nn.EngineArrays;
import org.aulos.nn.StateDict;
import org.aulos.nn.StoredTensor;
import org.aulos.nn.WeightsException;

/** Brings log-mel patches to about 0 to 1: {@code x * scale + offset}, without clipping. */
final class Scaler {
  /** For untrained networks: from -12.1, which faint noise has, to 2.9 nepers. */
  static final Scaler DEFAULT = even(-12.1, 2.9);

  private static final String AXIS = "scaled_by";
  private static final String SCALE = "scale_";
  private static final String OFFSET = "min_";

  private final ScaledBy axis;
  private final float[] scale;
  private final float[] offset;

  /**
   * A scaler.
   *
   * @param axis what has factors of its own
   * @param scale factors, 96
   * @param offset what is added to each product, 96
   */
  Scaler(ScaledBy axis, float[] scale, float[] offset) {
    Checks.require(scale.length == AudioNetwork.SIZE, "96 factors", scale.length);
    Checks.require(offset.length == AudioNetwork.SIZE, "96 offsets", offset.length);
    for (int i = 0; i < scale.length; i++) {
      Checks.require(
          Float.isFinite(scale[i]) && scale[i] != 0, "a finite factor other than 0", scale[i]);
      Checks.require(Float.isFinite(offset[i]), "a finite offset", offset[i]);
    }
    this.axis = axis;
    this.scale = scale.clone();
    this.offset = offset.clone();
  }

  private static Scaler even(double least, double most) {
    float[] scale = new float[AudioNetwork.SIZE];
    float[] offset = new float[AudioNetwork.SIZE];
    Arrays.fill(scale, (float) (1 / (most - least)));
    Arrays.fill(offset, (float) (-least / (most - least)));
    return new Scaler(ScaledBy.FRAME, scale, offset);
  }

  /**
   * The published scaler of a file, which has factors for each frame.
   *
   * @throws CheckpointException if it is none
   * @throws IOException if it cannot be read
   */
  static Scaler read(Path file) throws IOException {
    StateDict arrays = StateDict.read(file);
    return read(file, ScaledBy.FRAME, values(arrays, SCALE), values(arrays, OFFSET));
  }

  /**
   * The scaler of a checkpoint.
   *
   * @param file of the document
   * @throws CheckpointException if it is none that could be
   * @throws WeightsException if it has none
   */
  static Scaler of(CheckpointDocument document, Path file) throws WeightsException {
    return read(
        file,
        document.constant(AXIS, ScaledBy.class),
        document.numbers(SCALE),
        document.numbers(OFFSET));
  }

  private static Scaler read(Path file, ScaledBy axis, float[] scale, float[] offset) {
    try {
      return new Scaler(axis, scale, offset);
    } catch (IllegalArgumentException e) {
      throw new CheckpointException(
          "%s: its scaler is damaged, %s; get it again.".formatted(file, e.getMessage()), e);
    }
  }

  /** Adds the scaler to the document of a checkpoint. */
  void addTo(Map<String, Object> document) {
    document.put(AXIS, axis.name());
    document.put(SCALE, scale.clone());
    document.put(OFFSET, offset.clone());
  }

  private static float[] values(StateDict arrays, String name) throws IOException {
    StoredTensor tensor = arrays.get(name);
    if (!tensor.shape().equals(new Shape(AudioNetwork.SIZE))) {
      throw new CheckpointException(
          "%s: '%s' is of shape %s, expected 96 values; it is no scaler of COALA."
              .formatted(arrays.origin(), name, tensor.shape()));
    }
    return tensor.toFloats();
  }

  /**
   * The scaler that brings the least value of each frame or band to 0 and the largest to 1.
   *
   * @param least 96 values
   * @param most 96 values; where one equals the least, its patches are moved but not stretched
   */
  static Scaler between(ScaledBy axis, float[] least, float[] most) {
    float[] scale = new float[least.length];
    float[] offset = new float[least.length];
    for (int i = 0; i < scale.length; i++) {
      double range = (double) most[i] - least[i];
      scale[i] = (float) (1 / (range == 0 ? 1 : range));
      offset[i] = -least[i] * scale[i];
    }
    return new Scaler(axis, scale, offset);
  }

  /** Which of the scales a value of a patch has. */
  static int position(ScaledBy axis, int value) {
    return axis == ScaledBy.FRAME ? value % AudioNetwork.SIZE : value / AudioNetwork.SIZE;
  }

  /**
   * The scaled patches.
   *
   * @param x log-mel patches {@code [..., 96 bands, 96 frames]}
   */
  NDArray apply(NDArray x) {
    Shape shape = axis == ScaledBy.FRAME ? new Shape(1, scale.length) : new Shape(scale.length, 1);
    return x.mul(EngineArrays.of(x.getManager(), scale, shape))
        .add(EngineArrays.of(x.getManager(), offset, shape));
  }

  /**
   * Brings scaled values back.
   *
   * @param scaled {@code [96 bands, 96 frames]}
   * @return log-mel values of the same shape
   */
  float[] undo(float[] scaled) {
    float[] x = new float[scaled.length];
    for (int i = 0; i < x.length; i++) {
      int at = position(axis, i);
      x[i] = (scaled[i] - offset[at]) / scale[at];
    }
    return x;
  }
}
