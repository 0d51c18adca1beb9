package org.aulos.runtime.bench;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.aulos.api.Suggestions;
import org.aulos.api.spi.Role;
import org.aulos.runtime.config.ComponentBinder;
import org.aulos.runtime.config.ComponentBinder.Chosen;
import org.aulos.runtime.config.ConfigNode;
import org.aulos.runtime.config.ConfigNode.Keys;
import org.aulos.runtime.config.ConfigNode.Value;
import org.aulos.runtime.config.Problems;
import org.aulos.runtime.config.RecordBinder;
import org.aulos.runtime.pipeline.SystemConfig;

/**
 * Binds what a benchmark says of generators: the generators themselves, their prompts, and the
 * encoders that tasks name to hear their clips.
 *
 * <pre>{@code
 * generators:
 *   musicgen: {use: directory, clips: made/musicgen}
 *   tone: {use: command, command: [sh, tone.sh, "{prompt}", "{output}", "{seed}", "{seconds}"]}
 * prompts: {file: prompts.txt, seconds: 5}
 * tasks:
 *   fad: {metric: fad, encoder: yamnet, dataset: real}
 * }</pre>
 */
final class GeneratorBinder {
  static final String GENERATORS = "generators";
  static final String PROMPTS = "prompts";
  private static final String FILE = "file";
  private static final Pattern NAME = Pattern.compile("\\w[\\w. -]{0,99}");

  private final Problems problems;
  private final ComponentBinder components;
  private final Keys root;
  private final Path folder;
  private final Map<String, SystemConfig> ears = new LinkedHashMap<>();
  private final Map<String, String> nameOfChoice = new LinkedHashMap<>();

  /** A binder of what stands at the root of a configuration. */
  GeneratorBinder(Problems problems, ComponentBinder components, Keys root, Path folder) {
    this.problems = problems;
    this.components = components;
    this.root = root;
    this.folder = folder;
  }

  /** Whether the configuration speaks of generators. */
  boolean wanted() {
    return root.get(GENERATORS).isPresent();
  }

  /** Names that rows of the table may not have twice, and data sets of clips neither. */
  GeneratorsConfig bind(List<String> systems, List<String> datasets) {
    Map<String, Chosen> choices = new LinkedHashMap<>();
    ConfigNode node = root.get(GENERATORS).orElse(null);
    if (node instanceof Keys keys && !keys.entries().isEmpty()) {
      keys.entries()
          .forEach(
              (name, choice) -> {
                String path = GENERATORS + "." + name;
                if (!NAME.matcher(name).matches()) {
                  problems.add(
                      keys.originOf(name),
                      path,
                      "expected a name of letters, digits, '.', '_', '-' and spaces: a folder bears it");
                } else if (systems.contains(name) || datasets.contains(name)) {
                  problems.add(
                      keys.originOf(name), path, "a system or data set has this name already");
                }
                components
                    .bind(choice, path, Role.GENERATOR)
                    .ifPresent(chosen -> choices.put(name, chosen));
              });
      if (ears.isEmpty()) {
        problems.add(
            root.originOf(GENERATORS),
            GENERATORS,
            "no task judges them; name the encoder that hears their clips, as in {metric: fad, encoder: yamnet}");
      }
    } else if (node != null) {
      problems.add(
          root.originOf(GENERATORS), GENERATORS, "expected a mapping of names to generators");
    }
    PromptsOptions prompts = wanted() ? prompts(datasets) : PromptsOptions.DEFAULTS;
    return new GeneratorsConfig(choices, prompts, Map.copyOf(ears), folder);
  }

  private PromptsOptions prompts(List<String> datasets) {
    ConfigNode node = root.get(PROMPTS).orElse(null);
    if (node == null) {
      problems.add(
          root.origin(),
          PROMPTS,
          "is missing; name what generators are asked for, as in prompts: prompts.txt");
      return PromptsOptions.DEFAULTS;
    }
    if (node instanceof Value) {
      // A bare name is short for the file of that name.
      node = new Keys(node.origin(), Map.of(FILE, node), Map.of(FILE, node.origin()));
    }
    if (!(node instanceof Keys keys)) {
      problems.add(node.origin(), PROMPTS, "expected a file or a mapping but was " + node.kind());
      return PromptsOptions.DEFAULTS;
    }
    PromptsOptions options =
        new RecordBinder(problems)
            .bind(keys, PROMPTS, PromptsOptions.DEFAULTS, Set.of())
            .orElse(PromptsOptions.DEFAULTS);
    boolean named = keys.get(BenchBinder.DATASET).isPresent();
    if (keys.get(FILE).isPresent() == named) {
      problems.add(keys.origin(), PROMPTS, "expected either the key 'file' or the key 'dataset'");
    } else if (named && !datasets.contains(options.dataset())) {
      problems.add(
          keys.originOf(BenchBinder.DATASET),
          PROMPTS + "." + BenchBinder.DATASET,
          "no data set is named '%s'; %s"
              .formatted(options.dataset(), Suggestions.among(options.dataset(), datasets)));
    }
    return options;
  }

  /**
   * Keeps the encoder that a task names for generators.
   *
   * @return its name among the {@link GeneratorsConfig#ears()}: tasks with equal choices share one
   */
  String keep(SystemConfig choice, List<String> systems) {
    String content =
        Stream.of(choice.extractor(), Optional.of(choice.encoder()), choice.textEncoder())
            .map(stage -> stage.map(own -> own.key() + own.options()).orElse(""))
            .collect(Collectors.joining("|"));
    return Objects.requireNonNull(
        nameOfChoice.computeIfAbsent(
            content,
            key -> {
              String name = free(choice, systems);
              ears.put(name, choice.named(name));
              return name;
            }));
  }

  /** What it is made of, with a number behind it if that name is taken. */
  private String free(SystemConfig choice, List<String> systems) {
    String plain =
        Stream.concat(choice.extractor().stream(), Stream.of(choice.encoder()))
            .map(stage -> stage.entry().component().name())
            .collect(Collectors.joining("+"));
    String name = plain;
    for (int i = 2; ears.containsKey(name) || systems.contains(name); i++) {
      name = plain + " " + i;
    }
    return name;
  }
}
