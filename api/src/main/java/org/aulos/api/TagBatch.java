package org.aulos.api;

import java.util.List;

/**
 * Sets of tags, one set for each clip, in the order in which the data set lists them.
 *
 * @param tags the tags of each clip, possibly none
 */
public record TagBatch(List<List<String>> tags) {
  /** A batch of the given tag sets. */
  public TagBatch {
    tags = tags.stream().map(List::copyOf).toList();
  }

  /** Number of tag sets. */
  public int size() {
    return tags.size();
  }
}
