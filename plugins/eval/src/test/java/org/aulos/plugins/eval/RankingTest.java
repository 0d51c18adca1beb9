package org.aulos.plugins.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.aulos.testkit.GoldenCase;
import org.aulos.testkit.GoldenTensor;
import org.junit.jupiter.api.Test;

class RankingTest {
  private final GoldenCase golden = GoldenCase.resource(getClass(), "golden/eval-retrieval");

  @Test
  void agreesWithOtherImplementationsOnRelevance() {
    List<Ranking> rankings = rankings("relevance");

    golden.assertMatches("ranks", rankings.stream().mapToDouble(Ranking::first).toArray());
    golden.assertMatches("r_at_1", mean(rankings, RetrievalOptions.Measure.R_AT_1::of));
    golden.assertMatches("r_at_5", mean(rankings, RetrievalOptions.Measure.R_AT_5::of));
    golden.assertMatches("r_at_10", mean(rankings, RetrievalOptions.Measure.R_AT_10::of));
    golden.assertMatches("mrr", mean(rankings, RetrievalOptions.Measure.MRR::of));
    golden.assertMatches("retrieval_map", mean(rankings, RetrievalOptions.Measure.MAP::of));
    golden.assertMatches("map_at_10", mean(rankings, RetrievalOptions.Measure.MAP_AT_10::of));
    golden.assertMatches(
        "median_rank", Ranking.median(rankings.stream().mapToInt(Ranking::first).toArray()));
  }

  @Test
  void agreesWithOtherImplementationsOnGrades() {
    List<Ranking> rankings = rankings("grades");

    golden.assertMatches("ndcg", mean(rankings, RetrievalOptions.Measure.NDCG::of));
    golden.assertMatches("ndcg_at_10", mean(rankings, RetrievalOptions.Measure.NDCG_AT_10::of));
  }

  @Test
  void countsTiesAgainstTheSystem() {
    Ranking ranking = Ranking.of(new double[] {0.5, 0.5, 0.5, 0.1}, new double[] {1, 0, 0, 0});

    assertThat(ranking.first()).isEqualTo(3);
  }

  @Test
  void findsTheIdealOrderPerfect() {
    Ranking ranking = Ranking.of(new double[] {3, 2, 1, 0}, new double[] {2, 1, 0, 0});

    assertThat(ranking.averagePrecision()).isEqualTo(1);
    assertThat(ranking.ndcg(10)).isCloseTo(1, within(1e-12));
  }

  @Test
  void medianOfAnEvenNumberIsBetweenTheMiddleTwo() {
    assertThat(Ranking.median(new int[] {9, 1, 4, 2})).isEqualTo(3);
  }

  private List<Ranking> rankings(String relevance) {
    GoldenTensor similarity = golden.input("similarity");
    GoldenTensor gains = golden.input(relevance);
    return IntStream.range(0, similarity.size(0))
        .mapToObj(query -> Ranking.of(doubles(similarity.row(query)), doubles(gains.row(query))))
        .toList();
  }

  private static double mean(List<Ranking> rankings, ToDoubleFunction<Ranking> measure) {
    return rankings.stream().mapToDouble(measure).average().orElseThrow();
  }

  private static double[] doubles(float[] values) {
    double[] doubles = new double[values.length];
    Arrays.setAll(doubles, i -> values[i]);
    return doubles;
  }
}
