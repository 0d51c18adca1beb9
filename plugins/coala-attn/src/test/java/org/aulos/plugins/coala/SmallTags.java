package org.aulos.plugins.coala;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.aulos.api.Encoder;
import org.aulos.api.TagBatch;
import org.aulos.nn.Weights;
import org.aulos.testkit.TestResources;

/** A tag encoder of two heads, 16 wide, with drawn weights, as published files would have it. */
final class SmallTags {
  static final String WEIGHTS = "tags.safetensors";
  static final String VOCABULARY = "vocabulary.json";

  private SmallTags() {}

  static Encoder<TagBatch> write(Path folder, List<String> words, NDManager manager)
      throws IOException {
    Map<String, Shape> shapes = new LinkedHashMap<>(new TagNetwork(2, 16, true).shapes());
    shapes.put(TagNetwork.TABLE, new Shape(words.size() + 1, 16));
    Weights.drawn(shapes, 3, manager).toStateDict().write(folder.resolve(WEIGHTS));
    JsonObject vocabulary = new JsonObject();
    words.forEach(word -> vocabulary.addProperty(String.valueOf(vocabulary.size()), word));
    Files.writeString(folder.resolve(VOCABULARY), vocabulary.toString());
    return CoalaTagsEncoder.of(
        new CoalaTagsOptions(Path.of(WEIGHTS), Path.of(VOCABULARY), true),
        TestResources.of(manager, folder));
  }
}
