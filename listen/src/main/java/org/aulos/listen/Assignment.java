package org.aulos.listen;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.aulos.runtime.Digests;

/** Deals prompts and orders to raters. */
final class Assignment {
  private Assignment() {}

  /**
   * The trials of a rater: the prompts that fewest raters have been given so far, drawn among
   * equals; prompts and systems in an order of the rater's own.
   *
   * @param rater name of the rater, who is drawn for by it and the study's seed
   * @param given raters that each prompt was given to; absent for none
   */
  static List<Trial> of(StudyOptions options, String rater, Map<String, Integer> given) {
    Random random = new Random(seed(options.seed(), rater));
    List<String> prompts = new ArrayList<>(options.prompts().keySet());
    Collections.shuffle(prompts, random);
    prompts.sort(Comparator.comparing(prompt -> given.getOrDefault(prompt, 0)));
    int count =
        options.promptsPerRater() == 0
            ? prompts.size()
            : Math.min(options.promptsPerRater(), prompts.size());
    List<String> chosen = new ArrayList<>(prompts.subList(0, count));
    // Else those that were given least would always come first.
    Collections.shuffle(chosen, random);
    List<Trial> trials = new ArrayList<>();
    for (String prompt : chosen) {
      List<String> systems = new ArrayList<>(options.systems().keySet());
      Collections.shuffle(systems, random);
      trials.add(new Trial(prompt, systems));
    }
    return trials;
  }

  private static long seed(long study, String rater) {
    return Long.parseUnsignedLong(Digests.sha256(study + " " + rater).substring(0, 16), 16);
  }
}
