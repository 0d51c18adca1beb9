package org.aulos.runtime.dataset;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.aulos.api.AulosException;

/** Everything that is wrong with a data set, collected to be reported at once. */
final class Problems {
  /** How many are spelt out; the rest is counted. */
  private static final int LISTED = 20;

  /** How many are kept to be sorted: bounds the memory that a hopeless file can take. */
  private static final int KEPT = 10_000;

  private final List<Problem> kept = new ArrayList<>();
  private long count;

  /** Line 0 stands for the whole place. */
  private record Problem(String place, long line, String text) implements Comparable<Problem> {
    private static final Comparator<Problem> ORDER =
        Comparator.comparing(Problem::place)
            .thenComparingLong(Problem::line)
            .thenComparing(Problem::text);

    @Override
    public int compareTo(Problem other) {
      return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
      return line == 0 ? place + ": " + text : place + ":" + line + ": " + text;
    }
  }

  /** Notes what is wrong with a file or a folder. */
  void add(Object place, String text) {
    add(place, 0, text);
  }

  /**
   * Notes what is wrong in a line of a file.
   *
   * @param line from 1
   */
  void add(Object place, long line, String text) {
    count++;
    if (kept.size() < KEPT) {
      kept.add(new Problem(place.toString(), line, text));
    }
  }

  /** Whether nothing was noted. */
  boolean none() {
    return count == 0;
  }

  /**
   * Does nothing if nothing was noted.
   *
   * @param dataset which data set it is, and where
   * @param remedy what the user can do
   * @throws AulosException that counts the problems, lists the first and states the remedy
   */
  void throwIfAny(String dataset, String remedy) {
    if (none()) {
      return;
    }
    String listed =
        kept.stream().sorted().limit(LISTED).map(p -> "\n  " + p).collect(Collectors.joining());
    String rest = count > LISTED ? "\n  and %d more".formatted(count - LISTED) : "";
    throw new AulosException(
        "%s has %s:%s%s\n%s"
            .formatted(
                dataset, count == 1 ? "a problem" : count + " problems", listed, rest, remedy));
  }
}
