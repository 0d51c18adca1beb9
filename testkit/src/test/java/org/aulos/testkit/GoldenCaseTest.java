package org.aulos.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.aulos.api.AulosException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoldenCaseTest {
  private static final String TOLERANCE = "\"abs_tol\": 0.01, \"rel_tol\": 0.1";
  private static final String SNR =
      "\"metric\": {\"metric\": \"snr_db\", \"min_db\": 40.0, \"edge_samples\": 1}";

  @TempDir private Path folder;

  @Test
  void readsInputsExpectationsAndConfiguration() throws IOException {
    var golden = GoldenCase.in(CaseFolder.write(folder, TOLERANCE, 5, 6, 7, 8));

    assertThat(golden.input("x").shape()).containsExactly(2, 2);
    assertThat(golden.input("x").row(1)).containsExactly(3, 4);
    assertThat(golden.expected("y").ints()).containsExactly(5, 6, 7, 8);
    assertThat(golden.integer("sr")).isEqualTo(16_000);
    assertThat(golden.text("window")).isEqualTo("hann");
    assertThat(golden.config()).contains(entry("bands", List.of(1.0, 2.0)));
  }

  @Test
  void acceptsEveryDifferenceUpToTheTolerance() throws IOException {
    var golden = GoldenCase.in(CaseFolder.write(folder, TOLERANCE, 0, 10, -10, 1));

    // 0.01 + 0.1 * abs(expected): 0.01, 1.01, 1.01, 0.11
    assertThatCode(() -> golden.assertMatches("y", new double[] {0.01, 11, -11, 0.9}))
        .doesNotThrowAnyException();
  }

  @Test
  void namesTheWorstElementAndCountsTheFailures() throws IOException {
    var golden = GoldenCase.in(CaseFolder.write(folder, TOLERANCE, 0, 10, -10, 1));

    assertThatThrownBy(() -> golden.assertMatches("y", new float[] {0, 12, -16, 1}))
        .isInstanceOf(AssertionError.class)
        .hasMessageEndingWith(
            ": y: 2 of 4 elements differ, worst at [1, 0]: actual -16.0, expected -10.0,"
                + " allowed difference 1.01");
  }

  @Test
  void neverAcceptsNan() throws IOException {
    var golden = GoldenCase.in(CaseFolder.write(folder, TOLERANCE, 0, 10, -10, 1));

    assertThatThrownBy(() -> golden.assertMatches("y", new float[] {0, 20, -10, Float.NaN}))
        .hasMessageContaining("2 of 4 elements differ, worst at [1, 1]: actual NaN, expected 1.0");
  }

  @Test
  void neverAcceptsAnotherNumberOfValues() throws IOException {
    var golden = GoldenCase.in(CaseFolder.write(folder, TOLERANCE, 0, 10, -10, 1));

    assertThatThrownBy(() -> golden.assertMatches("y", new float[] {0, 10}))
        .hasMessageEndingWith(": y: expected 4 values (shape [2, 2]) but were 2");
  }

  @Test
  void checksTheShapeOfTensors() throws IOException {
    var golden = GoldenCase.in(CaseFolder.write(folder, TOLERANCE, 0, 10, -10, 1));

    try (var manager = NDManager.newBaseManager()) {
      var values = manager.create(new float[] {0, 10, -10, 1});

      golden.assertMatches("y", values.reshape(new Shape(1, 2, 2)));
      assertThatThrownBy(() -> golden.assertMatches("y", values))
          .hasMessageEndingWith(": y: expected shape [2, 2] but was [4]");
    }
  }

  @Test
  void judgesSamplesByTheirSignalToNoiseRatio() throws IOException {
    var golden = GoldenCase.in(CaseFolder.write(folder, SNR, 0, 1, 1, 0));

    // The edges do not count; an error of 0.009 of the signal is 40.9 dB, of 0.011 39.2 dB.
    golden.assertMatches("y", new double[] {9, 1.009, 0.991, 9});
    assertThatThrownBy(() -> golden.assertMatches("y", new double[] {0, 1.011, 0.989, 0}))
        .hasMessageEndingWith(": y: signal-to-noise ratio 39.2 dB, expected at least 40.0 dB");
  }

  @Test
  void judgesSingleNumbers() throws IOException {
    var golden = GoldenCase.in(CaseFolder.write(folder, TOLERANCE, 0, 10, -10, 1));

    golden.assertMatches("z", 10.2);
    assertThatThrownBy(() -> golden.assertMatches("z", 10.3))
        .hasMessageEndingWith(": z: actual 10.3, expected 10.0, allowed difference 0.2");
  }

  @Test
  void namesWhatThereIsWhenAskedForWhatThereIsNot() throws IOException {
    var golden = GoldenCase.in(CaseFolder.write(folder, TOLERANCE, 0, 10, -10, 1));

    assertThatThrownBy(() -> golden.input("wave"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith(" has no 'wave' in inputs; available: [x]");
  }

  @Test
  void readsCasesFromTheResourcesOfAModule() {
    var golden = GoldenCase.resource(getClass(), "golden/eval-fad-inf");

    assertThat(golden.inputs()).isNotEmpty();
    assertThat(golden.expectedNumbers()).isNotEmpty();
    for (String input : golden.inputs()) {
      assertThat(golden.input(input).floats()).isNotEmpty();
    }
  }

  @Test
  void namesTheMissingFile() {
    assertThatThrownBy(() -> GoldenCase.in(folder.resolve("none")))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("there is no file")
        .hasMessageContaining("case.json");
    assertThatThrownBy(() -> GoldenCase.resource(getClass(), "golden/no-such"))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("no resource /golden/no-such/case.json");
  }
}
