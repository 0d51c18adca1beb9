package org.aulos.plugins.eval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.aulos.api.AulosException;
import org.aulos.api.LabelledEmbeddings;
import org.aulos.api.Signature;

/**
 * How the clips of a task are parted into training and test; the home of folds.
 *
 * <p>Within a part, clips stand in the order of their ids, so that results do not depend on the
 * order in which the evidence was gathered. Several vectors of a clip stay together.
 */
final class Splits {
  private static final String TRAIN = "train";
  private static final String VALIDATION = "validation";
  private static final String TEST = "test";

  private final Protocol protocol;
  private final List<Split> parts;

  private Splits(Protocol protocol, List<Split> parts) {
    this.protocol = protocol;
    this.parts = parts;
  }

  /**
   * One training part, its validation part, if it has one, and its test part: indices of vectors.
   */
  static final class Split {
    private final String name;
    private final int[] train;
    private final int[] validation;
    private final int[] test;

    Split(String name, int[] train, int[] validation, int[] test) {
      this.name = name;
      this.train = train;
      this.validation = validation;
      this.test = test;
    }

    /** Name of the fold that is tested. */
    String name() {
      return name;
    }

    int[] train() {
      return train;
    }

    int[] validation() {
      return validation;
    }

    int[] test() {
      return test;
    }
  }

  static void checkFolds(int folds) {
    if (folds < 2) {
      throw new IllegalArgumentException("expected folds >= 2 but was " + folds);
    }
  }

  /**
   * Parts the clips.
   *
   * @param folds number of folds if they are dealt at random
   * @param seed decides who goes to which of them
   * @throws AulosException if the evidence lacks the folds that the protocol asks for, or a test
   *     part has a class that its training part lacks
   */
  static Splits of(
      LabelledEmbeddings evidence, Classes classes, Protocol protocol, int folds, long seed) {
    Protocol resolved = protocol == Protocol.AUTO ? natural(evidence.folds()) : protocol;
    List<Split> parts =
        switch (resolved) {
          case SPLIT -> split(evidence);
          case LEAVE_ONE_FOLD_OUT -> leaveOneOut(evidence, evidence.folds());
          case STRATIFIED -> leaveOneOut(evidence, deal(evidence, classes, folds, seed));
          case AUTO -> throw new AssertionError(resolved);
        };
    parts.forEach(part -> checkClasses(part, classes));
    return new Splits(resolved, parts);
  }

  private static Protocol natural(List<String> folds) {
    if (folds.contains(TRAIN) || folds.contains(TEST)) {
      return Protocol.SPLIT;
    }
    return folds.isEmpty() ? Protocol.STRATIFIED : Protocol.LEAVE_ONE_FOLD_OUT;
  }

  private static List<Split> split(LabelledEmbeddings evidence) {
    List<String> folds = evidence.folds();
    for (String needed : List.of(TRAIN, TEST)) {
      if (!folds.contains(needed)) {
        throw new AulosException(
            "Protocol 'split' needs folds named 'train' and 'test', but the data has "
                + new TreeSet<>(folds)
                + "; choose protocol 'stratified', or raise the limit of the data set.");
      }
    }
    int[] order = byId(evidence);
    return List.of(
        new Split(
            TEST,
            where(order, i -> folds.get(i).equals(TRAIN)),
            where(order, i -> folds.get(i).equals(VALIDATION)),
            where(order, i -> folds.get(i).equals(TEST))));
  }

  private static List<Split> leaveOneOut(LabelledEmbeddings evidence, List<String> folds) {
    // Shorter names first: 2 before 10.
    TreeSet<String> names =
        new TreeSet<>(
            Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));
    names.addAll(folds);
    if (names.size() < 2) {
      throw new AulosException(
          "Protocol 'leave-one-fold-out' needs two folds at least, but the data has "
              + names
              + "; choose protocol 'stratified', or raise the limit of the data set.");
    }
    int[] order = byId(evidence);
    List<Split> parts = new ArrayList<>();
    for (String name : names) {
      parts.add(
          new Split(
              name,
              where(order, i -> !folds.get(i).equals(name)),
              new int[0],
              where(order, i -> folds.get(i).equals(name))));
    }
    return parts;
  }

  /** Deals the clips of each class, shuffled, to folds 1, 2, …, going on where the last ended. */
  private static List<String> deal(
      LabelledEmbeddings evidence, Classes classes, int folds, long seed) {
    int[] order = byId(evidence);
    int clips = clips(evidence, order).size();
    if (clips < folds) {
      throw new AulosException(
          "Cannot part %d clips into %d folds; choose fewer folds or more clips."
              .formatted(clips, folds));
    }
    String[] fold = new String[order.length];
    Random random = new Random(seed);
    int next = 0;
    for (int k = 0; k < classes.count(); k++) {
      int number = k;
      List<int[]> members = clips(evidence, where(order, i -> classes.of(i) == number));
      Collections.shuffle(members, random);
      for (int[] vectors : members) {
        String name = String.valueOf(1 + next++ % folds);
        IntStream.of(vectors).forEach(vector -> fold[vector] = name);
      }
    }
    return List.of(fold);
  }

  /**
   * The vectors of each clip.
   *
   * @param order of the vectors, those of a clip one after another
   */
  static List<int[]> clips(LabelledEmbeddings evidence, int[] order) {
    List<String> ids = evidence.embeddings().ids();
    List<int[]> clips = new ArrayList<>();
    int start = 0;
    for (int i = 1; i <= order.length; i++) {
      if (i == order.length || !ids.get(order[i]).equals(ids.get(order[start]))) {
        clips.add(Arrays.copyOfRange(order, start, i));
        start = i;
      }
    }
    return clips;
  }

  /**
   * All vectors in the order of the ids of their clips, whatever the order they were gathered in.
   */
  static int[] byId(LabelledEmbeddings evidence) {
    List<String> ids = evidence.embeddings().ids();
    return IntStream.range(0, ids.size())
        .boxed()
        .sorted(Comparator.comparing(ids::get))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static int[] where(int[] order, IntPredicate chosen) {
    return Arrays.stream(order).filter(chosen).toArray();
  }

  private static void checkClasses(Split part, Classes classes) {
    boolean[] known = new boolean[classes.count()];
    for (int clip : part.train) {
      known[classes.of(clip)] = true;
    }
    for (int clip : part.test) {
      if (!known[classes.of(clip)]) {
        throw new AulosException(
            "Fold '%s' tests class '%s', of which no clip is left to learn from;"
                    .formatted(part.name, classes.name(classes.of(clip)))
                + " drop the class, add clips of it, or choose other folds.");
      }
    }
  }

  List<Split> parts() {
    return parts;
  }

  /** A signature and the choices made here: the seed only where it decides something. */
  Signature sign(Signature signature, long seed) {
    Signature signed =
        signature
            .with("protocol", OptionNames.of(protocol))
            .with("folds", protocol == Protocol.SPLIT ? TRAIN + "/" + TEST : parts.size());
    return protocol == Protocol.STRATIFIED ? signed.with("seed", seed) : signed;
  }
}
