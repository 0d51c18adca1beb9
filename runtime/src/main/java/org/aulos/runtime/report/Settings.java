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
    result.generators().forEach((name, own) -> systems.add(generator(name, own)));
    List<Entry> tasks = new ArrayList<>();
    result.tasks().forEach((name, task) -> tasks.add(task(name, task)));
    List<Entry> datasets = new ArrayList<>();
    result.datasets().forEach((name, dataset) -> datasets.add(dataset(name, dataset)));
    result
        .sources()
        .forEach((name, own) -> datasets.add(new Entry(name, List.of(), List.of(component(own)))));
    return new Settings(
        List.of(
            new Group(
                result.generators().isEmpty() ? "Systems" : "Systems and generators", systems),
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
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("sample rate", Numbers.count(system.sampleRate()) + " Hz"));
    facts.add(new Fact("channels", Integer.toString(system.channels())));
    facts.add(new Fact("dimension", Numbers.count(system.dimension())));
    if (system.training() != null) {
      training(system.training(), facts, components);
    }
    return new Entry(name, facts, components);
  }

  private static void training(
      BenchResult.TrainingResult training, List<Fact> facts, List<Component> components) {
    facts.add(new Fact("trained on clips", Numbers.count(training.clips())));
    facts.add(new Fact("their fingerprint", training.data()));
    facts.add(new Fact("steps", Numbers.count(training.steps())));
    training
        .weights()
        .forEach((seed, digest) -> facts.add(new Fact("weights of seed " + seed, digest)));
    if (training.textEncoder()) {
      facts.add(new Fact("these weights", "of the encoder and of the text encoder"));
    }
    components.add(component(training.trainer()));
    components.add(component(training.dataset()));
  }

  private static Entry generator(String name, BenchResult.GeneratorResult generator) {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("sample rate", Numbers.count(generator.sampleRate()) + " Hz"));
    facts.add(new Fact("channels", Integer.toString(generator.channels())));
    facts.add(new Fact("clips", Numbers.count(generator.clips())));
    facts.add(new Fact("seconds", Numbers.fixed(generator.seconds(), 1)));
    if (generator.parameters() != null) {
      facts.add(new Fact("parameters", generator.parameters().toString()));
    }
    facts.add(new Fact("fingerprint", generator.fingerprint()));
    generator
        .failures()
        .forEach(failure -> facts.add(new Fact("no answer to " + failure.id(), failure.problem())));
    return new Entry(name, facts, List.of(component(generator.component())));
  }

  private static Entry task(String name, BenchResult.TaskResult task) {
    List<Fact> facts = new ArrayList<>();
    add(facts, "data set", task.dataset().isEmpty() ? null : task.dataset());
    add(facts, "reference", task.reference());
    add(facts, "evaluated", task.evaluated());
    List<Component> components = new ArrayList<>(List.of(component(task.metric())));
    if (task.encoder() != null) {
      components.addAll(system(name, task.encoder()).components());
    }
    return new Entry(name, facts, components);
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
