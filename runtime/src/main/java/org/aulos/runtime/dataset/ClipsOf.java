package org.aulos.runtime.dataset;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.aulos.api.Clip;
import org.aulos.api.Dataset;
import org.aulos.api.Suggestions;
import org.aulos.api.spi.Resources;
import org.aulos.runtime.dataset.synthesis.Dice;

/**
 * The data set {@code clips-of}: clips of other data sets, one data set after the other.
 *
 * <p>Folds that are dealt follow from a data set, its labels and the seed alone, so that two that
 * take different folds of one share no clip, whatever else they take. Within a label clips without
 * a fold stand in the order of a hash of their ids and are dealt in turn; those that fill no round
 * go to folds from one on that the label decides.
 */
final class ClipsOf {
  private static final String REMEDY =
      "Name data sets of the configuration by 'datasets', and labels and folds that their clips"
          + " have; 'deal' gives folds to clips without.";

  private final ClipsOfOptions options;
  private final Problems problems = new Problems();

  private ClipsOf(ClipsOfOptions options) {
    this.options = options;
  }

  static Dataset create(ClipsOfOptions options, Resources resources) {
    return new ClipsOf(options).read(resources);
  }

  private Dataset read(Resources resources) {
    if (options.datasets().isEmpty()) {
      problems.add("datasets", "names none");
    }
    List<Clip> labelled = new ArrayList<>();
    Set<String> classes = new LinkedHashSet<>();
    for (String name : options.datasets()) {
      Dataset dataset = ungrouped(name, resources, problems);
      labelled.addAll(of(name, dataset.clips().stream().filter(this::hasLabel).toList()));
      classes.addAll(dataset.classes());
    }
    checkLabels("labels", options.labels(), classes);
    checkLabels("tags", options.tags().keySet(), classes);
    checkFolds("folds", options.folds(), labelled);
    List<Clip> kept = labelled.stream().filter(this::hasFold).toList();
    checkFolds("test-folds", options.testFolds(), kept);
    problems.throwIfAny("Data set 'clips-of'", REMEDY);
    List<Clip> clips = kept.stream().map(this::parted).map(this::tagged).toList();
    Set<String> present = Set.copyOf(ListedDataset.of(clips).classes());
    return new ListedDataset(clips, classes.stream().filter(present::contains).toList());
  }

  /** A data set of the configuration; that its clips make groups is a problem. */
  static Dataset ungrouped(String name, Resources resources, Problems problems) {
    Dataset dataset = resources.dataset(name);
    if (!dataset.groups().isEmpty()) {
      problems.add(name, "has groups of clips, which would be torn apart");
    }
    return dataset;
  }

  private boolean hasLabel(Clip clip) {
    return options.labels().isEmpty()
        || clip.labels().stream().anyMatch(options.labels()::contains);
  }

  private boolean hasFold(Clip clip) {
    return options.folds().isEmpty() || options.folds().contains(String.valueOf(clip.fold()));
  }

  /** The clips of a data set, with folds if they are dealt, and ids that no other's have. */
  private List<Clip> of(String dataset, List<Clip> clips) {
    Map<String, String> folds = options.deal() == 0 ? Map.of() : dealt(dataset, clips);
    String prefix = options.datasets().size() == 1 ? "" : dataset + "/";
    return clips.stream()
        .map(
            clip ->
                new Clip(
                    prefix + clip.id(),
                    clip.audio(),
                    clip.labels(),
                    clip.tags(),
                    folds.getOrDefault(clip.id(), clip.fold()),
                    clip.lyrics()))
        .toList();
  }

  private Map<String, String> dealt(String dataset, List<Clip> clips) {
    Map<String, List<String>> idsOfLabel = new TreeMap<>();
    for (Clip clip : clips) {
      if (clip.fold() == null) {
        idsOfLabel
            .computeIfAbsent(clip.label().orElse(""), label -> new ArrayList<>())
            .add(clip.id());
      }
    }
    Map<String, String> folds = new HashMap<>();
    idsOfLabel.forEach(
        (label, ids) -> {
          if (ids.size() < options.deal()) {
            String whose = label.isEmpty() ? "without a label" : "of '" + label + "'";
            problems.add(
                dataset,
                "%d clips %s cannot fill %d folds".formatted(ids.size(), whose, options.deal()));
          }
          deal(label, ids, folds);
        });
    return folds;
  }

  private void deal(String label, List<String> ids, Map<String, String> folds) {
    ids.sort(Comparator.comparingLong(id -> Dice.seed(options.seed(), id)));
    int rounds = ids.size() / options.deal() * options.deal();
    int first = Math.floorMod(Dice.seed(options.seed(), label), options.deal());
    for (int i = 0; i < ids.size(); i++) {
      int fold = i < rounds ? i % options.deal() : (first + i - rounds) % options.deal();
      folds.put(ids.get(i), Integer.toString(fold + 1));
    }
  }

  private void checkLabels(String option, Collection<String> asked, Set<String> known) {
    for (String label : asked) {
      if (!known.contains(label)) {
        problems.add(
            option,
            "no clip has the label '%s'; %s".formatted(label, Suggestions.among(label, known)));
      }
    }
  }

  private void checkFolds(String option, List<String> asked, List<Clip> clips) {
    if (asked.isEmpty()) {
      return;
    }
    Set<String> known = new TreeSet<>();
    for (Clip clip : clips) {
      if (clip.fold() == null) {
        problems.add(option, "the clip '" + clip.id() + "' has no fold");
      } else {
        known.add(clip.fold());
      }
    }
    for (String fold : asked) {
      if (!known.contains(fold)) {
        problems.add(option, "no clip has the fold '%s', but they have %s".formatted(fold, known));
      }
    }
  }

  private Clip parted(Clip clip) {
    if (options.testFolds().isEmpty()) {
      return clip;
    }
    boolean test = options.testFolds().contains(String.valueOf(clip.fold()));
    return clip.withFold(test ? SoundPool.TEST : SoundPool.TRAIN);
  }

  /** A clip of whose labels none was given tags keeps its own. */
  private Clip tagged(Clip clip) {
    List<String> given = clip.labels().stream().filter(options.tags()::containsKey).toList();
    return given.isEmpty()
        ? clip
        : clip.withTags(given.stream().flatMap(label -> tags(label).stream()).distinct().toList());
  }

  private List<String> tags(String label) {
    return options.tags().getOrDefault(label, List.of());
  }
}
