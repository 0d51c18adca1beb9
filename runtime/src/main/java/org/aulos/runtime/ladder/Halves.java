package org.aulos.runtime.ladder;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.aulos.runtime.dataset.synthesis.Dice;

/**
 * Clips dealt into two halves, each class evenly.
 *
 * @param reference the half to be matched; one more than the other if their number is odd
 * @param candidate the half to be judged
 */
record Halves(List<Integer> reference, List<Integer> candidate) {
  /**
   * Deals clips.
   *
   * @param labels the class of each clip
   * @param dice decide who goes where
   * @return indices into {@code labels}
   */
  static Halves of(List<String> labels, Dice dice) {
    Map<String, List<Integer>> classes = new LinkedHashMap<>();
    for (int i = 0; i < labels.size(); i++) {
      classes.computeIfAbsent(labels.get(i), label -> new ArrayList<>()).add(i);
    }
    List<Integer> reference = new ArrayList<>();
    List<Integer> candidate = new ArrayList<>();
    for (List<Integer> own : classes.values()) {
      for (int clip : shuffled(own, dice)) {
        (reference.size() <= candidate.size() ? reference : candidate).add(clip);
      }
    }
    return new Halves(List.copyOf(reference), List.copyOf(candidate));
  }

  /** The given in random order (Fisher and Yates). */
  static <T> List<T> shuffled(List<T> given, Dice dice) {
    List<T> shuffled = new ArrayList<>(given);
    for (int i = shuffled.size() - 1; i > 0; i--) {
      Collections.swap(shuffled, i, dice.integer(0, i));
    }
    return shuffled;
  }
}
