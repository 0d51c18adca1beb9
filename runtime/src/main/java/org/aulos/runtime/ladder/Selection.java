package org.aulos.runtime.ladder;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.aulos.api.EmbeddingSet;
import org.aulos.runtime.dataset.synthesis.Dice;

/**
 * A candidate that is worse for the choice of its clips, not for their sound. Which clips are
 * chosen is drawn several times, lest the luck of one draw be taken for what the choice does.
 *
 * @param ladder the way
 * @param severity how far, for people
 * @param draws the clips of each draw, as indices into the candidate; a clip may stand there often
 * @param peers number of clips drawn at random that the choice is to be compared with
 */
record Selection(String ladder, String severity, List<List<Integer>> draws, int peers) {
  private static final int DRAWS = 8;
  private static final String DUPLICATES = "duplicates";
  private static final String DROPPED = "dropped modes";
  private static final int[] DISTINCT = {50, 25, 10};
  private static final int[] GONE = {25, 50, 75};

  /** A few clips that stand for all: half of them, a quarter, a tenth, repeated in turn. */
  static List<Selection> duplicates(int clips, long seed) {
    List<Selection> selections = new ArrayList<>();
    for (int percent : DISTINCT) {
      int distinct = Math.max(1, (int) Math.round(clips * percent / 100.0));
      List<List<Integer>> draws = new ArrayList<>();
      for (int draw = 0; draw < DRAWS; draw++) {
        List<Integer> order = shuffled(clips, seed, DUPLICATES, draw);
        draws.add(IntStream.range(0, clips).mapToObj(i -> order.get(i % distinct)).toList());
      }
      selections.add(new Selection(DUPLICATES, percent + " % distinct", draws, clips));
    }
    return selections;
  }

  /**
   * Whole classes missing; where clips have no classes, those that lie nearest to one of them.
   *
   * @param labels the class of each clip of the candidate; empty texts if there are none
   * @param vectors one of each clip of the candidate
   */
  static List<Selection> dropped(List<String> labels, EmbeddingSet vectors, long seed) {
    List<String> classes = labels.stream().distinct().sorted().toList();
    return classes.size() > 1
        ? droppedClasses(labels, classes, seed)
        : droppedNearest(vectors, seed);
  }

  private static List<Selection> droppedClasses(
      List<String> labels, List<String> classes, long seed) {
    List<Selection> selections = new ArrayList<>();
    TreeSet<Integer> counts = new TreeSet<>();
    for (int percent : GONE) {
      int count = (int) Math.round(classes.size() * percent / 100.0);
      counts.add(Math.max(1, Math.min(classes.size() - 1, count)));
    }
    for (int count : counts) {
      List<List<Integer>> draws = new ArrayList<>();
      for (int draw = 0; draw < DRAWS; draw++) {
        List<String> gone = Halves.shuffled(classes, dice(seed, DROPPED, draw)).subList(0, count);
        draws.add(
            IntStream.range(0, labels.size())
                .filter(i -> !gone.contains(labels.get(i)))
                .boxed()
                .toList());
      }
      selections.add(thinned("%d of %d classes".formatted(count, classes.size()), draws));
    }
    return selections;
  }

  private static List<Selection> droppedNearest(EmbeddingSet vectors, long seed) {
    List<Selection> selections = new ArrayList<>();
    for (int percent : GONE) {
      List<List<Integer>> draws = new ArrayList<>();
      for (int draw = 0; draw < DRAWS; draw++) {
        int centre = dice(seed, DROPPED, draw).integer(0, vectors.size() - 1);
        int gone = (int) Math.round(vectors.size() * percent / 100.0);
        draws.add(byDistance(vectors, centre).skip(gone).sorted().toList());
      }
      selections.add(thinned("nearest " + percent + " %", draws));
    }
    return selections;
  }

  private static Selection thinned(String severity, List<List<Integer>> draws) {
    double mean = draws.stream().mapToInt(List::size).average().orElseThrow();
    return new Selection(DROPPED, severity, draws, (int) Math.round(mean));
  }

  private static Stream<Integer> byDistance(EmbeddingSet vectors, int centre) {
    float[] from = vectors.row(centre);
    double[] distances =
        IntStream.range(0, vectors.size())
            .mapToDouble(i -> squaredDistance(from, vectors.row(i)))
            .toArray();
    return IntStream.range(0, distances.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> distances[i]));
  }

  private static double squaredDistance(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      double difference = (double) a[i] - b[i];
      sum += difference * difference;
    }
    return sum;
  }

  private static List<Integer> shuffled(int count, long seed, String ladder, int draw) {
    return Halves.shuffled(IntStream.range(0, count).boxed().toList(), dice(seed, ladder, draw));
  }

  /** Severities of one ladder share their dice: what is gone stays gone. */
  private static Dice dice(long seed, String ladder, int draw) {
    return new Dice(Dice.seed(seed, ladder, Integer.toString(draw)));
  }
}
