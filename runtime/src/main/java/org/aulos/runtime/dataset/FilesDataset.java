package org.aulos.runtime.dataset;

import java.nio.file.Path;
import org.aulos.api.AudioFile;
import org.aulos.api.Clip;
import org.aulos.api.Dataset;
import org.aulos.api.spi.Resources;

/**
 * The data set {@code files}: clips in the order of their ids, which are the paths within the
 * directory, with {@code /} between names.
 */
final class FilesDataset {
  private FilesDataset() {}

  static Dataset create(FilesOptions options, Resources resources) {
    Path directory = resources.file(options.directory());
    Problems problems = new Problems();
    var ids = AudioSearch.below(directory, directory, problems);
    problems.throwIfAny(
        "Data set 'files' in " + directory, "Name a folder that holds sound files at any depth.");
    return ListedDataset.of(
        ids.stream().map(id -> Clip.of(id, AudioFile.whole(directory.resolve(id)))).toList());
  }
}
