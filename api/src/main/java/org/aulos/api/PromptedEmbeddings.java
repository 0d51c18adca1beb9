package org.aulos.api;

import java.util.HashSet;

/**
 * Labelled clips and, in the same space, a vector for each class made from its name: the evidence
 * of zero-shot classification.
 *
 * @param clips one vector, one label and one fold for each clip
 * @param classes one vector for each class; its ids are the names of the classes
 */
public record PromptedEmbeddings(LabelledEmbeddings clips, EmbeddingSet classes) {
  /**
   * Clips and classes.
   *
   * @throws IllegalArgumentException if dimensions differ, a class is named twice or a label is no
   *     class
   */
  public PromptedEmbeddings {
    int dimension = clips.embeddings().dimension();
    if (dimension != classes.dimension()) {
      throw new IllegalArgumentException(
          "dimensions differ: " + dimension + " != " + classes.dimension());
    }
    HashSet<String> names = new HashSet<>(classes.ids());
    if (names.size() < classes.size()) {
      throw new IllegalArgumentException("a class is named twice: " + classes.ids());
    }
    for (String label : clips.labels()) {
      if (!names.contains(label)) {
        throw new IllegalArgumentException(
            "the label '" + label + "' is none of the classes " + classes.ids());
      }
    }
  }
}
