package org.aulos.runtime.dataset;

import java.util.Map;
import org.aulos.api.Dataset;
import org.aulos.api.spi.Resources;

/**
 * The data set {@code voxceleb1} (Nagrani, Chung and Zisserman 2017): utterances of 1,251 speakers,
 * with the split of the identification task.
 */
final class VoxCeleb1 {
  private static final int PUBLISHED = 153_516;
  private static final String LIST = "iden_split.txt";
  private static final Map<String, String> FOLDS =
      Map.of(
          "1", PublishedFolder.TRAIN, "2", PublishedFolder.VALIDATION, "3", PublishedFolder.TEST);

  private VoxCeleb1() {}

  static Dataset create(PublishedOptions options, Resources resources) {
    PublishedFolder folder =
        new PublishedFolder(
            "voxceleb1",
            "https://www.robots.ox.ac.uk/~vgg/data/voxceleb/vox1.html (wav/ of both archives, and"
                + " https://www.robots.ox.ac.uk/~vgg/data/voxceleb/meta/iden_split.txt)",
            options,
            resources,
            "wav",
            "dev/wav",
            "test/wav");
    folder.lines(LIST, (number, line) -> utterance(folder, number, line));
    return folder.read(PUBLISHED);
  }

  private static void utterance(PublishedFolder folder, long number, String line) {
    String[] words = line.split("\\s+", 2);
    String fold = FOLDS.get(words[0]);
    if (fold == null || words.length < 2) {
      folder
          .problems()
          .add(
              folder.path().resolve(LIST),
              number,
              "expected 1, 2 or 3 and the path of a recording but was '" + line + "'");
    } else {
      folder.add(words[1], words[1].split("/", 2)[0], fold);
    }
  }
}
