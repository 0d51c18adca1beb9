package org.aulos.plugins.byola;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.aulos.api.EmbeddingBatch;
import org.aulos.api.Encoder;
import org.aulos.api.TextBatch;

/**
 * Texts by the words in them, without anything learnt: the sum of a random vector for each word and
 * each two words that follow one another, scaled to length 1. What a word's vector is depends on
 * the word alone. A text without a word is all zeros.
 */
final class HashedWords implements Encoder<TextBatch> {
  private final HashedWordsOptions options;
  private final NDManager manager;

  HashedWords(HashedWordsOptions options, NDManager manager) {
    this.options = options;
    this.manager = manager;
  }

  @Override
  public Class<TextBatch> inputType() {
    return TextBatch.class;
  }

  @Override
  public int dimension() {
    return options.dimension();
  }

  @Override
  public EmbeddingBatch encode(TextBatch texts) {
    int size = texts.texts().size();
    float[] vectors = new float[Math.multiplyExact(size, options.dimension())];
    for (int i = 0; i < size; i++) {
      write(texts.texts().get(i), vectors, i * options.dimension());
    }
    return new EmbeddingBatch(manager.create(vectors, new Shape(size, options.dimension())));
  }

  private void write(String text, float[] vectors, int offset) {
    List<String> words =
        Stream.of(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
            .filter(word -> !word.isEmpty())
            .toList();
    double[] sum = new double[options.dimension()];
    for (int i = 0; i < words.size(); i++) {
      add(words.get(i), sum);
      if (i > 0) {
        add(words.get(i - 1) + " " + words.get(i), sum);
      }
    }
    double power = 0;
    for (double value : sum) {
      power += value * value;
    }
    for (int j = 0; power > 0 && j < sum.length; j++) {
      vectors[offset + j] = (float) (sum[j] / Math.sqrt(power));
    }
  }

  private static void add(String feature, double[] sum) {
    SplittableRandom random = new SplittableRandom(feature.hashCode());
    for (int j = 0; j < sum.length; j++) {
      sum[j] += 2 * random.nextDouble() - 1;
    }
  }
}
