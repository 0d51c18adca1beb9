package org.aulos.runtime.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.aulos.api.Signature;
import org.aulos.runtime.BenchResult;
import org.aulos.runtime.BenchResult.ComponentResult;
import org.jspecify.annotations.Nullable;

/** Every choice behind the numbers: systems, tasks and data sets, and each score in full. */
record Settings(List<Group> groups, List<FullScore> scores) {
  /** Systems, tasks or data sets. */
  record Group(String name, List<Entry> entries) {}

  /** A system, task or data set. */
  record Entry(String name, List<Fact> facts, List<Component> components) {}

  /** A component with its options. */
  record Component(String component, String plugin, String version, List<Fact> options) {}

  /** A score with all its digits. */
  record FullScore(String task, String system, double value, String details, String signature) {}

  static Settings of(BenchResult result) {
    List<Entry> systems = new ArrayList<>();
    result.systems().forEach((name, system) -> systems.add(system(name, system)));
    List<Entry> tasks = new ArrayList<>();
    result.tasks().forEach((name, task) -> tasks.add(task(name, task)));
    List<Entry> datasets = new ArrayList<>();
    result.datasets().forEach((name, dataset) -> datasets.add(dataset(name, dataset)));
    return new Settings(
        List.of(
            new Group("Systems", systems),
            new Group("Tasks", tasks),
            new Group("Data sets", datasets)),
        result.scores().stream().map(Settings::score).toList());
  }

  private static Entry system(String name, BenchResult.SystemResult system) {
    List<Component> components = new ArrayList<>();
    if (system.extractor() != null) {
      components.add(component(system.extractor()));
    }
    components.add(component(system.encoder()));
    if (system.textEncoder() != null) {
      components.add(component(system.textEncoder()));
    }
    return new Entry(
        name,
        List.of(
            new Fact("sample rate", Numbers.count(system.sampleRate()) + " Hz"),
            new Fact("channels", Integer.toString(system.channels())),
            new Fact("dimension", Numbers.count(system.dimension()))),
        components);
  }

  private static Entry task(String name, BenchResult.TaskResult task) {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("data set", task.dataset()));
    add(facts, "reference", task.reference());
    add(facts, "evaluated", task.evaluated());
    return new Entry(name, facts, List.of(component(task.metric())));
  }

  private static Entry dataset(String name, BenchResult.DatasetResult dataset) {
    return new Entry(
        name,
        List.of(
            new Fact("fingerprint", dataset.fingerprint()),
            new Fact("classes", String.join(", ", dataset.classes()))),
        List.of(component(dataset.source())));
  }

  private static void add(List<Fact> facts, String name, @Nullable String value) {
    if (value != null) {
      facts.add(new Fact(name, value));
    }
  }

  private static Component component(ComponentResult component) {
    return new Component(
        component.component(),
        component.plugin(),
        component.version(),
        Fact.of(component.options()));
  }

  private static FullScore score(BenchResult.ScoreResult score) {
    String details =
        score.details().entrySet().stream()
            .map(detail -> detail.getKey() + " " + detail.getValue())
            .collect(Collectors.joining(", "));
    return new FullScore(
        score.task(),
        score.system(),
        score.value(),
        details,
        Signature.of(score.signature()).toString());
  }
}
