package org.aulos.runtime.bench;

import java.util.ArrayList;
import java.util.List;
import org.aulos.api.Clip;
import org.aulos.api.spi.Describe;

/**
 * Some clips of a data set: all of them, or those that have one of the labels, one of the folds and
 * one of the tags, where any are given.
 *
 * @param dataset name of the data set; empty for that of the task
 * @param labels classes wanted; empty for any
 * @param folds folds wanted; empty for any
 * @param tags tags wanted; empty for any
 */
@Describe("Some clips of a data set.")
public record SubsetOptions(
    @Describe("Name of the data set; empty for that of the task.") String dataset,
    @Describe("Classes wanted; empty for any.") List<String> labels,
    @Describe("Folds wanted; empty for any.") List<String> folds,
    @Describe("Tags wanted; empty for any.") List<String> tags) {
  /** All clips. */
  public static final SubsetOptions DEFAULTS =
      new SubsetOptions("", List.of(), List.of(), List.of());

  /** A choice of clips. */
  public SubsetOptions {
    labels = List.copyOf(labels);
    folds = List.copyOf(folds);
    tags = List.copyOf(tags);
  }

  /** The same choice among the clips of a data set. */
  SubsetOptions of(String other) {
    return new SubsetOptions(other, labels, folds, tags);
  }

  /** Whether a clip is wanted. */
  public boolean contains(Clip clip) {
    return (labels.isEmpty() || clip.labels().stream().anyMatch(labels::contains))
        && (folds.isEmpty() || (clip.fold() != null && folds.contains(clip.fold())))
        && (tags.isEmpty() || clip.tags().stream().anyMatch(tags::contains));
  }

  @Override
  public String toString() {
    List<String> parts = new ArrayList<>();
    if (!labels.isEmpty()) {
      parts.add(String.join("+", labels));
    }
    if (!folds.isEmpty()) {
      parts.add("fold " + String.join("+", folds));
    }
    if (!tags.isEmpty()) {
      parts.add("tag " + String.join("+", tags));
    }
    String clips = parts.isEmpty() ? "all" : String.join(", ", parts);
    return dataset.isEmpty() ? clips : clips + " of " + dataset;
  }
}
