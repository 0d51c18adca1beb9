package org.aulos.api;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Clips of a data set that make one example together, each in a role: a mixture and its background,
 * a query and its target.
 *
 * @param id unique among the groups of the data set
 * @param clips the clips by their roles, in the order of the data set; at least one. A clip may
 *     belong to several groups. Labels and fold of the group are those of its first clip
 * @param text words that belong to the group as a whole, such as what makes the target of the
 *     query; empty if there are none
 */
public record ClipGroup(String id, Map<String, Clip> clips, String text) {
  /**
   * A group.
   *
   * @throws IllegalArgumentException if it has no clip
   */
  public ClipGroup {
    if (clips.isEmpty()) {
      throw new IllegalArgumentException("group '" + id + "' has no clip");
    }
    clips = Collections.unmodifiableMap(new LinkedHashMap<>(clips));
  }

  /**
   * The clip in a role.
   *
   * @throws AulosException if there is none; the message names the roles there are
   */
  public Clip clip(String role) {
    Clip clip = clips.get(role);
    if (clip == null) {
      throw new AulosException(
          "no clip of '%s' is its '%s'; it has: %s"
              .formatted(id, role, String.join(", ", clips.keySet())));
    }
    return clip;
  }

  /** The clip that labels and fold are taken from. */
  public Clip first() {
    return clips.values().iterator().next();
  }
}
