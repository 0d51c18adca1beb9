package org.aulos.runtime.dataset.scenes;

import java.util.List;
import java.util.Optional;
import org.aulos.api.Lyrics;

/** One sound with all its variation decided: what a class drew for one clip. Immutable. */
public interface Sound {
  /** Adds the sound, at a level of its own choosing, to a buffer that spans the clip. */
  void addTo(double[] samples, int sampleRate);

  /** Words about what was drawn: register, tempo, manner. */
  List<String> tags();

  /** The words sung, if any; all within the clip. */
  default Optional<Lyrics> lyrics() {
    return Optional.empty();
  }
}
