package org.aulos.runtime.pipeline;

import org.aulos.api.Clip;
import org.aulos.api.ClipGroup;
import org.aulos.runtime.Digests;

/** Digest over audio and metadata of clips, in their order. */
public final class Fingerprint {
  // Control characters, which no name holds: commas and brackets do occur in names.
  private static final String FIELD = "\u001f";
  private static final String ITEM = "\u001e";

  private final StringBuilder content = new StringBuilder();

  /** Adds a clip whose audio has the given digest. */
  public void add(Clip clip, String digest) {
    content.append(digest).append(FIELD).append(metadata(clip)).append("\n");
  }

  /** Adds a group of clips that were added. */
  void add(ClipGroup group) {
    content.append(group.id());
    group
        .clips()
        .forEach((role, clip) -> content.append(FIELD).append(role).append(ITEM).append(clip.id()));
    content.append(FIELD).append(ITEM).append(group.text()).append("\n");
  }

  /** SHA-256 of what was added. */
  public String value() {
    return Digests.sha256(content.toString());
  }

  /** What is said of a clip, so that two clips of different metadata never read alike. */
  private static String metadata(Clip clip) {
    return String.join(
        FIELD,
        clip.id(),
        String.join(ITEM, clip.labels()),
        String.join(ITEM, clip.tags()),
        clip.fold() == null ? "" : ITEM + clip.fold());
  }
}
