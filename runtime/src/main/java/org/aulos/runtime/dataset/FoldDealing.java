package org.aulos.runtime.dataset;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.aulos.runtime.dataset.synthesis.Dice;

/**
 * Deals the clips of classes out to folds. Within a class they are put in the order of a hash of
 * seed and id and dealt in turn, so a clip's fold does not depend on the order in which clips are
 * listed.
 */
final class FoldDealing {
  private final int folds;
  private final long seed;
  private final Map<String, String> foldOfId = new HashMap<>();
  private int firstFold;

  /** A dealing over 2 folds or more. */
  FoldDealing(int folds, long seed) {
    this.folds = folds;
    this.seed = seed;
  }

  /** Deals the clips of the next class. */
  void deal(List<String> ids) {
    List<String> dealt = new ArrayList<>(ids);
    dealt.sort(Comparator.comparingLong(id -> Dice.seed(seed, id)));
    for (int i = 0; i < dealt.size(); i++) {
      foldOfId.put(dealt.get(i), Integer.toString((firstFold + i) % folds + 1));
    }
    // Classes whose size is no multiple of the folds leave their rest to different folds.
    firstFold += ids.size();
  }

  /** Folds by id of all clips that were dealt. */
  Map<String, String> folds() {
    return Map.copyOf(foldOfId);
  }
}
