package org.aulos.listen;

import java.util.List;

/**
 * Someone who listens.
 *
 * @param number from 1 in the order of coming
 * @param name the name or code that was given
 * @param key what the page shows to be that rater's
 * @param trials what the rater hears, in order
 */
record Rater(int number, String name, String key, List<Trial> trials) {
  Rater {
    trials = List.copyOf(trials);
  }
}
