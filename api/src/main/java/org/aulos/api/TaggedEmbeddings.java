package org.aulos.api;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Clips with any number of tags each and, in the same space, a vector for each single tag: the
 * evidence of retrieval by tags.
 *
 * @param clips one vector for each clip
 * @param tags the tags of each clip, in the same order; a clip may have none
 * @param words one vector for each tag that a clip has; its ids are the tags
 */
public record TaggedEmbeddings(EmbeddingSet clips, List<List<String>> tags, EmbeddingSet words) {
  /**
   * Clips and tags.
   *
   * @throws IllegalArgumentException if dimensions or counts differ, a tag has no vector or two, or
   *     no clip has it
   */
  public TaggedEmbeddings {
    tags = tags.stream().map(List::copyOf).toList();
    if (clips.dimension() != words.dimension()) {
      throw new IllegalArgumentException(
          "dimensions differ: " + clips.dimension() + " != " + words.dimension());
    }
    if (tags.size() != clips.size()) {
      throw new IllegalArgumentException(
          "expected the tags of " + clips.size() + " clips but were " + tags.size());
    }
    Set<String> known = new HashSet<>(words.ids());
    if (known.size() < words.size()) {
      throw new IllegalArgumentException("a tag is there twice: " + words.ids());
    }
    Set<String> borne = new HashSet<>();
    for (List<String> own : tags) {
      for (String tag : own) {
        if (!known.contains(tag)) {
          throw new IllegalArgumentException("the tag '" + tag + "' has no vector");
        }
        borne.add(tag);
      }
    }
    for (String tag : words.ids()) {
      if (!borne.contains(tag)) {
        throw new IllegalArgumentException("no clip has the tag '" + tag + "'");
      }
    }
  }
}
