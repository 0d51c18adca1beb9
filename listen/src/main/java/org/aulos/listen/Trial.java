package org.aulos.listen;

import java.util.List;

/**
 * What one rater hears on one page.
 *
 * @param prompt name of the prompt
 * @param systems systems in the order of the page: the first is clip A
 */
record Trial(String prompt, List<String> systems) {
  Trial {
    systems = List.copyOf(systems);
  }
}
