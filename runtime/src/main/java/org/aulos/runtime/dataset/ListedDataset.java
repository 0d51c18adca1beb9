package org.aulos.runtime.dataset;

import java.util.List;
import org.aulos.api.Clip;
import org.aulos.api.Dataset;

/** A data set whose clips are all known. */
record ListedDataset(List<Clip> clips, List<String> classes) implements Dataset {
  ListedDataset {
    clips = List.copyOf(clips);
    classes = List.copyOf(classes);
  }

  /** Clips whose classes stand in alphabetical order. */
  static ListedDataset of(List<Clip> clips) {
    List<String> classes =
        clips.stream().flatMap(clip -> clip.labels().stream()).distinct().sorted().toList();
    return new ListedDataset(clips, classes);
  }
}
