package org.aulos.listen;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.aulos.api.spi.Describe;

/**
 * A study as its file describes it.
 *
 * @param title its title, which raters see
 * @param instructions what raters read before they begin; blank lines part paragraphs
 * @param prompts what the systems were given, by name
 * @param systems the clips of each system, by its name: a folder with a sound file for each prompt,
 *     named like it, or a manifest whose ids are the names of prompts
 * @param reference recordings that raters hear beside the clips, in the same way; empty for none
 * @param questions what is asked of each clip, by name
 * @param best whether raters pick the best clip of each prompt
 * @param promptsPerRater prompts that one rater is given, 1 or more; 0 for all
 * @param seed of prompts, orders and intervals
 * @param loudness integrated loudness at which clips play, -70 to -5 LUFS
 * @param maxSeconds where longer clips are cut, 1 to 900 s
 * @param equalLengths whether the clips of a prompt are cut to the shortest of them, so that their
 *     length does not tell systems apart
 * @param inferenceSeconds time that a system took for a clip, for the table; any of the systems
 */
@Describe("A listening test of several systems on the same prompts.")
public record StudyOptions(
    @Describe("Title, which raters see.") String title,
    @Describe("What raters read before they begin.") String instructions,
    @Describe("What the systems were given, by name.") Map<String, PromptOptions> prompts,
    @Describe("Folder or manifest of the clips of each system, by its name.")
        Map<String, Path> systems,
    @Describe("Folder or manifest of recordings to compare with; empty for none.") Path reference,
    @Describe("What is asked of each clip, by name.") Map<String, QuestionOptions> questions,
    @Describe("Whether raters pick the best clip of each prompt.") boolean best,
    @Describe("Prompts that one rater is given; 0 for all.") int promptsPerRater,
    @Describe("Seed of prompts, orders and intervals.") long seed,
    @Describe("Loudness at which clips play, in LUFS.") double loudness,
    @Describe("Where longer clips are cut, in seconds.") double maxSeconds,
    @Describe("Whether the clips of a prompt are cut to the shortest of them.")
        boolean equalLengths,
    @Describe("Seconds that a system took for a clip, by its name, for the table.")
        Map<String, Double> inferenceSeconds) {
  /** Longest clip that is played, in seconds. */
  static final double LONGEST = 900;

  /**
   * No prompts and systems yet; the questions of section 4 of the Ainur paper, in our words; -23
   * LUFS, as EBU R 128 asks.
   */
  public static final StudyOptions DEFAULTS =
      new StudyOptions(
          "Listening test",
          "You will hear several clips that were made for the same text. Please use headphones in"
              + " a quiet place, listen to each clip at least once, and answer for each clip on its"
              + " own. There are no right answers.",
          Map.of(),
          Map.of(),
          Path.of(""),
          questionsOfThePaper(),
          true,
          0,
          1,
          -23,
          60,
          false,
          Map.of());

  /**
   * Checked options.
   *
   * @throws IllegalArgumentException if a number is out of its range
   */
  public StudyOptions {
    prompts = ordered(prompts);
    systems = ordered(systems);
    questions = ordered(questions);
    inferenceSeconds = ordered(inferenceSeconds);
    if (promptsPerRater < 0) {
      throw new IllegalArgumentException(
          "expected promptsPerRater >= 0 but was " + promptsPerRater);
    }
    if (!(loudness >= -70 && loudness <= -5)) {
      throw new IllegalArgumentException("expected loudness in -70..-5 LUFS but was " + loudness);
    }
    if (!(maxSeconds >= 1 && maxSeconds <= LONGEST)) {
      throw new IllegalArgumentException(
          "expected maxSeconds in 1.." + LONGEST + " but was " + maxSeconds);
    }
  }

  private static <V> Map<String, V> ordered(Map<String, V> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  private static Map<String, QuestionOptions> questionsOfThePaper() {
    Map<String, QuestionOptions> questions = new LinkedHashMap<>();
    questions.put(
        "relevance",
        new QuestionOptions(
            "How well does the clip match the text?",
            "REL",
            List.of("not at all", "a little", "partly", "mostly", "fully")));
    questions.put(
        "vocal-quality",
        new QuestionOptions("How good are the vocals?", "VCL", QuestionOptions.DEFAULTS.labels()));
    return questions;
  }
}
