package org.aulos.plugins.eval;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.aulos.api.AulosException;
import org.aulos.api.LabelledEmbeddings;

/** The labels of a task as numbers, counted from 0 in alphabetical order. */
final class Classes {
  private final List<String> names;
  private final int[] numbers;

  private Classes(List<String> names, int[] numbers) {
    this.names = names;
    this.numbers = numbers;
  }

  /**
   * The classes of the evidence.
   *
   * @throws AulosException if there are fewer than two, or a clip has several vectors
   */
  static Classes of(LabelledEmbeddings evidence) {
    checkOneVectorEach(evidence.embeddings().ids());
    return ofVectors(evidence);
  }

  /**
   * The classes of evidence whose clips may have several vectors each.
   *
   * @throws AulosException if there are fewer than two
   */
  static Classes ofVectors(LabelledEmbeddings evidence) {
    List<String> names = new ArrayList<>(new TreeSet<>(evidence.labels()));
    if (names.size() < 2) {
      throw new AulosException(
          "A task of classes needs clips of two classes at least, but there are %d clips of %s;"
                  .formatted(evidence.labels().size(), names)
              + " check the labels of the data set, or raise its limit.");
    }
    int[] numbers =
        evidence.labels().stream()
            .mapToInt(label -> Collections.binarySearch(names, label))
            .toArray();
    return new Classes(names, numbers);
  }

  // Vectors of one clip in both training and test would flatter every system.
  private static void checkOneVectorEach(List<String> ids) {
    Set<String> seen = new HashSet<>();
    for (String id : ids) {
      if (!seen.add(id)) {
        throw new AulosException(
            "Clip '"
                + id
                + "' has more than one vector; probes and retrieval need one for each clip:"
                + " check the ids of the data set.");
      }
    }
  }

  /** Number of classes. */
  int count() {
    return names.size();
  }

  /** Label of a class. */
  String name(int number) {
    return names.get(number);
  }

  /** Class of a clip. */
  int of(int clip) {
    return numbers[clip];
  }

  /** Classes of some clips. */
  int[] of(int[] clips) {
    int[] result = new int[clips.length];
    for (int i = 0; i < clips.length; i++) {
      result[i] = numbers[clips[i]];
    }
    return result;
  }
}
