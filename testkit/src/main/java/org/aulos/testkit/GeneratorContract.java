package org.aulos.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.aulos.api.AudioBatch;
import org.aulos.api.AudioFormat;
import org.aulos.api.GenerationRequest;
import org.aulos.api.Generator;
import org.aulos.api.Prompt;
import org.aulos.api.Waveform;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Generator} promises. A test class implements it and names its generator, one
 * that is small enough for tests; the class path of the tests needs a DJL engine.
 */
public interface GeneratorContract {
  /** The generator under test. */
  Generator generator();

  /**
   * What it is asked for; at least two prompts of different ids. By default they hold lyrics, a
   * description and a reference each.
   */
  default List<Prompt> prompts() {
    AudioFormat format = generator().audioFormat();
    List<Waveform> references = ExampleClips.waveforms(format);
    return List.of(
        new Prompt(
            "shore",
            "the tide comes in\nthe tide goes out",
            "a slow song for one voice and a flute",
            references.get(0)),
        new Prompt("engine", "go, go, go", "fast drums, distorted bass", references.get(1)),
        new Prompt("night", "lights\nover the river", "a quiet piano", references.get(4)));
  }

  /** Duration to ask for, in seconds; 1 by default. */
  default double seconds() {
    return 1;
  }

  /**
   * What samples may differ between batches, {@code abs(a - b) <= tolerance * max(1, abs(b))}. 0,
   * the default, asks for equal bits, as arithmetic on the host gives them; libraries that choose
   * their algorithm by the size of the batch need about 1e-5.
   */
  default double tolerance() {
    return 0;
  }

  /** There is one clip of the stated format for each prompt. */
  @Test
  default void yieldsOneClipOfTheStatedFormatForEachPrompt() {
    Generator generator = generator();
    try (NDManager manager = NDManager.newBaseManager()) {
      AudioBatch audio = generator.generate(prompts(), request(manager));

      assertThat(audio.format())
          .as("the audio must be of the format that audioFormat() states")
          .isEqualTo(generator.audioFormat());
      assertThat(audio.size())
          .as("there must be one clip for each prompt")
          .isEqualTo(prompts().size());
    }
  }

  /** No clip is shorter than was asked for. */
  @Test
  default void yieldsTheDurationThatWasAskedForOrMore() {
    Generator generator = generator();
    int samples = (int) (seconds() * generator.audioFormat().sampleRate());
    List<float[]> clips = clips(generator, prompts());

    for (int i = 0; i < clips.size(); i++) {
      assertThat(clips.get(i).length / generator.audioFormat().channels())
          .as("samples of %s, for which %s s were asked", name(prompts(), i), seconds())
          .isGreaterThanOrEqualTo(samples);
    }
  }

  /** The result belongs to the manager of the request, and nothing else stays behind there. */
  @Test
  default void attachesItsResultAloneToTheManagerOfTheRequest() {
    Generator generator = generator();
    try (NDManager manager = NDManager.newBaseManager()) {
      AudioBatch audio = generator.generate(prompts(), request(manager));

      assertThat(audio.manager())
          .as("the audio must be attached to the manager of the request")
          .isSameAs(manager);
      assertThat(manager.getManagedArrays())
          .as("the audio must be the only array that stays in the manager of the request")
          .hasSize(1);
    }
  }

  /** The same seed gives the same audio, from another instance of the generator too. */
  @Test
  default void yieldsTheSameForTheSameSeed() {
    List<Prompt> prompts = prompts();
    Generator generator = generator();
    List<float[]> first = clips(generator, prompts);

    check("the same seed must give the same audio", prompts, clips(generator, prompts), first, 0);
    check(
        "the same seed must give the same audio from another instance of the generator",
        prompts,
        clips(generator(), prompts),
        first,
        0);
  }

  /** The audio of a prompt does not depend on the other prompts of the request. */
  @Test
  default void yieldsTheSameForABatchAsForEachPromptAlone() {
    List<Prompt> prompts = prompts();
    Generator generator = generator();
    List<float[]> alone = new ArrayList<>();
    for (Prompt prompt : prompts) {
      alone.addAll(clips(generator, List.of(prompt)));
    }

    check(
        "the audio of a prompt must not depend on the other prompts",
        prompts,
        clips(generator, prompts),
        alone,
        tolerance());
  }

  /** The audio of a prompt does not depend on its place among the prompts. */
  @Test
  default void yieldsTheSameInAnyOrder() {
    List<Prompt> prompts = prompts();
    Generator generator = generator();
    List<Prompt> reversed = new ArrayList<>(prompts);
    Collections.reverse(reversed);
    List<float[]> backwards = clips(generator, reversed);
    Collections.reverse(backwards);

    check(
        "the audio of a prompt must not depend on its place among the prompts",
        prompts,
        backwards,
        clips(generator, prompts),
        tolerance());
  }

  /** Several threads may use one generator. */
  @Test
  default void yieldsTheSameFromSeveralThreads() {
    List<Prompt> prompts = prompts();
    Generator generator = generator();
    List<float[]> expected = clips(generator, prompts);

    for (List<float[]> actual : Threads.together(() -> clips(generator, prompts))) {
      check(
          "threads that share a generator must not disturb each other",
          prompts,
          actual,
          expected,
          tolerance());
    }
  }

  /** Every sample is a finite number. */
  @Test
  default void yieldsFiniteValues() {
    List<Prompt> prompts = prompts();
    List<float[]> clips = clips(generator(), prompts);

    for (int i = 0; i < clips.size(); i++) {
      Sameness.finite(name(prompts, i), clips.get(i));
    }
  }

  /** The reference of a prompt is only read. */
  @Test
  default void doesNotChangeItsPrompts() {
    List<Prompt> prompts = prompts();
    Object before = Contents.of(prompts);

    clips(generator(), prompts);

    assertThat(Contents.of(prompts).equals(before))
        .as("the prompts must not change: their references belong to the caller")
        .isTrue();
  }

  /** A request without prompts is a caller's bug. */
  @Test
  default void refusesARequestWithoutPrompts() {
    try (NDManager manager = NDManager.newBaseManager()) {
      Refusal.check(
          () -> generator().generate(List.of(), request(manager)),
          "a request without prompts",
          "at least one");
    }
  }

  private GenerationRequest request(NDManager manager) {
    return new GenerationRequest(manager, seconds(), 7);
  }

  /** The valid samples of each clip, channels one after the other. */
  private List<float[]> clips(Generator generator, List<Prompt> prompts) {
    try (NDManager manager = NDManager.newBaseManager()) {
      return BatchValues.clips(generator.generate(prompts, request(manager)));
    }
  }

  private static void check(
      String promise,
      List<Prompt> prompts,
      List<float[]> actual,
      List<float[]> expected,
      double tolerance) {
    for (int i = 0; i < expected.size(); i++) {
      Sameness.check(promise, name(prompts, i), actual.get(i), expected.get(i), tolerance);
    }
  }

  private static String name(List<Prompt> prompts, int index) {
    return "the clip of prompt '" + prompts.get(index).id() + "'";
  }
}
