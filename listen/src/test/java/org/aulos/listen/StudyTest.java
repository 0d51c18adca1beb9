package org.aulos.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.aulos.api.AudioFile;
import org.aulos.api.AulosException;
import org.aulos.api.OptionsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyTest {
  @TempDir Path folder;

  @Test
  void everySystemHasAClipForEveryPrompt() {
    Study study = Study.read(TestStudy.write(folder));

    assertThat(study.options().title()).isEqualTo("Winds");
    assertThat(study.clips()).hasSize(2 * 3);
    assertThat(study.clips())
        .containsEntry(
            new ClipKey("verse-1", "boreas"),
            AudioFile.whole(folder.resolve("clips/boreas/verse-1.wav")));
    assertThat(study.defaultFolder()).isEqualTo(folder.resolve("winds.listen"));
  }

  @Test
  void theQuestionsAreThoseOfThePaperUnlessTheStudySaysOtherwise() {
    Study study = Study.read(TestStudy.write(folder));

    assertThat(study.options().questions()).containsOnlyKeys("relevance", "vocal-quality");
    assertThat(study.options().best()).isTrue();
  }

  @Test
  void everyMistakeOfTheFileIsReportedWithItsLine() {
    Path file =
        TestStudy.write(
            folder.resolve("bad.yaml"),
            """
            titel: Winds
            prompts:
              a: {lyrik: x}
            systems: {s: 1, t: [u]}
            questions:
              mood: {text: How merry?, labels: [low, high]}
            loudness: 3
            best: maybe
            """);

    assertThatThrownBy(() -> Study.read(file))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining("bad.yaml:1: titel: unknown key; did you mean 'title'?")
        .hasMessageContaining("bad.yaml:3: prompts.a.lyrik: unknown key; did you mean 'lyrics'?")
        .hasMessageContaining("bad.yaml:4: systems.t: expected a path but was a list")
        .hasMessageContaining("bad.yaml:6: questions.mood: expected 5 labels but was 2")
        .hasMessageContaining("bad.yaml:8: best: expected true or false but was 'maybe'");
  }

  @Test
  void whatNoSingleKeyCanKnowIsReportedTogetherToo() {
    Path file =
        TestStudy.write(
            folder.resolve("bad.yaml"),
            """
            prompts: {a: {}, b: {lyrics: la}}
            questions: {mood: {}, wins: {text: Won?}}
            inference-seconds: {other: 3}
            """);

    assertThatThrownBy(() -> Study.read(file))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining("prompts.a: expected a description or lyrics")
        .hasMessageContaining("systems: expected 1 to 26 systems but was 0")
        .hasMessageContaining("questions.mood.text: expected the question")
        .hasMessageContaining("questions.wins: this is what picks are called")
        .hasMessageContaining("inference-seconds.other");
  }

  @Test
  void allMissingClipsAreReportedAtOnce() throws IOException {
    Path file = TestStudy.write(folder, 3, "reference: none\n");
    Files.delete(folder.resolve("clips/zephyr/verse-0.wav"));
    Files.delete(folder.resolve("clips/notos/verse-2.wav"));
    Files.copy(
        folder.resolve("clips/boreas/verse-1.wav"), folder.resolve("clips/boreas/verse-1.flac"));

    assertThatThrownBy(() -> Study.read(file))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("prompt 'verse-0', system 'zephyr': nothing of that name in")
        .hasMessageContaining("prompt 'verse-2', system 'notos': nothing of that name in")
        .hasMessageContaining("prompt 'verse-1', system 'boreas': which of")
        .hasMessageContaining("there is no folder or manifest " + folder.resolve("none"));
  }

  @Test
  void aManifestMatchesClipsByTheirIds() {
    Path clip = TestStudy.tone(folder.resolve("take.wav"), 300, 0.1, 1, 16_000, 1);
    TestStudy.write(folder.resolve("takes.csv"), "id,path,start\na,take.wav,0.5\n");
    Path file =
        TestStudy.write(
            folder.resolve("own.yaml"), "prompts: {a: {lyrics: la}}\nsystems: {s: takes.csv}\n");

    assertThat(Study.read(file).clips())
        .containsEntry(new ClipKey("a", "s"), new AudioFile(clip, 0.5, Double.POSITIVE_INFINITY));
  }
}
