package org.aulos.plugins.eval;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.ScalarResult;

/**
 * CPU time of the whole process for each operation, compilers and collector included: {@code -prof
 * org.aulos.plugins.eval.CpuTime}. Unlike elapsed time it does not grow with what else the machine
 * does, apart from what that takes out of caches.
 */
public final class CpuTime implements InternalProfiler {
  private Duration start = Duration.ZERO;

  /** For JMH, which makes it by its name. */
  public CpuTime() {}

  @Override
  public String getDescription() {
    return "CPU time of the process for each operation";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    start = used();
  }

  @Override
  public Collection<ScalarResult> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    double millis = used().minus(start).toNanos() / 1e6;
    long operations = result.getMetadata().getMeasuredOps();
    return List.of(new ScalarResult("cpu", millis / operations, "ms/op", AggregationPolicy.AVG));
  }

  private static Duration used() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow();
  }
}
