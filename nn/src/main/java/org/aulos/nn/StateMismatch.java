package org.aulos.nn;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Compares the tensors there are with those expected, and says all that differs at once. */
final class StateMismatch {
  // Enough to see whose weights they are.
  private static final int LISTED = 12;

  private StateMismatch() {}

  static void check(StateDict found, Map<String, Shape> expected, Predicate<String> ignored)
      throws WeightsException {
    List<String> missing = new ArrayList<>();
    List<String> mistyped = new ArrayList<>();
    List<String> misshapen = new ArrayList<>();
    for (Map.Entry<String, Shape> entry : expected.entrySet()) {
      if (!found.names().contains(entry.getKey())) {
        missing.add(entry.getKey());
        continue;
      }
      StoredTensor tensor = found.get(entry.getKey());
      if (!tensor.type().isFloating()) {
        mistyped.add("%s is %s, expected floats".formatted(entry.getKey(), tensor.type()));
      }
      if (!tensor.shape().equals(entry.getValue())) {
        misshapen.add(
            "%s is %s, expected %s".formatted(entry.getKey(), tensor.shape(), entry.getValue()));
      }
    }
    List<String> unexpected =
        found.names().stream()
            .filter(name -> !expected.containsKey(name) && !ignored.test(name))
            .toList();
    List<String> problems = new ArrayList<>();
    add("missing", missing, problems);
    add("unexpected", unexpected, problems);
    add("of another type", mistyped, problems);
    add("of another shape", misshapen, problems);
    if (!problems.isEmpty()) {
      throw new WeightsException(
          "The weights in %s are of another network. %s. Name the file with the weights of this one."
              .formatted(found.origin(), String.join("; ", problems)));
    }
  }

  private static void add(String what, List<String> names, List<String> problems) {
    if (!names.isEmpty()) {
      String listed = String.join(", ", names.subList(0, Math.min(LISTED, names.size())));
      String more = names.size() > LISTED ? ", …" : "";
      problems.add("%s (%d): %s%s".formatted(what, names.size(), listed, more));
    }
  }
}
