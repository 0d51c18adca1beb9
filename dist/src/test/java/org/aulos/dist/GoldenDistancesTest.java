package org.aulos.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.aulos.plugins.eval.EvalPlugin;
import org.aulos.runtime.Aulos;
import org.aulos.runtime.BenchJob;
import org.aulos.runtime.Configuration;
import org.aulos.runtime.Places;
import org.aulos.runtime.ProgressListener;
import org.aulos.runtime.dataset.DatasetsPlugin;
import org.aulos.testkit.SharedData;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * From recordings to Fréchet audio distances through YAMNet, against libsndfile, SoX's resampler,
 * TensorFlow and NumPy.
 */
class GoldenDistancesTest {
  @TempDir private static Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rain|sea_waves",
        "dog|rooster",
        "rain_first20|rain_last20",
        "rain_even|rain_odd",
        "chainsaw|helicopter",
        "crying_baby|sneezing",
        "clock_tick|crackling_fire",
        "folds123|folds45",
        "rain|rain"
      })
  void ofRecordingsAgreeWithOtherImplementations(String pair) throws IOException {
    Path model = SharedData.assume("models/yamnet-float/saved_model");
    JsonNode golden =
        JsonMapper.builder()
            .build()
            .readTree(SharedData.assume("data/golden/fad_yamnet_esc10.json").toFile())
            .path("pairs")
            .path(pair);
    Path audio = SharedData.assume("data/esc10/audio");
    List<String> assignments =
        List.of(
            "systems.yamnet.encoder={use: yamnet, model: '" + model + "'}",
            dataset("reference", audio, golden.path("set_a")),
            dataset("evaluated", audio, golden.path("set_b")),
            "tasks.fad={metric: fad, reference: {dataset: reference}, evaluated: {dataset: evaluated}}");

    double distance = distance(assignments);

    // Resamplers alone move a distance by 0.1 to 4 %; ours stops the same band as SoX's.
    double expected = golden.path("fad").asDouble();
    assertThat(distance).isCloseTo(expected, within(0.002 * expected + 1e-6));
  }

  private static double distance(List<String> assignments) {
    // One store for all pairs: many share clips.
    Aulos aulos = Aulos.open(List.of(new EvalPlugin(), new DatasetsPlugin()), Places.below(folder));
    try (BenchJob job = aulos.bench(Configuration.empty("golden").with(assignments))) {
      return job.run(ProgressListener.SILENT).scores().get(0).value();
    }
  }

  /** A manifest of some recordings, and the assignment that makes it a data set. */
  private static String dataset(String name, Path audio, JsonNode files) throws IOException {
    List<String> lines = new ArrayList<>(List.of("path"));
    files.forEach(file -> lines.add(audio.resolve(file.asText()).toString()));
    Path manifest = Files.createTempFile(folder, name, ".csv");
    Files.write(manifest, lines);
    return "datasets." + name + "={use: manifest, file: '" + manifest + "'}";
  }
}
