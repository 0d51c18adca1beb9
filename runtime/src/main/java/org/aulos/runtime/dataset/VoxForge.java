package org.aulos.runtime.dataset;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.aulos.api.Dataset;
import org.aulos.api.spi.Resources;

/**
 * The data set {@code voxforge} (MacLean 2018): speech in six languages, the label. It grows, and
 * has no split of its own; both its extent, a list of archives, and the split by speakers are those
 * of TensorFlow Datasets ({@link GroupSplit}).
 *
 * <p>An archive {@code …/LANGUAGE/Trunk/Audio/Main/16kHz_16bit/ARCHIVE.tgz} of the list is unpacked
 * where it lies, so that its recordings are {@code …/16kHz_16bit/ARCHIVE/wav/*.wav}; folders before
 * the language do not matter.
 */
final class VoxForge {
  private static final String LIST = "voxforge_urls.txt";
  private static final Pattern ARCHIVE =
      Pattern.compile("(?:.*/)?(de|en|es|fr|it|ru)/Trunk/(?:.*/)?([^/]+)\\.tgz");
  private static final Pattern RECORDING =
      Pattern.compile("(?:.*/)?(de|en|es|fr|it|ru)/Trunk/(?:.*/)?([^/]+)/wav/[^/]+\\.wav");

  private VoxForge() {}

  /** A session of one speaker: language and name of its archive. */
  private record Session(String language, String archive) {
    String speaker() {
      return archive.split("-", 2)[0];
    }
  }

  static Dataset create(PublishedOptions options, Resources resources) {
    PublishedFolder folder =
        new PublishedFolder(
            "voxforge",
            "the archives that"
                + " https://storage.googleapis.com/tfds-data/downloads/voxforge/voxforge_urls.txt"
                + " lists (wget -x -i voxforge_urls.txt; keep the list in the folder)",
            options,
            resources);
    Set<Session> listed = new HashSet<>();
    List<String> speakers = new ArrayList<>();
    folder.lines(
        LIST,
        (number, line) -> {
          Matcher matcher = ARCHIVE.matcher(line.replace("\"", "").replace("'", ""));
          if (matcher.matches()) {
            Session session = new Session(matcher.group(1), matcher.group(2));
            listed.add(session);
            speakers.add(session.speaker());
          }
        });
    Map<String, Session> found = new HashMap<>();
    List<String> paths = folder.problems().none() ? folder.search(".") : List.of();
    for (String path : paths) {
      Matcher matcher = RECORDING.matcher(path);
      if (matcher.matches()) {
        Session session = new Session(matcher.group(1), matcher.group(2));
        if (listed.contains(session)) {
          found.put(path, session);
        }
      }
    }
    reportMissing(folder, options, listed, found);
    GroupSplit split = GroupSplit.of(speakers);
    for (String path : paths) {
      Session session = found.get(path);
      if (session != null) {
        folder.add(path, session.language(), split.fold(session.speaker()));
      }
    }
    return folder.read(found.size());
  }

  private static void reportMissing(
      PublishedFolder folder,
      PublishedOptions options,
      Set<Session> listed,
      Map<String, Session> found) {
    Set<Session> missing = new HashSet<>(listed);
    missing.removeAll(Set.copyOf(found.values()));
    if (options.complete() && !missing.isEmpty()) {
      folder
          .problems()
          .add(
              folder.path(),
              "%d of %d archives are missing or not unpacked, '%s' is the first"
                  .formatted(
                      missing.size(),
                      listed.size(),
                      missing.stream().map(Session::archive).sorted().findFirst().orElseThrow()));
    }
  }
}
