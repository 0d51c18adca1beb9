package org.aulos.runtime.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.aulos.api.Dataset;
import org.aulos.api.spi.Resources;

/**
 * The data set {@code nsynth} (Engel et al. 2017): notes of instruments of eleven families, in the
 * official parts. The label is the family. The training part may be a list of notes, or as many
 * drawn of each family.
 */
final class Nsynth {
  private static final Map<String, Part> PARTS = new LinkedHashMap<>();

  static {
    PARTS.put(PublishedFolder.TRAIN, new Part("nsynth-train", 289_205));
    PARTS.put(PublishedFolder.VALIDATION, new Part("nsynth-valid", 12_678));
    PARTS.put(PublishedFolder.TEST, new Part("nsynth-test", 4_096));
  }

  private final NsynthOptions options;
  private final PublishedFolder folder;
  private final Set<String> wanted = new HashSet<>();

  private Nsynth(NsynthOptions options, PublishedFolder folder) {
    this.options = options;
    this.folder = folder;
  }

  /** A folder, and how many notes its list has as published. */
  private record Part(String folder, int published) {}

  static Dataset create(NsynthOptions options, Resources resources) {
    Nsynth nsynth =
        new Nsynth(
            options,
            new PublishedFolder(
                "nsynth",
                "https://magenta.tensorflow.org/datasets/nsynth",
                options.published(),
                resources));
    if (options.listed()) {
      nsynth.want(resources.file(options.trainingNotes()));
    }
    return nsynth.read();
  }

  private void want(Path list) {
    JsonEntries.read(
        list,
        "a list of notes",
        folder.problems(),
        (family, notes) -> {
          for (JsonNode note : notes) {
            wanted.add(note.asText());
          }
        });
    if (wanted.isEmpty() && folder.problems().none()) {
      folder.problems().add(list, "names no note");
    }
  }

  private Dataset read() {
    PARTS.forEach(
        (fold, part) -> {
          if (options.keepsFold(fold)) {
            chosen(fold, notes(fold, part))
                .forEach(
                    (family, names) ->
                        names.forEach(
                            name ->
                                folder.add(
                                    part.folder() + "/audio/" + name + ".wav", family, fold)));
          }
        });
    return folder.read();
  }

  /** The names of the notes of a part that are kept, by family. */
  private Map<String, List<String>> notes(String fold, Part part) {
    Map<String, List<String>> families = new TreeMap<>();
    Path list = folder.path().resolve(part.folder()).resolve("examples.json");
    if (!folder.isThere(list)) {
      return families;
    }
    int[] count = {0};
    JsonEntries.read(
        list,
        "a note",
        folder.problems(),
        (name, note) -> {
          count[0]++;
          JsonNode family = note.path("instrument_family_str");
          if (!family.isTextual()) {
            folder.problems().add(list, "note '" + name + "' has no instrument_family_str");
          } else if (options.keepsFamily(family.asText())) {
            families.computeIfAbsent(family.asText(), own -> new ArrayList<>()).add(name);
          }
        });
    folder.expect(list, part.published(), count[0]);
    for (String family : options.families()) {
      if (fold.equals(PublishedFolder.TRAIN) && !families.containsKey(family)) {
        folder.problems().add(list, "has no note of family '" + family + "'");
      }
    }
    return families;
  }

  /** Those of the training part that are listed or drawn; all of another part. */
  private Map<String, List<String>> chosen(String fold, Map<String, List<String>> families) {
    if (!fold.equals(PublishedFolder.TRAIN) || families.isEmpty()) {
      return families;
    }
    if (options.listed()) {
      families.values().forEach(names -> names.retainAll(wanted));
      int found = families.values().stream().mapToInt(List::size).sum();
      if (found < wanted.size()) {
        folder
            .problems()
            .add(
                options.trainingNotes(),
                "%d of its %d notes are no notes of nsynth-train%s"
                    .formatted(
                        wanted.size() - found,
                        wanted.size(),
                        options.families().isEmpty() ? "" : " of " + options.families()));
      }
    } else if (options.notesPerFamily() > 0) {
      families.replaceAll(this::drawn);
    }
    return families;
  }

  private List<String> drawn(String family, List<String> names) {
    if (names.size() < options.notesPerFamily()) {
      folder
          .problems()
          .add(
              folder.path(),
              "expected %d training notes of family '%s' but there are %d"
                  .formatted(options.notesPerFamily(), family, names.size()));
      return names;
    }
    List<String> shuffled = new ArrayList<>(names);
    Collections.sort(shuffled);
    Collections.shuffle(shuffled, new Random(31 * options.seed() + family.hashCode()));
    return shuffled.subList(0, options.notesPerFamily());
  }
}
