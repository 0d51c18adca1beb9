package org.aulos.plugins.coala;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Map;
import org.aulos.api.CheckpointException;
import org.aulos.nn.Checks;
import org.aulos.nn.EngineArrays;
import org.aulos.nn.Mode;
import org.aulos.nn.StateDict;
import org.aulos.nn.Weights;
import org.aulos.plugins.coala.tags.TagLookup;
import org.aulos.plugins.coala.tags.WordVectors;

/**
 * Hears the word vectors of tags. Of more than ten the first of the vocabulary are heard; words
 * that the network never learnt from come last.
 */
final class WordTower implements TagTower {
  private final TagNetwork network;
  private final WordVectors words;
  private final WordVectors more;
  private final TagLookup lookup;

  WordTower(TagNetwork network, WordVectors words) {
    this(network, words, words);
  }

  private WordTower(TagNetwork network, WordVectors words, WordVectors more) {
    Checks.require(
        network.width() == words.width(),
        "word vectors of " + network.width() + " values",
        words.width());
    this.network = network;
    this.words = words;
    this.more = more;
    lookup = new TagLookup(words.words(), more == words ? List.of() : more.words());
  }

  @Override
  public TagTower knowing(WordVectors other) {
    if (other.width() != words.width()) {
      throw new CheckpointException(
          "the network hears word vectors of %d values, but those named have %d; name the vectors that it was trained with."
              .formatted(words.width(), other.width()));
    }
    return new WordTower(network, words, other);
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
  public Output of(List<List<String>> tags, Weights weights, Mode mode, NDManager manager) {
    int[] counts = new int[tags.size()];
    float[] vectors = new float[tags.size() * TagNetwork.POSITIONS * width()];
    for (int clip = 0; clip < counts.length; clip++) {
      List<String> heard =
          lookup.words(tags.get(clip)).stream().limit(TagNetwork.POSITIONS).toList();
      counts[clip] = heard.size();
      for (int i = 0; i < heard.size(); i++) {
        String word = heard.get(i);
        WordVectors source = words.holds(word) ? words : more;
        source.copy(word, vectors, (clip * TagNetwork.POSITIONS + i) * width());
      }
    }
    Shape shape = new Shape(counts.length, TagNetwork.POSITIONS, width());
    NDArray heard = EngineArrays.of(manager, vectors, shape);
    return new Output(network.embedding(heard, counts, weights, mode), Map.of());
  }
}
