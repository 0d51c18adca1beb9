package org.aulos.plugins.byola;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Activation;
import java.util.ArrayList;
import java.util.List;
import org.aulos.nn.Layers;
import org.aulos.nn.Norms;
import org.aulos.nn.Weights;

/**
 * A {@link ByolaNetwork} that only encodes, and in less time: the normalisations are part of the
 * convolutions before them, and the linear layers take frames as columns. It gives the same values
 * but for rounding.
 */
final class FoldedNetwork {
  private final Version version;
  private final List<Weights> stages = new ArrayList<>();
  private final Weights first;
  private final Weights second;

  /**
   * The network with these weights.
   *
   * @param manager owns what is computed from them
   */
  FoldedNetwork(ByolaNetwork network, Weights weights, NDManager manager) {
    version = network.version();
    for (int stage = 0; stage < version.stages(); stage++) {
      stages.add(
          Norms.folded(
              weights.under(ByolaNetwork.convolution(stage) + "."),
              weights.under(ByolaNetwork.norm(stage) + "."),
              manager));
    }
    first = weights.under(ByolaNetwork.FIRST + ".");
    second = weights.under(ByolaNetwork.SECOND + ".");
  }

  /**
   * Features of each frame that the pooling leaves.
   *
   * @param x a normalised log-mel spectrogram {@code [1, 1, 64, frames]}
   * @return {@code [1, frames / 4 or 8, dimension]}
   */
  NDArray frames(NDArray x) {
    NDArray maps = Layers.innermostChannels(x);
    for (Weights stage : stages) {
      maps = Activation.relu(Layers.maxPool2x2(Layers.convolution3x3(maps, stage)));
    }
    // Bands first, channels fastest: [1, C, F, T] -> [F, C, T] -> [F * C, T]
    NDArray convolved = maps.squeeze(0).transpose(1, 0, 2).reshape(-1, maps.getShape().get(3));
    NDArray hidden = Activation.relu(Layers.linearOfColumns(convolved, first));
    NDArray last = Activation.relu(Layers.linearOfColumns(hidden, second));
    NDArray columns =
        version == Version.V2 ? NDArrays.concat(new NDList(convolved, last), 0) : last;
    return columns.transpose().expandDims(0);
  }
}
