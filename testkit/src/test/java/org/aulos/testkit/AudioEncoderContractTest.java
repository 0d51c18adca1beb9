package org.aulos.testkit;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.aulos.api.AudioBatch;
import org.aulos.api.AudioFormat;
import org.aulos.api.EmbeddingBatch;
import org.aulos.api.Encoder;
import org.aulos.api.Waveform;

/** Each promise of the contract is broken once, by a twin of a good encoder. */
class AudioEncoderContractTest extends BrokenTwins<AudioEncoderContractTest.Fault> {
  AudioEncoderContractTest() {
    super(AudioEncoderContract.class, Twin.class, Fault.class);
  }

  enum Fault implements BrokenTwins.Fault {
    OTHER_DIMENSION("yieldsVectorsOfTheStatedDimension", "must have the dimension() that"),
    FRAMES(
        "yieldsVectorsOfTheStatedDimension",
        "an encoder that states no framing() must yield one vector for each clip"),
    OTHER_TYPE("statesTheTypeOfItsInput", "inputType() must be the class of what is encoded"),
    NO_FORMAT("statesTheAudioItExpects", "an encoder of audio must state its audioFormat()"),
    NORMALISED_OVER_BATCH(
        "yieldsTheSameForABatchAsForEachClipAlone",
        "must not depend on its batch, but value 0 of the vectors of a second of noise"),
    PLACE("yieldsTheSameInAnyOrder", "must not depend on its place in the batch"),
    IGNORED_LENGTHS("yieldsTheSameWithMorePadding", "must not depend on the padding behind it"),
    STATE("yieldsTheSameTwice", "the same input must give the same vectors"),
    SHARED_STATE("yieldsTheSameFromSeveralThreads", "must not disturb each other"),
    MEAN_OF_NOTHING("yieldsFiniteValues", "of the vectors of an empty clip is NaN"),
    OTHER_MANAGER(
        "attachesItsResultAloneToTheManagerOfItsInput",
        "must be attached to the manager of the input"),
    LEAK("attachesItsResultAloneToTheManagerOfItsInput", "must be the only array that stays"),
    CHANGED_INPUT("doesNotChangeItsInput", "the input must not change"),
    ANY_FORMAT("refusesAudioOfAnotherFormat", "audio of 8001 Hz, 2 channels must be refused");

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
  static final class Twin implements AudioEncoderContract {
    @Override
    public Encoder<AudioBatch> encoder() {
      return new Power();
    }
  }

  /** Mean of the squares of each clip. */
  private static final class Power implements Encoder<AudioBatch> {
    private static final AudioFormat FORMAT = new AudioFormat(8_000, 2);

    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger callers = new AtomicInteger();

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"}) // the fault under test
    public Class<AudioBatch> inputType() {
      return has(Fault.OTHER_TYPE) ? (Class) String.class : AudioBatch.class;
    }

    @Override
    public Optional<AudioFormat> audioFormat() {
      return Optional.of(FORMAT).filter(format -> !has(Fault.NO_FORMAT));
    }

    @Override
    public int dimension() {
      return has(Fault.OTHER_DIMENSION) ? 2 : 1;
    }

    @Override
    public EmbeddingBatch encode(AudioBatch input) {
      if (!input.format().equals(FORMAT) && !has(Fault.ANY_FORMAT)) {
        throw new IllegalArgumentException("expected " + FORMAT + " but was " + input.format());
      }
      float offset = offset(input);
      int padded = Math.toIntExact(input.samples().getShape().get(2));
      List<float[]> vectors = new ArrayList<>();
      for (Waveform clip : input.waveforms()) {
        float power = mean(clip, has(Fault.IGNORED_LENGTHS) ? padded : clip.frames());
        vectors.add(new float[] {power + offset + (has(Fault.PLACE) ? vectors.size() : 0)});
      }
      if (has(Fault.CHANGED_INPUT)) {
        input.samples().addi(1);
      }
      return attached(input, vectors);
    }

    private float offset(AudioBatch input) {
      float offset = has(Fault.NORMALISED_OVER_BATCH) ? input.size() : 0;
      offset += has(Fault.STATE) ? calls.incrementAndGet() : 0;
      return offset + (has(Fault.SHARED_STATE) ? Crowd.othersIn(callers) : 0);
    }

    private static float mean(Waveform clip, int count) {
      float sum = 0;
      for (float sample : clip.channel(0)) {
        sum += sample * sample;
      }
      return sum / Math.max(has(Fault.MEAN_OF_NOTHING) ? 0 : 1, count);
    }

    private static EmbeddingBatch attached(AudioBatch input, List<float[]> vectors) {
      if (has(Fault.LEAK)) {
        input.manager().create(0f);
      }
      NDManager manager = has(Fault.OTHER_MANAGER) ? NDManager.newBaseManager() : input.manager();
      EmbeddingBatch embeddings = EmbeddingBatch.of(manager, vectors);
      if (!has(Fault.FRAMES)) {
        return embeddings;
      }
      int[] counts = new int[vectors.size()];
      counts[0] = vectors.size();
      return new EmbeddingBatch(embeddings.vectors(), counts);
    }
  }
}
