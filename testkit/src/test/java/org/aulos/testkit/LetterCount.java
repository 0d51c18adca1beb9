package org.aulos.testkit;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.aulos.api.AudioFormat;
import org.aulos.api.EmbeddingBatch;
import org.aulos.api.Encoder;

/** Encodes words by their length; what can be wrong with it is what breaks the contracts. */
final class LetterCount<I> implements Encoder<I> {
  enum Fault implements BrokenTwins.Fault {
    OTHER_DIMENSION("yieldsVectorsOfTheStatedDimension", "must have the dimension() that"),
    OTHER_TYPE("statesTheTypeOfItsInput", "inputType() must be the class of what is encoded"),
    AUDIO("statesNoAudio", "audioFormat() is for encoders of audio"),
    NORMALISED_OVER_BATCH(
        "yieldsTheSameForABatchAsForEachClipAlone", "must not depend on its batch, but value 0"),
    PLACE("yieldsTheSameInAnyOrder", "must not depend on its place in the batch"),
    STATE("yieldsTheSameTwice", "the same input must give the same vectors"),
    SHARED_STATE("yieldsTheSameFromSeveralThreads", "must not disturb each other"),
    DIVISION_BY_ZERO("yieldsFiniteValues", "is NaN");

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

  private final Class<I> inputType;
  private final Function<I, List<String>> words;
  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicInteger callers = new AtomicInteger();

  LetterCount(Class<I> inputType, Function<I, List<String>> words) {
    this.inputType = inputType;
    this.words = words;
  }

  @Override
  @SuppressWarnings({"unchecked", "rawtypes"}) // the fault under test
  public Class<I> inputType() {
    return BrokenTwins.has(Fault.OTHER_TYPE) ? (Class) String.class : inputType;
  }

  @Override
  public Optional<AudioFormat> audioFormat() {
    return Optional.of(AudioFormat.mono(8_000)).filter(format -> BrokenTwins.has(Fault.AUDIO));
  }

  @Override
  public int dimension() {
    return BrokenTwins.has(Fault.OTHER_DIMENSION) ? 2 : 1;
  }

  @Override
  public EmbeddingBatch encode(I input) {
    List<String> texts = words.apply(input);
    float[] lengths = new float[texts.size()];
    float offset = BrokenTwins.has(Fault.NORMALISED_OVER_BATCH) ? lengths.length : 0;
    offset += BrokenTwins.has(Fault.STATE) ? calls.incrementAndGet() : 0;
    offset += BrokenTwins.has(Fault.SHARED_STATE) ? Crowd.othersIn(callers) : 0;
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = texts.get(i).length() + offset + (BrokenTwins.has(Fault.PLACE) ? i : 0);
      if (BrokenTwins.has(Fault.DIVISION_BY_ZERO)) {
        lengths[i] = Float.NaN;
      }
    }
    // Like weights, the vectors of texts belong to nobody's batch.
    NDManager manager = NDManager.newBaseManager();
    return new EmbeddingBatch(manager.create(lengths, new Shape(lengths.length, 1)));
  }
}
