package org.aulos.runtime.dataset;

import java.util.List;
import org.aulos.api.Clip;
import org.aulos.api.ClipGroup;
import org.aulos.api.Dataset;

/** A data set whose clips make groups, all of them known. */
record GroupedDataset(List<Clip> clips, List<String> classes, List<ClipGroup> groups)
    implements Dataset {
  GroupedDataset {
    clips = List.copyOf(clips);
    classes = List.copyOf(classes);
    groups = List.copyOf(groups);
  }
}
