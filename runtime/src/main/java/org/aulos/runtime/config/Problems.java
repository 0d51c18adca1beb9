package org.aulos.runtime.config;

import java.util.ArrayList;
import java.util.List;
import org.aulos.api.OptionsException;

/** Everything wrong with a configuration, gathered so that the user mends it in one go. */
public final class Problems {
  private final List<String> messages = new ArrayList<>();

  /** Adds one problem: where, at which key, what is wrong and what would be right. */
  public void add(ConfigNode.Origin origin, String key, String problem) {
    messages.add(origin + ": " + (key.isEmpty() ? "" : key + ": ") + problem);
  }

  /** Whether nothing is wrong so far. */
  public boolean isEmpty() {
    return messages.isEmpty();
  }

  /** The problems found so far. */
  public List<String> messages() {
    return List.copyOf(messages);
  }

  /**
   * Ends the gathering.
   *
   * @throws OptionsException holding every problem, one a line, if there is any
   */
  public void throwIfAny() {
    if (!messages.isEmpty()) {
      String count = messages.size() == 1 ? "1 problem" : messages.size() + " problems";
      throw new OptionsException(
          count + " in the configuration:\n  " + String.join("\n  ", messages));
    }
  }
}
