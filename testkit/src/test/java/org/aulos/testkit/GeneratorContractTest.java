package org.aulos.testkit;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.aulos.api.AudioBatch;
import org.aulos.api.AudioFormat;
import org.aulos.api.GenerationRequest;
import org.aulos.api.Generator;
import org.aulos.api.Prompt;
import org.aulos.api.Waveform;

/** Each promise of the contract is broken once, by a twin of a good generator. */
class GeneratorContractTest extends BrokenTwins<GeneratorContractTest.Fault> {
  GeneratorContractTest() {
    super(GeneratorContract.class, Twin.class, Fault.class);
  }

  enum Fault implements BrokenTwins.Fault {
    OTHER_RATE(
        "yieldsOneClipOfTheStatedFormatForEachPrompt",
        "the audio must be of the format that audioFormat() states"),
    ONE_CLIP(
        "yieldsOneClipOfTheStatedFormatForEachPrompt", "there must be one clip for each prompt"),
    TOO_SHORT(
        "yieldsTheDurationThatWasAskedForOrMore",
        "samples of the clip of prompt 'shore', for which 1.0 s were asked"),
    OTHER_MANAGER(
        "attachesItsResultAloneToTheManagerOfTheRequest",
        "must be attached to the manager of the request"),
    LEAK(
        "attachesItsResultAloneToTheManagerOfTheRequest",
        "must be the only array that stays in the manager of the request"),
    STATE("yieldsTheSameForTheSameSeed", "the same seed must give the same audio, but value 0"),
    STATIC_STATE("yieldsTheSameForTheSameSeed", "from another instance of the generator"),
    NORMALISED_OVER_BATCH(
        "yieldsTheSameForABatchAsForEachPromptAlone",
        "must not depend on the other prompts, but value 0 of the clip of prompt 'shore'"),
    ONE_STREAM_OF_NUMBERS(
        "yieldsTheSameInAnyOrder", "must not depend on its place among the prompts"),
    SHARED_STATE("yieldsTheSameFromSeveralThreads", "must not disturb each other"),
    DIVISION_BY_ZERO("yieldsFiniteValues", "of the clip of prompt 'shore' is NaN"),
    CHANGED_REFERENCE("doesNotChangeItsPrompts", "their references belong to the caller"),
    ANY_REQUEST(
        "refusesARequestWithoutPrompts",
        "a request without prompts must be refused with an IllegalArgumentException");

    private final String promise;
    private final String message;

    Fault(String promise, String message) {
      this.promise = promise;
      this.message = message;
    }

    @Override
    public String promise() {
      return promise;
    }

    @Override
    public String message() {
      return message;
    }
  }

  /** The class that an author would write. */
  static final class Twin implements GeneratorContract {
    @Override
    public Generator generator() {
      return new Hiss();
    }
  }

  /** Noise drawn from the seed and the prompt's id. */
  private static final class Hiss implements Generator {
    private static final AudioFormat FORMAT = AudioFormat.mono(8_000);
    private static final AtomicInteger INSTANCES = new AtomicInteger();

    private final int instance = INSTANCES.incrementAndGet();
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger callers = new AtomicInteger();

    @Override
    public AudioFormat audioFormat() {
      return has(Fault.OTHER_RATE) ? AudioFormat.mono(16_000) : FORMAT;
    }

    @Override
    public AudioBatch generate(List<Prompt> prompts, GenerationRequest request) {
      if (prompts.isEmpty()) {
        return nothing(request);
      }
      float offset = offset(prompts);
      Random stream = new Random(request.seed());
      List<Waveform> clips = new ArrayList<>();
      for (Prompt prompt : prompts) {
        int own = prompt.id().hashCode();
        long seed = has(Fault.ONE_STREAM_OF_NUMBERS) ? stream.nextLong() : request.seed() + own;
        clips.add(clip(seed, offset, request.seconds()));
        if (has(Fault.CHANGED_REFERENCE)) {
          Objects.requireNonNull(prompt.reference()).channel(0)[0] = 2;
        }
      }
      return attached(has(Fault.ONE_CLIP) ? clips.subList(0, 1) : clips, request.manager());
    }

    private AudioBatch nothing(GenerationRequest request) {
      if (has(Fault.ANY_REQUEST)) {
        return attached(List.of(clip(0, 0, request.seconds())), request.manager());
      }
      throw new IllegalArgumentException("expected at least one prompt");
    }

    private float offset(List<Prompt> prompts) {
      float offset = has(Fault.NORMALISED_OVER_BATCH) ? prompts.size() : 0;
      offset += has(Fault.STATE) ? calls.incrementAndGet() : 0;
      offset += has(Fault.STATIC_STATE) ? instance : 0;
      offset += has(Fault.SHARED_STATE) ? Crowd.othersIn(callers) : 0;
      return has(Fault.DIVISION_BY_ZERO) ? Float.NaN : offset;
    }

    private static Waveform clip(long seed, float offset, double seconds) {
      double duration = has(Fault.TOO_SHORT) ? seconds / 2 : seconds;
      Waveform noise = Signals.noise(seed, duration, FORMAT.sampleRate());
      float[] samples = noise.channel(0);
      for (int i = 0; i < samples.length; i++) {
        samples[i] += offset;
      }
      return noise;
    }

    private static AudioBatch attached(List<Waveform> clips, NDManager manager) {
      if (has(Fault.LEAK)) {
        manager.create(0f);
      }
      return AudioBatch.of(has(Fault.OTHER_MANAGER) ? NDManager.newBaseManager() : manager, clips);
    }
  }
}
