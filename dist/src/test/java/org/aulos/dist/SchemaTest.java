package org.aulos.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.aulos.plugins.byola.ByolaPlugin;
import org.aulos.plugins.coala.CoalaPlugin;
import org.aulos.plugins.eval.EvalPlugin;
import org.aulos.runtime.Aulos;
import org.aulos.runtime.Places;
import org.aulos.runtime.dataset.DatasetsPlugin;
import org.aulos.runtime.generator.GeneratorsPlugin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The JSON Schema of configurations, as another implementation of JSON Schema reads it. */
class SchemaTest {
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private static final JsonNode SCHEMA =
      new JsonMapper()
          .valueToTree(
              Aulos.open(
                      List.of(
                          new AcmePlugin(),
                          new ByolaPlugin(),
                          new CoalaPlugin(),
                          new EvalPlugin(),
                          new DatasetsPlugin(),
                          new GeneratorsPlugin()),
                      Places.below(Path.of("target")))
                  .schema());

  static Stream<Path> benchmarks() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("..", "benchmarks"))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).toList().stream();
    }
  }

  @Test
  void itIsAJsonSchema() {
    Schema dialect =
        REGISTRY.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

    assertThat(dialect.validate(SCHEMA)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("benchmarks")
  void itAcceptsEveryBenchmark(Path file) throws IOException {
    assertThat(problems(Files.readString(file))).isEmpty();
  }

  @Test
  void itAcceptsThirdPartiesAndEveryFormOfAChoice() {
    assertThat(
            problems(
                """
                title: 7
                seed: 3
                datasets:
                  scenes: {use: synthetic-scenes, classes: rain, folds: 2}
                  more: synthetic-scenes
                systems:
                  acme: {encoder: {use: crossings, parts: 8}}
                  both: {extractor: {use: mfcc}, encoder: {use: statistics, statistics: [mean, max]}}
                  learned:
                    encoder: byola
                    training: {trainer: {use: byola, epochs: 2}, dataset: more, seed: 1, limit: 100}
                  elsewhere:
                    encoder: byola
                    training: {trainer: byola, dataset: {use: synthetic-scenes, folds: 2}}
                tasks:
                  classes: {metric: linear-probe, dataset: more}
                  rain:
                    metric: fad
                    reference: {dataset: scenes, folds: [1, 2]}
                    evaluated: [rain, surf]
                """))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "seeed: 1",
        "workers: -1",
        "workers: two",
        "max-seconds: 0",
        "strict: perhaps",
        "datasets: {}",
        "datasets: [synthetic-scenes]",
        "datasets: {scenes: synthetic-scene}",
        "systems: {acme: {extractor: mfcc}}",
        "systems: {acme: {encoder: crossing}}",
        "systems: {acme: {encoder: {parts: 8}}}",
        "systems: {acme: {encoder: {use: crossings, part: 8}}}",
        "systems: {acme: {encoder: {use: crossings, parts: 0}}}",
        "systems: {acme: {encoder: {use: crossings, parts: 1.5}}}",
        "systems: {acme: {encoder: {use: statistics, statistics: [median]}}}",
        "systems: {acme: {encoder: byola, training: byola}}",
        "systems: {acme: {encoder: byola, training: {trainer: byola}}}",
        "systems: {acme: {encoder: byola, training: {trainer: byola, dataset: scenes, threads: 2}}}",
        "systems: {acme: {encoder: byola, training: {trainer: {use: byola, epoch: 2}, dataset: s}}}",
        "tasks: {classes: {dataset: scenes}}",
        "tasks: {classes: {metric: linear-probe, reference: {label: rain}}}"
      })
  void itRefusesWhatIsWrong(String mistake) {
    String key = mistake.substring(0, mistake.indexOf(':'));
    String good =
        """
        datasets: {scenes: synthetic-scenes}
        systems: {acme: {encoder: crossings}}
        tasks: {classes: {metric: linear-probe}}
        """;

    assertThat(problems(good)).isEmpty();
    assertThat(problems(good.replaceFirst("(?m)^" + key + ":.*\\R", "") + mistake)).isNotEmpty();
  }

  @Test
  void itWantsTasksAndSystemsOrGenerators() {
    assertThat(String.join("\n", problems("title: nothing")))
        .contains("'tasks'", "'datasets'", "'systems'", "'generators'", "'prompts'");
    assertThat(problems("tasks: {fad: {metric: fad}}\nsystems: {a: {encoder: crossings}}"))
        .isNotEmpty();
  }

  @Test
  void itSaysWhatOptionsMeanAndWhatTheyAreUnlessGiven() {
    JsonNode parts = SCHEMA.at("/$defs/encoder:crossings/properties/parts");

    assertThat(parts.path("description").asText()).isEqualTo("Parts of a clip; 1 or more.");
    assertThat(parts.path("default").asInt()).isEqualTo(4);
    assertThat(parts.path("minimum").asInt()).isEqualTo(1);
    assertThat(parts.path("type").asText()).isEqualTo("integer");
  }

  private static List<String> problems(String yaml) {
    // The validator's own reader of YAML takes an alias for text.
    Object read = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    JsonNode json = new JsonMapper().valueToTree(read);
    return REGISTRY.getSchema(SCHEMA).validate(json).stream().map(Error::toString).toList();
  }
}
