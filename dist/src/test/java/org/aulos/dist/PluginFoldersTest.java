package org.aulos.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The distribution with a folder of twelve plugins, of which six are broken, each in its way. */
class PluginFoldersTest {
  private static final String BENCHMARK =
      """
      device: cpu
      datasets:
        scenes: {use: synthetic-scenes, classes: [rain, bell], clips-per-class: 4, seconds: 1, folds: 2}
      systems:
        tensor: {encoder: tensor}
        fourier: {encoder: fourier}
        one: {encoder: library-one}
        two: {encoder: library-two}
      tasks:
        probe: {metric: linear-probe}
      """;

  @TempDir Path folder;
  private Installation aulos;
  private Path plugins;

  @BeforeEach
  void install() throws IOException {
    aulos = Installation.in(folder);
    plugins = Files.createDirectory(folder.resolve("plugins"));
    TwelvePlugins.buildIn(plugins);
    Files.writeString(folder.resolve("own.yaml"), BENCHMARK);
  }

  @AfterEach
  void remove() throws IOException {
    aulos.remove();
  }

  @Test
  void sixLoadSixAreReportedAndTheRestIsDone() throws IOException, InterruptedException {
    Launched run = aulos.run("list", "encoders", "--plugins", plugins);

    assertThat(run.code()).isEqualTo(5);
    assertThat(run.out())
        .contains("statistics ")
        .contains("plain ", "crossings ", "tensor ", "fourier ", "library-one ", "library-two ");
    assertThat(run.err().lines())
        .hasSize(6)
        .allMatch(line -> line.startsWith("aulos: plugin refused: "));
    assertThat(run.err())
        .containsPattern("broken-api: .*compiled against version 9.1 of the API.*; take a build")
        .containsPattern("broken-constructor: the constructor of .*: no licence; take another")
        .containsPattern("broken-empty: there is no jar in it; put")
        .containsPattern("broken-jar.jar: .* cannot be read as a jar: .*; copy it")
        .containsPattern("broken-missing: there is no module library, which missing requires; put")
        .containsPattern("broken-split: package split is in two modules, .*; remove one");
  }

  @Test
  void strictlyNothingIsDone() throws IOException, InterruptedException {
    Launched run = aulos.run("--strict-plugins", "--plugins", plugins, "list", "encoders");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines()).hasSize(6).allMatch(line -> line.contains("plugin refused: "));
  }

  @Test
  void listingThemRunsNoneOfTheirCode() throws IOException, InterruptedException {
    Launched run = aulos.run("plugin", "list", "--json", "--plugins", plugins);
    JsonNode all = new JsonMapper().readTree(run.out());

    assertThat(run.code()).isEqualTo(5);
    assertThat(run.err()).isEmpty();
    assertThat(all.findValuesAsText("state")).filteredOn("REFUSED"::equals).hasSize(5);
    assertThat(all.findValuesAsText("origin"))
        .contains(plugins.resolve("broken-constructor").toString());
    assertThat(folder.resolve(TwelvePlugins.TRACE)).doesNotExist();
  }

  @Test
  void loadedTheyTellTheirComponents() throws IOException, InterruptedException {
    Launched run = aulos.run("plugin", "list", "--load", "--plugins", plugins);

    assertThat(run.code()).isEqualTo(5);
    assertThat(run.out())
        .containsPattern("tensor +development +0\\.\\S+ +loaded +\\S+ +encoder:tensor")
        .containsPattern("plugin refused: .*broken-constructor");
    assertThat(folder.resolve(TwelvePlugins.TRACE)).exists();
  }

  @Test
  void theyComputeInABenchmarkAndAreNamedInItsRecord() throws IOException, InterruptedException {
    Launched run = aulos.run("bench", "own.yaml", "-d", "run", "-q", "--plugins", plugins);

    assertThat(run.err().lines()).as(run.err()).hasSize(6);
    assertThat(run.code()).isEqualTo(5);
    JsonNode result = new JsonMapper().readTree(folder.resolve("run/result.json").toFile());
    assertThat(result.path("scores")).hasSize(4);
    JsonNode record = new JsonMapper().readTree(folder.resolve("run/run.json").toFile());
    assertThat(record.path("plugins").findValuesAsText("name"))
        .contains("crossings", "fourier", "one", "plain", "tensor", "two");
    JsonNode tensor = plugin(record, "tensor");
    assertThat(tensor.path("origin").asText()).isEqualTo(plugins.resolve("tensor.jar").toString());
    assertThat(tensor.path("digest").asText()).matches("[0-9a-f]{64}");
    assertThat(Files.readString(folder.resolve("run/provenance.json")))
        .contains("\"plugin:tensor\"", tensor.path("digest").asText())
        .doesNotContain("plugin:eval");
  }

  @Test
  void anotherBuildOfALibraryMeansOtherVectors() throws IOException, InterruptedException {
    aulos.run("bench", "own.yaml", "-d", "first", "-q", "--plugins", plugins);
    TwelvePlugins.buildLibrary(plugins.resolve("two"), "three");
    aulos.run("bench", "own.yaml", "-d", "second", "-q", "--plugins", plugins);

    JsonNode pass =
        new JsonMapper()
            .readTree(folder.resolve("second/run.json").toFile())
            .path("passes")
            .path(0);
    // Of four systems on eight clips all but the one with the new library are known.
    assertThat(List.of(pass.path("cached").asInt(), pass.path("computed").asInt()))
        .containsExactly(24, 8);
  }

  @Test
  void aPlaceThatIsNotThereIsAnErrorOfUsage() throws IOException, InterruptedException {
    Launched run = aulos.run("list", "--plugins", "nowhere");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("nowhere, which --plugins names");
  }

  private static JsonNode plugin(JsonNode record, String name) {
    for (JsonNode plugin : record.path("plugins")) {
      if (plugin.path("name").asText().equals(name)) {
        return plugin;
      }
    }
    throw new AssertionError("no plugin " + name + " in " + record);
  }
}
