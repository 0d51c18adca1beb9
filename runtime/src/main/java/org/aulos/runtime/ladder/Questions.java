package org.aulos.runtime.ladder;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.aulos.api.EmbeddingSet;
import org.aulos.api.EmbeddingSets;

/**
 * Everything that each metric is asked: the undamaged candidate, undamaged clips that were dealt in
 * other ways, and every rung.
 */
final class Questions {
  private final List<EmbeddingSets> all = new ArrayList<>();
  private final EmbeddingSets clean;
  private final int candidates;
  private final Map<Integer, List<Integer>> peers = new LinkedHashMap<>();
  private final Map<String, List<Rung>> ladders = new LinkedHashMap<>();

  /**
   * A rung.
   *
   * @param severity how far the clips were made worse
   * @param draws the questions whose mean is its score; none if no clip is left on it
   * @param peers number of undamaged clips that it is to be compared with
   */
  record Rung(String severity, List<Integer> draws, int peers) {}

  /**
   * Nothing asked yet but the clean question.
   *
   * @param reference what is to be matched
   * @param candidate what is undamaged
   * @param candidates number of its clips
   */
  Questions(EmbeddingSet reference, EmbeddingSet candidate, int candidates) {
    this.clean = new EmbeddingSets(reference, candidate);
    this.candidates = candidates;
  }

  EmbeddingSets clean() {
    return clean;
  }

  /** Number of clips of the candidate. */
  int candidates() {
    return candidates;
  }

  /** Adds a rung: sets of which each is judged by the reference. */
  void addRung(String ladder, String severity, List<EmbeddingSet> draws, int peers) {
    List<Integer> questions = new ArrayList<>();
    for (EmbeddingSet draw : draws) {
      questions.add(ask(new EmbeddingSets(clean.reference(), draw)));
    }
    ladders
        .computeIfAbsent(ladder, key -> new ArrayList<>())
        .add(new Rung(severity, questions, peers));
  }

  /** Adds undamaged clips that were dealt in another way. */
  void addPeers(int clips, EmbeddingSets sets) {
    peers.computeIfAbsent(clips, key -> new ArrayList<>()).add(ask(sets));
  }

  private int ask(EmbeddingSets sets) {
    all.add(sets);
    return all.size() - 1;
  }

  /** Every question but the clean one. */
  List<EmbeddingSets> all() {
    return all;
  }

  /** The questions about so many undamaged clips. */
  List<Integer> peers(int clips) {
    return peers.getOrDefault(clips, List.of());
  }

  /** The rungs by ladder, from mild to severe. */
  Map<String, List<Rung>> ladders() {
    return ladders;
  }
}
