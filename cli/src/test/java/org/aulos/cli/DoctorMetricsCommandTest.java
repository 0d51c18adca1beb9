package org.aulos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DoctorMetricsCommandTest {
  private static final String SCENES =
      "{use: synthetic-scenes, clips-per-class: 8, seconds: 1, folds: 2}";

  /** Classes of which a few clips can be told apart: enough for what must run, not for results. */
  private static final String FEW =
      "{use: synthetic-scenes, classes: [rain, bell], clips-per-class: 12, seconds: 0.5, folds: 2}";

  @TempDir Path folder;

  @Test
  void knownFactsOfTheDefinitionsShow() throws IOException {
    JsonNode result =
        Ran.aulos("doctor", "metrics", "-t", SCENES, "-m", "fad", "-m", "prdc", "--json", "-q")
            .json();

    // Fréchet distances grow with noise.
    assertThat(verdict(result, "fad", "noise")).isEqualTo("RIGHT_WAY");
    assertThat(values(result, "fad", "noise")).isSorted();
    // Each evaluated vector lies where it lay, so its copies change no mean over them...
    for (String measure : List.of("prdc precision", "prdc density")) {
      assertThat(verdict(result, measure, "duplicates")).as(measure).isEqualTo("INSENSITIVE");
    }
    // ...but the balls of copies shrink, and clips that are gone cover nothing.
    for (String measure : List.of("prdc recall", "prdc coverage")) {
      assertThat(verdict(result, measure, "duplicates")).as(measure).isEqualTo("RIGHT_WAY");
    }
    assertThat(share(result, "prdc precision", "dropped modes")).isBetween(0.9, 1.1);
    assertThat(share(result, "prdc coverage", "dropped modes")).isLessThan(0.7);
  }

  @Test
  void numbersAreTheSameWhateverTheWorkers() {
    Ran one = few("--workers", 1, "--json");
    Ran three = few("--workers", 3, "--batch-size", 5, "--json");

    assertThat(one.code()).isZero();
    assertThat(three.out()).isEqualTo(one.out());
    assertThat(few("--seed", 7, "--json").out()).isNotEqualTo(one.out());
  }

  @Test
  void theTextShowsVerdictsScoresAndSignatures() {
    Ran ran = few();

    assertThat(ran.out())
        .startsWith("synthetic-scenes heard by mfcc+statistics, 24 clips: 12 to be matched, 12")
        .containsPattern("verdict +fad \u2193 +kad \u2193")
        .containsPattern("low-pass +right, from \\d+ Hz")
        .containsPattern("undamaged +\\d")
        .containsPattern("other halves +\\d+\\.\\d+ to \\d")
        .contains("noise, 0 dB SNR", "dropped modes, 1 of 2 classes", "signature: metric:kad|")
        .contains("|halves:seed 42|");
  }

  @Test
  void aFolderIsWrittenWholeForMachinesAndPeople() throws IOException {
    Path out = folder.resolve("ladder");

    Ran ran = few("-d", out, "--json");

    assertThat(out.resolve("ladder.json")).hasContent(ran.out());
    assertThat(Files.readString(out.resolve("ladder.md"))).contains("| verdict | fad \u2193 |");
    assertThat(Files.readAllLines(out.resolve("ladder.csv")))
        .contains(
            "metric,direction,ladder,severity,value,undamaged-low,undamaged-high,standing,verdict,problem")
        .anyMatch(line -> line.startsWith("kad,lower-is-better,noise,10 dB SNR,"));
  }

  @Test
  void recordingsWithoutClassesLoseNeighbours() {
    Path tones = Sounds.tones(folder.resolve("tones"), 200, 20);

    Ran ran = Ran.aulos("doctor", "metrics", tones, "-m", "kad", "-q");

    assertThat(ran.code()).isZero();
    assertThat(ran.out()).startsWith("files heard by").contains("dropped modes, nearest 25 %");
  }

  @Test
  void clipsThatCannotBeReadAreNamedAndCounted() throws IOException {
    Path tones = Sounds.tones(folder.resolve("tones"), 200, 20);
    Files.writeString(tones.resolve("broken.wav"), "no sound");

    Ran ran = Ran.aulos("doctor", "metrics", tones, "-m", "kad", "-q");

    assertThat(ran.code()).isEqualTo(5);
    assertThat(ran.err()).contains("broken.wav");
    assertThat(ran.out()).contains("20 clips: 10 to be matched");
  }

  @Test
  void fewClipsAreRefused() {
    Path tones = Sounds.tones(folder.resolve("tones"), 200, 4);

    Ran ran = Ran.aulos("doctor", "metrics", tones);

    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.err()).contains("4 clips are too few", "give 20 at least");
  }

  @Test
  void aFolderWithoutSoundsIsRefused() throws IOException {
    Path empty = Files.createDirectories(folder.resolve("empty"));

    Ran ran = Ran.aulos("doctor", "metrics", empty);

    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.err()).contains(empty.toString());
  }

  @Test
  void aMisspeltMetricIsCorrected() {
    Ran ran = Ran.aulos("doctor", "metrics", "-m", "kda");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("no metric is named 'kda'; did you mean 'kad'?");
  }

  @Test
  void aMetricThatDoesNotJudgeSetsIsLeftOutAndTheOthersAreTried() {
    Ran ran = few("-m", "linear-probe");

    assertThat(ran.code()).isEqualTo(5);
    assertThat(ran.out())
        .contains("left out: linear-probe: judges LabelledEmbeddings, not sets of clips.")
        .contains("kad \u2193");
  }

  @Test
  void noMetricThatJudgesIsAnErrorWithTheReasons() {
    Ran ran = Ran.aulos("doctor", "metrics", "-t", FEW, "-m", "kl-divergence", "-q");

    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.err())
        .contains("no metric judges these clips:", "kl-divergence: compares clips");
  }

  @Test
  void theReferenceIsNamedOnce() {
    Ran ran = Ran.aulos("doctor", "metrics", folder, "-t", "synthetic-scenes");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("the reference is named twice");
  }

  private static Ran few(Object... more) {
    List<Object> arguments =
        new ArrayList<>(List.of("doctor", "metrics", "-t", FEW, "-m", "fad", "-m", "kad", "-q"));
    arguments.addAll(List.of(more));
    return Ran.aulos(arguments.toArray());
  }

  private static JsonNode metric(JsonNode result, String name) {
    return named(result.path("metrics"), "name", name);
  }

  private static JsonNode ladder(JsonNode result, String metric, String name) {
    return named(metric(result, metric).path("ladders"), "ladder", name);
  }

  private static JsonNode named(JsonNode all, String key, String name) {
    return StreamSupport.stream(all.spliterator(), false)
        .filter(own -> own.path(key).asText().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static String verdict(JsonNode result, String metric, String ladder) {
    return ladder(result, metric, ladder).path("verdict").asText();
  }

  /** Scores of the undamaged clips and of each rung. */
  private static List<Double> values(JsonNode result, String metric, String ladder) {
    List<Double> values = new ArrayList<>();
    values.add(metric(result, metric).path("clean").asDouble());
    ladder(result, metric, ladder)
        .path("rungs")
        .forEach(rung -> values.add(rung.path("value").asDouble()));
    return values;
  }

  /** What the severest rung leaves of the score of undamaged clips. */
  private static double share(JsonNode result, String metric, String ladder) {
    List<Double> values = values(result, metric, ladder);
    return values.get(values.size() - 1) / values.get(0);
  }
}
