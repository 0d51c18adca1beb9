package org.aulos.runtime.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.aulos.api.spi.Resources;

/**
 * The tags of recordings by their numbers on Freesound, from JSON: under each number a list of
 * tags, or a list of numbers, one for each word of a vocabulary, that are not 0 for the words that
 * are tags.
 */
final class FreesoundTags {
  private final Path file;
  private final List<String> vocabulary;
  private final Problems problems;
  private final Map<String, List<String>> tags = new HashMap<>();

  private FreesoundTags(Path file, List<String> vocabulary, Problems problems) {
    this.file = file;
    this.vocabulary = vocabulary;
    this.problems = problems;
  }

  /**
   * The tags that a file holds, by number.
   *
   * @param vocabulary JSON of words by number from 0; an empty path if the tags are words
   * @param problems receives what is wrong with the files
   */
  static Map<String, List<String>> read(
      Path tags, Path vocabulary, Resources resources, Problems problems) {
    List<String> words =
        vocabulary.toString().isEmpty() ? List.of() : words(resources.file(vocabulary), problems);
    FreesoundTags read = new FreesoundTags(resources.file(tags), words, problems);
    JsonEntries.read(read.file, "a list of tags", problems, read::take);
    return read.tags;
  }

  private static List<String> words(Path file, Problems problems) {
    List<String> words = new ArrayList<>();
    JsonEntries.read(
        file,
        "a word",
        problems,
        (number, word) -> {
          if (word.isTextual() && number.equals(String.valueOf(words.size()))) {
            words.add(word.asText());
          } else {
            problems.add(
                file,
                "expected the word of number %d but was %s: %s"
                    .formatted(words.size(), number, word));
          }
        });
    return words;
  }

  private void take(String number, JsonNode node) {
    List<JsonNode> values = StreamSupport.stream(node.spliterator(), false).toList();
    if (node.isArray() && values.stream().allMatch(JsonNode::isTextual)) {
      tags.put(number, values.stream().map(JsonNode::asText).toList());
    } else if (!node.isArray() || !values.stream().allMatch(JsonNode::isNumber)) {
      problems.add(file, "expected a list of tags under '" + number + "'");
    } else if (values.size() != vocabulary.size()) {
      problems.add(
          file,
          "holds %d numbers under '%s' but the vocabulary has %d words; name the one that goes with it"
              .formatted(values.size(), number, vocabulary.size()));
    } else {
      tags.put(
          number,
          IntStream.range(0, values.size())
              .filter(i -> values.get(i).asDouble() != 0)
              .mapToObj(vocabulary::get)
              .toList());
    }
  }
}
