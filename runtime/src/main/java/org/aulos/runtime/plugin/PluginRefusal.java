package org.aulos.runtime.plugin;

/**
 * A plugin that is not used.
 *
 * @param origin the jar, folder or module that it lies in
 * @param problem why, and what to do about it; one line
 */
public record PluginRefusal(String origin, String problem) {
  /** A refusal; whatever breaks lines in the problem becomes a blank. */
  public PluginRefusal {
    problem = problem.strip().replaceAll("\\s*\\R\\s*", " ");
  }

  /** Which, why and what to do, in one line. */
  @Override
  public String toString() {
    return "plugin refused: " + origin + ": " + problem;
  }
}
