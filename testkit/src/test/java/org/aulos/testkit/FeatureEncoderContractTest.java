package org.aulos.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.aulos.api.EmbeddingBatch;
import org.aulos.api.Encoder;
import org.aulos.api.FeatureBatch;
import org.aulos.api.FeatureFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each promise of the contract is broken once, by a twin of a good encoder. */
class FeatureEncoderContractTest {
  private static final FeatureFormat FORMAT = new FeatureFormat(100, 3);

  /** What is wrong with a twin, which promise it breaks, and what its author reads. */
  enum Fault {
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
  }

  @Test
  void acceptsAGoodEncoder() {
    ContractRun run = run(EnumSet.noneOf(Fault.class));

    assertThat(run.failures()).isEmpty();
    assertThat(run.tests()).isEqualTo(ContractRun.promises(FeatureEncoderContract.class).size());
  }

  @ParameterizedTest
  @EnumSource
  void refusesATwinWithAFault(Fault fault) {
    assertThat(run(EnumSet.of(fault)).failures().get(fault.promise)).contains(fault.message);
  }

  @Test
  void everyPromiseIsBrokenByATwin() {
    Set<String> broken = new TreeSet<>();
    Arrays.stream(Fault.values()).forEach(fault -> broken.add(fault.promise));

    assertThat(broken).isEqualTo(ContractRun.promises(FeatureEncoderContract.class));
  }

  private static ContractRun run(Set<Fault> faults) {
    Twin.faults = faults;
    return ContractRun.of(Twin.class);
  }

  /** The class that an author would write. */
  static final class Twin implements FeatureEncoderContract {
    private static Set<Fault> faults = EnumSet.noneOf(Fault.class);

    @Override
    public FeatureFormat featureFormat() {
      return FORMAT;
    }

    @Override
    public Encoder<FeatureBatch> encoder() {
      return new Mean(faults);
    }
  }

  /** Mean of the valid frames. */
  private static final class Mean implements Encoder<FeatureBatch> {
    private final Set<Fault> faults;
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger callers = new AtomicInteger();

    private Mean(Set<Fault> faults) {
      this.faults = faults;
    }

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"}) // the fault under test
    public Class<FeatureBatch> inputType() {
      return faults.contains(Fault.OTHER_TYPE) ? (Class) String.class : FeatureBatch.class;
    }

    @Override
    public int dimension() {
      return faults.contains(Fault.OTHER_DIMENSION) ? 7 : FORMAT.bins();
    }

    @Override
    public EmbeddingBatch encode(FeatureBatch input) {
      if (input.bins() != FORMAT.bins() && !faults.contains(Fault.ANY_BINS)) {
        throw new IllegalArgumentException("expected " + FORMAT + " but was " + input.format());
      }
      float[] means = means(input);
      corrupt(means, input.bins());
      if (faults.contains(Fault.CHANGED_INPUT)) {
        input.features().addi(1);
      }
      NDManager manager =
          faults.contains(Fault.OTHER_MANAGER) ? NDManager.newBaseManager() : input.manager();
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
        int count = faults.contains(Fault.IGNORED_LENGTHS) ? stride / bins : frames;
        int least = faults.contains(Fault.MEAN_OF_NOTHING) ? 0 : 1;
        for (int bin = 0; bin < bins; bin++) {
          means[i * bins + bin] /= Math.max(least, count);
        }
      }
      return means;
    }

    private void corrupt(float[] means, int bins) {
      float offset = faults.contains(Fault.STATE) ? calls.incrementAndGet() : 0;
      if (faults.contains(Fault.NORMALISED_OVER_BATCH)) {
        offset += means.length;
      }
      if (faults.contains(Fault.SHARED_STATE)) {
        offset += Crowd.othersIn(callers);
      }
      for (int i = 0; i < means.length; i++) {
        means[i] += offset + (faults.contains(Fault.PLACE) ? i / bins : 0);
      }
    }
  }
}
