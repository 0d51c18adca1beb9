package org.aulos.runtime.dataset;

import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.aulos.api.Dataset;
import org.aulos.api.spi.Resources;

/**
 * The data set {@code crema-d} (Cao et al. 2014): sentences spoken by 91 actors in six emotions.
 * Its authors publish no split; it is that of TensorFlow Datasets, by actors ({@link GroupSplit}).
 */
final class CremaD {
  private static final int PUBLISHED = 7_442;
  private static final int FIRST_ACTOR = 1001;
  private static final int LAST_ACTOR = 1091;
  private static final Pattern NAME = Pattern.compile(".*/(\\d{4})_[A-Z]{3}_([A-Z]{3})_.*");
  private static final String FOLDER = "AudioWAV";
  private static final Map<String, String> EMOTIONS =
      Map.of(
          "ANG", "anger",
          "DIS", "disgust",
          "FEA", "fear",
          "HAP", "happy",
          "NEU", "neutral",
          "SAD", "sad");

  private CremaD() {}

  static Dataset create(PublishedOptions options, Resources resources) {
    PublishedFolder folder =
        new PublishedFolder(
            "crema-d", "https://github.com/CheyneyComputerScience/CREMA-D", options, resources);
    GroupSplit split =
        GroupSplit.of(
            IntStream.rangeClosed(FIRST_ACTOR, LAST_ACTOR).mapToObj(Integer::toString).toList());
    for (String path : folder.search(FOLDER)) {
      Matcher name = NAME.matcher(path);
      String emotion = name.matches() ? EMOTIONS.get(name.group(2)) : null;
      if (emotion == null || !split.contains(name.group(1))) {
        folder
            .problems()
            .add(
                folder.path().resolve(path),
                "expected a name as in 1001_DFA_ANG_XX.wav: an actor from %d to %d and one of %s"
                    .formatted(FIRST_ACTOR, LAST_ACTOR, new TreeSet<>(EMOTIONS.keySet())));
      } else {
        folder.add(path, emotion, split.fold(name.group(1)));
      }
    }
    return folder.read(PUBLISHED);
  }
}
