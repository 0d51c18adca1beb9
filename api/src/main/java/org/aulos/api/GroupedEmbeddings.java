package org.aulos.api;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One vector for each clip, and the groups that the clips make: the evidence of tasks that set
 * clips in relation, such as a mixture and its background.
 *
 * @param embeddings the vectors
 * @param groups the groups; the vector of each of their clips is among the vectors
 */
public record GroupedEmbeddings(EmbeddingSet embeddings, List<ClipGroup> groups) {
  /**
   * Vectors of groups.
   *
   * @throws IllegalArgumentException if a clip has no vector, or several
   */
  public GroupedEmbeddings {
    groups = List.copyOf(groups);
    Map<String, Integer> rows = rowsById(embeddings);
    if (rows.size() < embeddings.size()) {
      throw new IllegalArgumentException(
          "expected one vector for each clip but were %d for %d"
              .formatted(embeddings.size(), rows.size()));
    }
    for (ClipGroup group : groups) {
      for (Clip clip : group.clips().values()) {
        if (!rows.containsKey(clip.id())) {
          throw new IllegalArgumentException(
              "clip '%s' of group '%s' has no vector".formatted(clip.id(), group.id()));
        }
      }
    }
  }

  /**
   * Where the vector of the clip in a role lies, for each group.
   *
   * @throws AulosException if a group has no such clip; the message names the roles there are
   */
  public int[] rows(String role) {
    Map<String, Integer> rows = rowsById(embeddings);
    return groups.stream().mapToInt(group -> rows.get(group.clip(role).id())).toArray();
  }

  private static Map<String, Integer> rowsById(EmbeddingSet embeddings) {
    Map<String, Integer> rows = new HashMap<>();
    for (int row = 0; row < embeddings.size(); row++) {
      rows.put(embeddings.ids().get(row), row);
    }
    return rows;
  }
}
