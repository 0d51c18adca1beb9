package org.aulos.plugins.coala;

import ai.djl.ndarray.NDManager;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.aulos.api.Encoder;
import org.aulos.api.TagBatch;
import org.aulos.nn.StateDict;
import org.aulos.nn.StoredTensor;
import org.aulos.nn.Weights;
import org.aulos.plugins.coala.tags.WordVectors;
import org.aulos.testkit.TestResources;

/** A tag encoder of two heads, 16 wide, with drawn weights, as published files would have it. */
final class SmallTags {
  static final String WEIGHTS = "tags.safetensors";
  static final String VOCABULARY = "vocabulary.json";

  private SmallTags() {}

  static Encoder<TagBatch> write(Path folder, List<String> words, NDManager manager)
      throws IOException {
    float[] vectors = new float[words.size() * 16];
    Random random = new Random(3);
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = (float) random.nextGaussian();
    }
    Map<String, StoredTensor> table =
        Map.of(TagNetwork.TABLE, new WordVectors(words, vectors, 16).rows());
    Weights.drawn(new TagNetwork(2, 16, true).shapes(), 3, manager)
        .toStateDict()
        .and(StateDict.of("words", table))
        .write(folder.resolve(WEIGHTS));
    JsonObject vocabulary = new JsonObject();
    words.forEach(word -> vocabulary.addProperty(String.valueOf(vocabulary.size()), word));
    Files.writeString(folder.resolve(VOCABULARY), vocabulary.toString());
    return CoalaTagsEncoder.of(
        new CoalaTagsOptions(Path.of(WEIGHTS), Path.of(VOCABULARY), true, Path.of("")),
        TestResources.of(manager, folder));
  }
}
