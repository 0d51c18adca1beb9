package org.aulos.testkit;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.aulos.api.Direction;
import org.aulos.api.EmbeddingSet;
import org.aulos.api.EmbeddingSets;
import org.aulos.api.Metric;
import org.aulos.api.SampleScore;
import org.aulos.api.Score;
import org.aulos.api.Signature;

/** Each promise of the contract is broken once, by a twin of a good metric. */
class MetricContractTest extends BrokenTwins<MetricContractTest.Fault> {
  MetricContractTest() {
    super(MetricContract.class, Twin.class, Fault.class);
  }

  enum Fault implements BrokenTwins.Fault {
    OTHER_TYPE("statesTheTypeOfItsEvidence", "evidenceType() must be the class of what is judged"),
    NO_SIGNATURE("signsItsScore", "the signature must name the metric"),
    BLANK_CHOICE("signsItsScore", "choice 'folds'"),
    MISCOUNT("countsTheClips", "n must be the number of clips behind the score"),
    OTHER_SHARES(
        "sharesOfTheClipsHaveTheScoreAsTheirMean", "the mean of the shares of all clips must be"),
    STATE("isDeterministic", "the same evidence must give the same score"),
    STATIC_STATE("isDeterministic", "from another instance of the metric"),
    SHARED_STATE("yieldsTheSameFromSeveralThreads", "must not disturb each other");

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
  static final class Twin implements MetricContract<EmbeddingSets> {
    @Override
    public Metric<EmbeddingSets> metric() {
      return new Distance();
    }

    @Override
    public EmbeddingSets evidence() {
      return new EmbeddingSets(
          new EmbeddingSet("test", List.of("a", "b"), new float[] {1, 2, 3, 4}, 2),
          new EmbeddingSet("test", List.of("c"), new float[] {5, 6}, 2));
    }

    @Override
    public int clips() {
      return 1;
    }
  }

  /** Difference of the sums of all values. */
  private static final class Distance implements Metric<EmbeddingSets> {
    private static final AtomicInteger INSTANCES = new AtomicInteger();

    private final int instance = INSTANCES.incrementAndGet();
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger callers = new AtomicInteger();

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"}) // the fault under test
    public Class<EmbeddingSets> evidenceType() {
      return has(Fault.OTHER_TYPE) ? (Class) String.class : EmbeddingSets.class;
    }

    @Override
    public Score score(EmbeddingSets evidence) {
      double value = sum(evidence.evaluated().values()) - sum(evidence.reference().values());
      value += has(Fault.STATE) ? calls.incrementAndGet() : 0;
      value += has(Fault.STATIC_STATE) ? instance : 0;
      value += has(Fault.SHARED_STATE) ? Crowd.othersIn(callers) : 0;
      int n = evidence.evaluated().size() + (has(Fault.MISCOUNT) ? 2 : 0);
      double share = value + (has(Fault.OTHER_SHARES) ? 1 : 0);
      return Score.of(value, Direction.LOWER_IS_BETTER, n, signature())
          .withSamples(List.of(SampleScore.of("c", share)));
    }

    private Signature signature() {
      if (has(Fault.NO_SIGNATURE)) {
        return Signature.of(java.util.Map.of());
      }
      Signature signature = Signature.of("distance");
      return has(Fault.BLANK_CHOICE) ? signature.with("folds", " ") : signature;
    }

    private static double sum(float[] values) {
      double sum = 0;
      for (float value : values) {
        sum += value;
      }
      return sum;
    }
  }
}
