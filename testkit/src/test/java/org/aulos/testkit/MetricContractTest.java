package org.aulos.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.aulos.api.Direction;
import org.aulos.api.EmbeddingSet;
import org.aulos.api.EmbeddingSets;
import org.aulos.api.Metric;
import org.aulos.api.Score;
import org.aulos.api.Signature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each promise of the contract is broken once, by a twin of a good metric. */
class MetricContractTest {
  /** What is wrong with a twin, which promise it breaks, and what its author reads. */
  enum Fault {
    OTHER_TYPE("statesTheTypeOfItsEvidence", "evidenceType() must be the class of what is judged"),
    NO_SIGNATURE("signsItsScore", "the signature must name the metric"),
    BLANK_CHOICE("signsItsScore", "choice 'folds'"),
    MISCOUNT("countsTheClips", "n must be the number of clips behind the score"),
    STATE("isDeterministic", "the same evidence must give the same score"),
    STATIC_STATE("isDeterministic", "from another instance of the metric"),
    SHARED_STATE("yieldsTheSameFromSeveralThreads", "must not disturb each other"),
    CHANGED_EVIDENCE("doesNotChangeItsEvidence", "the evidence must not change");

    private final String promise;
    private final String message;

    Fault(String promise, String message) {
      this.promise = promise;
      this.message = message;
    }
  }

  @Test
  void acceptsAGoodMetric() {
    ContractRun run = run(EnumSet.noneOf(Fault.class));

    assertThat(run.failures()).isEmpty();
    assertThat(run.tests()).isEqualTo(ContractRun.promises(MetricContract.class).size());
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

    assertThat(broken).isEqualTo(ContractRun.promises(MetricContract.class));
  }

  private static ContractRun run(Set<Fault> faults) {
    Twin.faults = faults;
    return ContractRun.of(Twin.class);
  }

  /** The class that an author would write. */
  static final class Twin implements MetricContract<EmbeddingSets> {
    private static Set<Fault> faults = EnumSet.noneOf(Fault.class);

    @Override
    public Metric<EmbeddingSets> metric() {
      return new Distance(faults);
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

    private final Set<Fault> faults;
    private final int instance = INSTANCES.incrementAndGet();
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger callers = new AtomicInteger();

    private Distance(Set<Fault> faults) {
      this.faults = faults;
    }

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"}) // the fault under test
    public Class<EmbeddingSets> evidenceType() {
      return faults.contains(Fault.OTHER_TYPE) ? (Class) String.class : EmbeddingSets.class;
    }

    @Override
    public Score score(EmbeddingSets evidence) {
      float[] evaluated = evidence.evaluated().values();
      double value = sum(evaluated) - sum(evidence.reference().values());
      value += faults.contains(Fault.STATE) ? calls.incrementAndGet() : 0;
      value += faults.contains(Fault.STATIC_STATE) ? instance : 0;
      value += faults.contains(Fault.SHARED_STATE) ? Crowd.othersIn(callers) : 0;
      if (faults.contains(Fault.CHANGED_EVIDENCE)) {
        evaluated[1] = 0;
      }
      int n = evidence.evaluated().size() + (faults.contains(Fault.MISCOUNT) ? 2 : 0);
      return Score.of(value, Direction.LOWER_IS_BETTER, n, signature());
    }

    private Signature signature() {
      if (faults.contains(Fault.NO_SIGNATURE)) {
        return Signature.of(java.util.Map.of());
      }
      Signature signature = Signature.of("distance");
      return faults.contains(Fault.BLANK_CHOICE) ? signature.with("folds", " ") : signature;
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
