package org.aulos.runtime.dataset;

import static org.aulos.runtime.dataset.PublishedFolder.TEST;
import static org.aulos.runtime.dataset.PublishedFolder.TRAIN;
import static org.aulos.runtime.dataset.PublishedFolder.VALIDATION;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.aulos.api.Dataset;
import org.aulos.api.spi.Resources;

/**
 * The data set {@code speech-commands} (Warden 2018, version 2): 35 words, a folder for each. The
 * lists that come with it name what is for validation and test; the rest is for training.
 */
final class SpeechCommands {
  private static final int PUBLISHED = 105_829;

  private SpeechCommands() {}

  static Dataset create(PublishedOptions options, Resources resources) {
    PublishedFolder folder =
        new PublishedFolder(
            "speech-commands",
            "http://download.tensorflow.org/data/speech_commands_v0.02.tar.gz",
            options,
            resources);
    Map<String, String> folds = new HashMap<>();
    folder.lines("validation_list.txt", (line, path) -> folds.put(path, VALIDATION));
    folder.lines("testing_list.txt", (line, path) -> folds.put(path, TEST));
    Set<String> paths = new HashSet<>();
    for (String word : folder.folders(".")) {
      // Noise to be mixed in, and no word.
      if (!word.startsWith("_")) {
        for (String path : folder.search(word)) {
          paths.add(path);
          folder.add(path, word, folds.getOrDefault(path, TRAIN));
        }
      }
    }
    folds.forEach(
        (path, fold) -> {
          if (!paths.contains(path)) {
            folder.add(path, path.split("/", 2)[0], fold);
          }
        });
    return folder.read(PUBLISHED);
  }
}
