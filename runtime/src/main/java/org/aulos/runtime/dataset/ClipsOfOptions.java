package org.aulos.runtime.dataset;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.aulos.api.spi.Describe;

/**
 * Options of {@code clips-of}.
 *
 * @param datasets names of the data sets; of several, ids begin with their name
 * @param labels the labels to keep; empty for all
 * @param deal folds that clips without one are dealt over, 2 to 1,000; 0 for none
 * @param seed of the dealing
 * @param folds the folds to keep; empty for all
 * @param testFolds folds that are called {@code test}, where the others are called {@code train};
 *     empty to leave their names
 * @param tags tags of the clips of a label, in the place of their own
 */
@Describe(
    "Clips of other data sets of the configuration: several together, some of their labels or folds, parted"
        + " into training and test, or with other tags.")
public record ClipsOfOptions(
    @Describe("Names of the data sets; of several, ids begin with the name.") List<String> datasets,
    @Describe("The labels to keep; empty for all.") List<String> labels,
    @Describe("Folds that clips without one are dealt over within their class, 2 to 1000; 0: none.")
        int deal,
    @Describe("Seed of the dealing; the seed of the run does not change it.") long seed,
    @Describe("The folds to keep; empty for all.") List<String> folds,
    @Describe("Folds that are called test, and the others train; empty to leave their names.")
        List<String> testFolds,
    @Describe("Tags of the clips of a label, in the place of their own.")
        Map<String, List<String>> tags) {
  /** Nothing, for the data sets must be named. */
  public static final ClipsOfOptions DEFAULTS =
      new ClipsOfOptions(List.of(), List.of(), 0, 1, List.of(), List.of(), Map.of());

  /**
   * Checked options.
   *
   * @throws IllegalArgumentException if a data set is named twice or the number of folds is out of
   *     its range
   */
  public ClipsOfOptions {
    datasets = List.copyOf(datasets);
    labels = List.copyOf(labels);
    folds = List.copyOf(folds);
    testFolds = List.copyOf(testFolds);
    Map<String, List<String>> copies = new LinkedHashMap<>();
    tags.forEach((label, own) -> copies.put(label, List.copyOf(own)));
    tags = Collections.unmodifiableMap(copies);
    if (datasets.stream().distinct().count() < datasets.size()) {
      throw new IllegalArgumentException("expected different data sets but was " + datasets);
    }
    OptionRanges.requireFolds("deal", deal);
  }
}
