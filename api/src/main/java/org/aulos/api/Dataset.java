package org.aulos.api;

import java.util.List;

/**
 * Examples with what is known of them. Made complete or not at all: a data set whose files are
 * missing, whose ids repeat or whose labels are unknown reports all of it when it is created,
 * before any audio is read.
 *
 * <p>Its content fingerprint is computed by the runtime over the audio and the metadata of {@link
 * #clips()}.
 */
public interface Dataset {
  /** The examples, always in the same order, with unique ids. No audio is read by this call. */
  List<Clip> clips();

  /**
   * The classes of {@link #clips()}, each once, in alphabetical order unless the data set has an
   * official one.
   */
  default List<String> classes() {
    return clips().stream().flatMap(clip -> clip.labels().stream()).distinct().sorted().toList();
  }

  /**
   * The examples that several of {@link #clips()} make together, always in the same order, with
   * unique ids; none if each clip stands for itself.
   */
  default List<ClipGroup> groups() {
    return List.of();
  }
}
