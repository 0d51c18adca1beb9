package org.aulos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code probe} and {@code retrieve} on two classes that nobody can confuse. */
final class ProbeCommandTest {
  @TempDir Path folder;

  @BeforeEach
  void writeTwoClasses() {
    Sounds.tones(folder.resolve("low"), 150, 5);
    Sounds.tones(folder.resolve("high"), 3_000, 5);
  }

  private static Ran run(Object command, Object... data) {
    Object[] all = new Object[6 + data.length];
    System.arraycopy(
        new Object[] {command, "-x", "log-mel", "-e", "statistics", "-q"}, 0, all, 0, 6);
    System.arraycopy(data, 0, all, 6, data.length);
    return Ran.aulos(all);
  }

  @Test
  void aProbeTellsTheClassesApart() {
    Ran ran = run("probe", "-t", "folders", "--data", folder);

    assertThat(ran.code()).isZero();
    // Ten hits of ten leave a share of 0.025^(1/10) possible, says Clopper and Pearson's interval.
    assertThat(ran.out())
        .startsWith("probe: 1.0 \u00b1 0.154 (95 % interval 0.692 to 1.000), n = 10");
  }

  @Test
  void aManifestIsAFileInsteadOfAFolder() throws IOException {
    StringBuilder rows = new StringBuilder("path,label\n");
    for (int i = 0; i < 5; i++) {
      rows.append("low/%d.wav,low\nhigh/%d.wav,high\n".formatted(i, i));
    }
    Path list = Files.writeString(folder.resolve("clips.csv"), rows);

    Ran ran = run("retrieve", "-t", "manifest", "--data", list);

    assertThat(ran.code()).isZero();
    assertThat(ran.out()).contains("retrieve: 1.0 ", ", n = 10", "signature: metric:retrieval|");
  }

  @Test
  void optionsOfTheDataSetGoWithItsPlace() {
    Ran ran = run("probe", "-t", "{use: folders, folds: 2}", "--data", folder);

    assertThat(ran.code()).isZero();
    assertThat(ran.out()).contains("accuracy of fold 2").doesNotContain("accuracy of fold 3");
  }

  @Test
  void anotherMetricMayBeAsked() {
    Ran ran = run("probe", "-t", "folders", "--data", folder, "-m", "{use: knn-probe, k: 1}");

    assertThat(ran.out()).contains("signature: metric:knn-probe|");
  }

  @Test
  void aPlaceWithoutAKindIsAnsweredWithTheKinds() {
    Ran ran = run("probe", "--data", folder);

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains(folder.toString(), "-t folders", "'aulos list datasets'");
  }

  @Test
  void anUnknownDataSetIsAnsweredWithThoseThereAre() {
    Ran ran = run("probe", "-t", "esc50");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("'esc50'", "did you mean 'esc-50'?");
  }

  @Test
  void aPlaceThatIsNotThereIsNamed() {
    Ran ran = run("probe", "-t", "folders", "--data", folder.resolve("no"));

    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.err()).contains("there is no file or folder " + folder.resolve("no"));
  }
}
