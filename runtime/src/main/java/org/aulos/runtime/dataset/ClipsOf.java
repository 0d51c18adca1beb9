package org.aulos.runtime.dataset;

import java.util.ArrayList;
import java.util.Collection;
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

/** The data set {@code clips-of}: clips of other data sets, one data set after the other. */
final class ClipsOf {
  private static final String REMEDY =
      "Name data sets of the configuration by 'datasets', and folds and labels that they have.";

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
    List<Clip> all = new ArrayList<>();
    Set<String> classes = new LinkedHashSet<>();
    for (String name : options.datasets()) {
      Dataset dataset = resources.dataset(name);
      if (!dataset.groups().isEmpty()) {
        problems.add(name, "has groups of clips, which would be torn apart");
      }
      dataset.clips().forEach(clip -> all.add(called(name, clip)));
      classes.addAll(dataset.classes());
    }
    List<Clip> folded = options.deal() == 0 ? all : dealt(all);
    checkFolds("folds", options.folds(), folded);
    checkFolds("test-folds", options.testFolds(), folded);
    checkLabels("labels", options.labels(), classes);
    checkLabels("tags", options.tags().keySet(), classes);
    problems.throwIfAny("Data set 'clips-of'", REMEDY);
    List<Clip> kept =
        folded.stream().filter(this::wanted).map(this::parted).map(this::tagged).toList();
    Set<String> present = Set.copyOf(ListedDataset.of(kept).classes());
    return new ListedDataset(kept, classes.stream().filter(present::contains).toList());
  }

  private Clip called(String dataset, Clip clip) {
    if (options.datasets().size() == 1) {
      return clip;
    }
    String id = dataset + "/" + clip.id();
    return new Clip(id, clip.audio(), clip.labels(), clip.tags(), clip.fold(), clip.lyrics());
  }

  private List<Clip> dealt(List<Clip> clips) {
    Map<String, List<String>> idsOfLabel = new TreeMap<>();
    for (Clip clip : clips) {
      if (clip.fold() == null) {
        idsOfLabel
            .computeIfAbsent(clip.label().orElse(""), label -> new ArrayList<>())
            .add(clip.id());
      }
    }
    FoldDealing dealing = new FoldDealing(options.deal(), options.seed());
    idsOfLabel.forEach(
        (label, ids) -> {
          if (ids.size() < options.deal()) {
            problems.add(
                label, "%d clips cannot fill %d folds".formatted(ids.size(), options.deal()));
          }
          dealing.deal(ids);
        });
    Map<String, String> folds = dealing.folds();
    return clips.stream()
        .map(
            clip ->
                clip.fold() == null ? clip.withFold(String.valueOf(folds.get(clip.id()))) : clip)
        .toList();
  }

  private void checkFolds(String option, List<String> asked, List<Clip> clips) {
    Set<String> known = new TreeSet<>();
    clips.forEach(clip -> known.add(String.valueOf(clip.fold())));
    for (String fold : asked) {
      if (!known.contains(fold)) {
        problems.add(option, "no clip has the fold '%s', but they have %s".formatted(fold, known));
      }
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

  private boolean wanted(Clip clip) {
    return (options.folds().isEmpty() || options.folds().contains(String.valueOf(clip.fold())))
        && (options.labels().isEmpty()
            || clip.labels().stream().anyMatch(options.labels()::contains));
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
