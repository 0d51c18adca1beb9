package org.aulos.plugins.coala;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.aulos.nn.Checks;
import org.aulos.nn.EngineArrays;
import org.aulos.nn.Mode;
import org.aulos.nn.StateDict;
import org.aulos.nn.Weights;

/**
 * Hears the word vectors of tags. Of more than ten the first of the vocabulary are heard; those
 * that it does not hold come last.
 */
final class WordTower implements TagTower {
  private final TagNetwork network;
  private final WordTable words;
  private final Comparator<String> order;

  WordTower(TagNetwork network, WordTable words) {
    Checks.require(
        network.width() == words.width(),
        "word vectors of " + network.width() + " values",
        words.width());
    this.network = network;
    this.words = words;
    order = Comparator.comparingInt(words::position);
  }

  @Override
  public int width() {
    return network.width();
  }

  @Override
  public List<String> vocabulary() {
    return words.words();
  }

  @Override
  public Map<String, Shape> shapes() {
    return network.shapes();
  }

  @Override
  public StateDict constants() {
    return StateDict.of("words", Map.of(TagNetwork.TABLE, words.rows()));
  }

  @Override
  public boolean hears(List<String> tags) {
    return tags.stream().anyMatch(words::holds);
  }

  @Override
  public Output of(List<List<String>> tags, Weights weights, Mode mode, NDManager manager) {
    int[] counts = new int[tags.size()];
    float[] vectors = new float[tags.size() * TagNetwork.POSITIONS * width()];
    for (int clip = 0; clip < counts.length; clip++) {
      List<String> heard =
          tags.get(clip).stream()
              .distinct()
              .filter(words::holds)
              .sorted(order)
              .limit(TagNetwork.POSITIONS)
              .toList();
      counts[clip] = heard.size();
      for (int i = 0; i < heard.size(); i++) {
        words.copy(heard.get(i), vectors, (clip * TagNetwork.POSITIONS + i) * width());
      }
    }
    Shape shape = new Shape(counts.length, TagNetwork.POSITIONS, width());
    NDArray heard = EngineArrays.of(manager, vectors, shape);
    return new Output(network.embedding(heard, counts, weights, mode), Map.of());
  }
}
