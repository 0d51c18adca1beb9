package org.aulos.plugins.coala;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import org.aulos.nn.EngineArrays;
import org.aulos.nn.StateDict;

/** Word vectors of sets of ten ids, as the reference has them: 0 is padding. */
final class Words {
  private Words() {}

  static NDArray of(StateDict weights, int[] ids, NDManager manager) throws IOException {
    float[] table = weights.get(TagNetwork.TABLE).toFloats();
    int width = Math.toIntExact(weights.get(TagNetwork.TABLE).shape().get(1));
    float[] vectors = new float[ids.length * width];
    for (int i = 0; i < ids.length; i++) {
      System.arraycopy(table, ids[i] * width, vectors, i * width, width);
    }
    return EngineArrays.of(manager, vectors, new Shape(ids.length / 10, 10, width));
  }

  static int[] counts(int[] ids) {
    int[] counts = new int[ids.length / 10];
    for (int i = 0; i < ids.length; i++) {
      counts[i / 10] += ids[i] == 0 ? 0 : 1;
    }
    return counts;
  }
}
