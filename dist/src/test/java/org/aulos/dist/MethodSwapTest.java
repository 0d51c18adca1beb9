package org.aulos.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.aulos.testkit.SourceJar;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A benchmark that is run twice with one line changed: an encoder of ours, then one that somebody
 * else wrote. Only what depends on that line may differ between the results.
 */
class MethodSwapTest {
  private static final String BENCHMARK =
      """
      device: cpu
      datasets:
        scenes: {use: synthetic-scenes, classes: [rain, bell, wind], clips-per-class: 4, seconds: 1, folds: 2}
      systems:
        fixed: {extractor: mfcc, encoder: statistics}
        swapped:
          extractor: log-mel
          encoder: statistics
      tasks:
        probe: {metric: linear-probe}
        retrieval: {metric: retrieval}
        distance: {metric: fad, reference: rain, evaluated: wind}
      """;

  private static final String MODULE =
      """
      module loudest {
        requires org.aulos.api;
        exports loudest;
        provides org.aulos.api.spi.Plugin with loudest.Offer;
      }
      """;

  private static final String PLUGIN =
      """
      package loudest;

      import java.util.List;
      import org.aulos.api.spi.Component;
      import org.aulos.api.spi.Plugin;

      public final class Offer implements Plugin {
        @Override
        public String name() {
          return "acme";
        }

        @Override
        public List<Component<?, ?>> components() {
          return List.of(
              Component.encoder(
                  "acme-loudest",
                  new Options(1),
                  (options, resources) -> new Loudest(options, resources.features().orElseThrow())));
        }
      }
      """;

  private static final String OPTIONS =
      """
      package loudest;

      public record Options(double power) {}
      """;

  private static final String ENCODER =
      """
      package loudest;

      import ai.djl.ndarray.types.Shape;
      import java.util.Arrays;
      import org.aulos.api.EmbeddingBatch;
      import org.aulos.api.Encoder;
      import org.aulos.api.FeatureBatch;
      import org.aulos.api.FeatureFormat;

      final class Loudest implements Encoder<FeatureBatch> {
        private final Options options;
        private final int bins;

        Loudest(Options options, FeatureFormat features) {
          this.options = options;
          this.bins = features.bins();
        }

        @Override
        public Class<FeatureBatch> inputType() {
          return FeatureBatch.class;
        }

        @Override
        public int dimension() {
          return bins;
        }

        @Override
        public EmbeddingBatch encode(FeatureBatch features) {
          float[] values = features.toFloats();
          int stride = values.length / features.size();
          float[] vectors = new float[features.size() * bins];
          Arrays.fill(vectors, Float.NEGATIVE_INFINITY);
          for (int clip = 0; clip < features.size(); clip++) {
            for (int i = 0; i < features.frames(clip) * bins; i++) {
              int at = clip * bins + i % bins;
              vectors[at] = Math.max(vectors[at], values[clip * stride + i]);
            }
          }
          for (int i = 0; i < vectors.length; i++) {
            vectors[i] = (float) (Math.signum(vectors[i]) * Math.pow(Math.abs(vectors[i]), options.power()));
          }
          return new EmbeddingBatch(
              features.manager().create(vectors, new Shape(features.size(), bins)));
        }
      }
      """;

  @TempDir static Path folder;

  @BeforeAll
  static void runBoth() throws IOException, InterruptedException {
    Installation aulos = Installation.in(folder);
    SourceJar.named("acme.jar")
        .with(MODULE)
        .with(PLUGIN)
        .with(OPTIONS)
        .with(ENCODER)
        .buildIn(folder.resolve("plugins"));
    bench(aulos, "ours", BENCHMARK);
    bench(
        aulos, "theirs", BENCHMARK.replace("    encoder: statistics", "    encoder: acme-loudest"));
    aulos.remove();
  }

  private static void bench(Installation aulos, String run, String benchmark)
      throws IOException, InterruptedException {
    Files.writeString(folder.resolve("own.yaml"), benchmark);
    Launched bench = aulos.run("bench", "own.yaml", "-d", run, "-q", "--plugins", "plugins");
    assertThat(bench.code()).as(bench.err()).isZero();
  }

  @Test
  void theResultsDifferWhereTheSystemIsToldAndScored() throws IOException {
    Set<String> differences = new TreeSet<>();
    collect("", result("ours"), result("theirs"), differences);

    assertThat(differences)
        .contains("/systems/swapped/encoder/component", "/systems/swapped/encoder/plugin")
        .contains("/scores/1/value", "/scores/3/value", "/scores/5/value")
        .allMatch(path -> path.matches("/systems/swapped/.*|/scores/[135]/.*"));
    assertThat(result("theirs").path("scores").findValuesAsText("system"))
        .containsExactly("fixed", "swapped", "fixed", "swapped", "fixed", "swapped");
  }

  @Test
  void ofTheSignaturesOnlyWhatNamesTheSystemDiffers() throws IOException {
    Set<String> differences = new TreeSet<>();
    collect("", result("ours"), result("theirs"), differences);

    assertThat(differences)
        .filteredOn(path -> path.contains("/signature/"))
        .containsExactly("/scores/5/signature/space");
  }

  @Test
  void tablesAndSamplesDifferInTheLinesOfThatSystem() throws IOException {
    for (String file : List.of("table.csv", "samples.jsonl")) {
      List<String> ours = Files.readAllLines(folder.resolve("ours").resolve(file));
      List<String> theirs = Files.readAllLines(folder.resolve("theirs").resolve(file));

      assertThat(theirs).as(file).hasSameSizeAs(ours).isNotEqualTo(ours);
      for (int i = 0; i < ours.size(); i++) {
        if (!ours.get(i).contains("swapped")) {
          assertThat(theirs.get(i)).as(file).isEqualTo(ours.get(i));
        }
      }
    }
  }

  private JsonNode result(String run) throws IOException {
    return new JsonMapper().readTree(folder.resolve(run).resolve("result.json").toFile());
  }

  /** Paths of the leaves in which two documents differ, or which only one of them has. */
  private static void collect(String path, JsonNode a, JsonNode b, Set<String> differences) {
    if (a.isContainerNode() && a.getNodeType() == b.getNodeType()) {
      Set<String> names = new TreeSet<>();
      a.fieldNames().forEachRemaining(names::add);
      b.fieldNames().forEachRemaining(names::add);
      names.forEach(name -> collect(path + "/" + name, a.path(name), b.path(name), differences));
      for (int i = 0; a.isArray() && i < Math.max(a.size(), b.size()); i++) {
        collect(path + "/" + i, a.path(i), b.path(i), differences);
      }
    } else if (!a.equals(b)) {
      differences.add(path);
    }
  }
}
