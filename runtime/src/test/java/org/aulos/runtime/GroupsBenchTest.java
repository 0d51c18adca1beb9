package org.aulos.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import org.aulos.api.OptionsException;
import org.aulos.runtime.BenchResult.ScoreResult;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data sets that are made from others, and tasks on clips that belong together. */
class GroupsBenchTest {
  private static final String YAML =
      """
      device: cpu
      datasets:
        beeps: {use: beeps, clips: 24}
        pairs: {use: pairs, of: beeps}
      systems: {peak: {encoder: peak}}
      tasks:
        step: {metric: step, dataset: pairs}
      """;

  /** A soft and a loud beep, and the growth from one clip to the next. */
  private static final double STEP = 1 / 8d + 1 / 4096d;

  @TempDir private Path folder;
  private Beeping beeping;

  @BeforeEach
  void open() {
    beeping = new Beeping(folder);
  }

  private ScoreResult score(String yaml, String... assignments) throws IOException {
    return beeping.run(yaml, assignments).scores().get(0);
  }

  @Test
  void clipsOfAGroupAreJudgedTogether() throws IOException {
    ScoreResult score = score(YAML);

    assertThat(score.value()).isCloseTo(STEP, within(1e-6));
    assertThat(score.n()).isEqualTo(12);
    assertThat(score.signature()).containsKey("data").containsEntry("pooling", "mean");
  }

  @Test
  void aLimitTakesWholeGroups() throws IOException {
    BenchResult result = beeping.run(YAML, "limit=5");

    assertThat(result.scores().get(0).n()).isEqualTo(5);
    assertThat(result.scores().get(0).value()).isCloseTo(STEP, within(1e-6));
    assertThat(result.datasets().values()).extracting(data -> data.clips()).containsExactly(10);
  }

  @Test
  void aGroupWithADamagedClipIsLeftOutAndCounted() throws IOException {
    ScoreResult score = score(YAML, "datasets.beeps.damaged=[b3]");

    assertThat(score.n()).isEqualTo(11);
    assertThat(score.warnings())
        .containsExactly("1 of 12 groups lack a clip that could not be read and do not count.");
  }

  @Test
  void groupsThatDifferAreOtherData() throws IOException {
    String other = score(YAML, "datasets.beeps.clips=22").signature().get("data");

    assertThat(score(YAML).signature().get("data")).isNotEqualTo(other);
  }

  @Test
  void theDataSetsOfADataSetAreMadeThoughNoTaskNeedsThem() throws IOException {
    assertThat(score(YAML, "only-tasks=[step]").n()).isEqualTo(12);
  }

  @Test
  void aDataSetThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> score(YAML, "datasets.pairs.of=beep"))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining("dataset:pairs: no data set is named 'beep'")
        .hasMessageContaining("beeps");
  }

  @Test
  void aDataSetIsNotMadeFromItself() {
    assertThatThrownBy(() -> score(YAML, "datasets.pairs.of=pairs"))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining("the data set 'pairs' is made from itself");
  }

  @Test
  void clipsThatStandAloneAreNoGroups() {
    assertThatThrownBy(() -> score(YAML, "tasks.step.dataset=beeps"))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining("data set 'beeps' has no groups of clips");
  }
}
