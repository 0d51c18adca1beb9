package org.aulos.testkit;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.concurrent.atomic.AtomicInteger;
import org.aulos.api.EmbeddingBatch;
import org.aulos.api.Encoder;
import org.aulos.api.FeatureBatch;
import org.aulos.api.FeatureFormat;

/** Each promise of the contract is broken once, by a twin of a good encoder. */
class FeatureEncoderContractTest extends BrokenTwins<FeatureEncoderContractTest.Fault> {
  FeatureEncoderContractTest() {
    super(FeatureEncoderContract.class, Twin.class, Fault.class);
  }

  private static final FeatureFormat FORMAT = new FeatureFormat(100, 3);

  enum Fault implements BrokenTwins.Fault {
    OTHER_DIMENSION("yieldsVectorsOfTheStatedDimension", "must have the dimension() that"),
    OTHER_TYPE("statesTheTypeOfItsInput", "inputType() must be the class of what is encoded"),
    NORMALISED_OVER_BATCH(
        "yieldsTheSameForABatchAsForEachClipAlone",
        "the vectors of a clip must not depend on its batch, but value 0 of the vectors of 96 random"),
    PLACE("yieldsTheSameInAnyOrder", "must not depend on its place in the batch"),
    IGNORED_LENGTHS("yieldsTheSameWithMorePadding", "must not depend on the padding behind it"),
    STATE("yieldsTheSameTwice", "the same input must give the same vectors"),
    SHARED_STATE("yieldsTheSameFromSeveralThreads", "must not disturb each other"),
    MEAN_OF_NOTHING("yieldsFiniteValues", "of the vectors of a clip without frames is NaN"),
    OTHER_MANAGER(
        "attachesItsResultAloneToTheManagerOfItsInput",
        "must be attached to the manager of the input"),
    CHANGED_INPUT("doesNotChangeItsInput", "the input must not change"),
    ANY_BINS(
        "refusesFeaturesOfAnotherNumberOfBins",
        "features of 4 bins at 100.0 Hz must be refused with an IllegalArgumentException");

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
  static final class Twin implements FeatureEncoderContract {
    @Override
    public FeatureFormat featureFormat() {
      return FORMAT;
    }

    @Override
    public Encoder<FeatureBatch> encoder() {
      return new Mean();
    }
  }

  /** Mean of the valid frames. */
  private static final class Mean implements Encoder<FeatureBatch> {
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger callers = new AtomicInteger();

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"}) // the fault under test
    public Class<FeatureBatch> inputType() {
      return has(Fault.OTHER_TYPE) ? (Class) String.class : FeatureBatch.class;
    }

    @Override
    public int dimension() {
      return has(Fault.OTHER_DIMENSION) ? 7 : FORMAT.bins();
    }

    @Override
    public EmbeddingBatch encode(FeatureBatch input) {
      if (input.bins() != FORMAT.bins() && !has(Fault.ANY_BINS)) {
        throw new IllegalArgumentException("expected " + FORMAT + " but was " + input.format());
      }
      float[] means = means(input);
      corrupt(means, input.bins());
      if (has(Fault.CHANGED_INPUT)) {
        input.features().addi(1);
      }
      NDManager manager = has(Fault.OTHER_MANAGER) ? NDManager.newBaseManager() : input.manager();
      return new EmbeddingBatch(manager.create(means, new Shape(input.size(), input.bins())));
    }

    private float[] means(FeatureBatch input) {
      float[] values = input.toFloats();
      int bins = input.bins();
      int stride = values.length / input.size();
      float[] means = new float[input.size() * bins];
      for (int i = 0; i < input.size(); i++) {
        int frames = input.frames(i);
        for (int k = 0; k < frames * bins; k++) {
          means[i * bins + k % bins] += values[i * stride + k];
        }
        int count = has(Fault.IGNORED_LENGTHS) ? stride / bins : frames;
        int least = has(Fault.MEAN_OF_NOTHING) ? 0 : 1;
        for (int bin = 0; bin < bins; bin++) {
          means[i * bins + bin] /= Math.max(least, count);
        }
      }
      return means;
    }

    private void corrupt(float[] means, int bins) {
      float offset = has(Fault.STATE) ? calls.incrementAndGet() : 0;
      if (has(Fault.NORMALISED_OVER_BATCH)) {
        offset += means.length;
      }
      if (has(Fault.SHARED_STATE)) {
        offset += Crowd.othersIn(callers);
      }
      for (int i = 0; i < means.length; i++) {
        means[i] += offset + (has(Fault.PLACE) ? i / bins : 0);
      }
    }
  }
}
