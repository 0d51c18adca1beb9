package org.aulos.runtime.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.aulos.api.Interval;
import org.junit.jupiter.api.Test;

/**
 * The statistics on data of which the truth is known: intervals must cover it in 95 % of all
 * worlds, tests must find a difference where there is none in 5 %.
 */
class SimulationTest {
  /** So many worlds leave a standard deviation of half a percent. */
  private static final int WORLDS = 2_000;

  /** Fewer than the product draws, lest the test take minutes. */
  private static final int RESAMPLES = 500;

  /** P(e / 2 + u > 0.5) is 0.75, P(e / 2 + u > 0.6) is 0.65, for e and u even on [0, 1]. */
  private static final double TRUE_GAP = 0.1;

  private static double share(int worlds, IntPredicate holds) {
    return IntStream.range(0, worlds).parallel().filter(holds).count() / (double) worlds;
  }

  private static boolean covers(Interval interval, double truth) {
    return interval.low() <= truth && truth <= interval.high();
  }

  private static double[] hits(Random random, int clips, double truth) {
    return random.doubles(clips).map(draw -> draw < truth ? 1 : 0).toArray();
  }

  private static double[] normal(Random random, int clips, double mean) {
    return IntStream.range(0, clips).mapToDouble(i -> mean + random.nextGaussian()).toArray();
  }

  /** Effects of clips, of seeds, and of both together, all normal; the truth is 0.5. */
  private static double[][] crossed(
      Random random, int seeds, int clips, double bySeed, double rest) {
    double[] own = normal(random, clips, 0.5);
    double[][] shares = new double[seeds][clips];
    for (double[] row : shares) {
      double effect = bySeed * random.nextGaussian();
      for (int clip = 0; clip < clips; clip++) {
        row[clip] = own[clip] + effect + rest * random.nextGaussian();
      }
    }
    return shares;
  }

  @Test
  void theBootstrapCoversAnAccuracy() {
    double covered =
        share(
            WORLDS,
            world ->
                covers(
                    ClipBootstrap.interval(hits(new Random(world), 100, 0.8), world, RESAMPLES),
                    0.8));

    assertThat(covered).isBetween(0.93, 0.97);
  }

  @Test
  void theBootstrapCoversAMean() {
    double covered =
        share(
            WORLDS,
            world ->
                covers(
                    ClipBootstrap.interval(normal(new Random(world), 100, 2), world, RESAMPLES),
                    2));

    assertThat(covered).isBetween(0.93, 0.97);
  }

  @Test
  void thePairedBootstrapCoversADifferenceOfTwoSystems() {
    double covered =
        share(
            WORLDS,
            world -> {
              Random random = new Random(world);
              // Clips are hard or easy for both systems: 0.75 and 0.65 of them are right.
              double[] differences =
                  random
                      .doubles(100)
                      .map(
                          ease ->
                              (0.5 * ease + random.nextDouble() > 0.5 ? 1 : 0)
                                  - (0.5 * ease + random.nextDouble() > 0.6 ? 1 : 0))
                      .toArray();
              return covers(ClipBootstrap.interval(differences, world, RESAMPLES), TRUE_GAP);
            });

    assertThat(covered).isBetween(0.93, 0.97);
  }

  @Test
  void meansOverFewSeedsAreCovered() {
    double covered =
        share(
            WORLDS,
            world ->
                covers(
                    SeedsAndClips.of(crossed(new Random(world), 3, 100, 0.1, 0.5)).interval(),
                    0.5));

    assertThat(covered).isBetween(0.93, 0.97);
  }

  @Test
  void meansOverSeedsThatMatterMoreThanTheClipsAreCovered() {
    double covered =
        share(
            WORLDS,
            world ->
                covers(
                    SeedsAndClips.of(crossed(new Random(world), 5, 200, 0.5, 0.5)).interval(),
                    0.5));

    assertThat(covered).isBetween(0.93, 0.97);
  }

  @Test
  void meansOverSeedsThatDoNotMatterAreCovered() {
    double covered =
        share(
            WORLDS,
            world ->
                covers(
                    SeedsAndClips.of(crossed(new Random(world), 3, 50, 0, 0.3)).interval(), 0.5));

    assertThat(covered).isBetween(0.93, 0.97);
  }

  @Test
  void equalSystemsSeldomDiffer() {
    double found =
        share(WORLDS, world -> SignFlipTest.of(normal(new Random(world), 12, 0), world).p() < 0.05);

    assertThat(found).isBetween(0.03, 0.07);
  }

  @Test
  void equalSystemsSeldomDifferInManyClips() {
    double found =
        share(
            WORLDS,
            world ->
                SignFlipTest.of(normal(new Random(world), 60, 0), world, RESAMPLES).p() < 0.05);

    assertThat(found).isBetween(0.03, 0.07);
  }

  @Test
  void equalAccuraciesDifferNoMoreOftenThanAllowed() {
    double found =
        share(
            WORLDS,
            world -> {
              Random random = new Random(world);
              double[] first = hits(random, 400, 0.7);
              double[] second = hits(random, 400, 0.7);
              double[] differences =
                  IntStream.range(0, 400).mapToDouble(i -> second[i] - first[i]).toArray();
              return SignFlipTest.of(differences, world).p() < 0.05;
            });

    // McNemar's exact test is discrete and stays a little below its level.
    assertThat(found).isBetween(0.025, 0.06);
  }

  @Test
  void systemsThatAreEqualOverSeedsSeldomDiffer() {
    double found =
        share(
            WORLDS,
            world -> {
              double[][] shares = crossed(new Random(world), 4, 80, 0.15, 0.5);
              for (double[] row : shares) {
                IntStream.range(0, row.length).forEach(clip -> row[clip] -= 0.5);
              }
              return SeedsAndClips.of(shares).p() < 0.05;
            });

    assertThat(found).isBetween(0.03, 0.07);
  }

  @Test
  void aRealDifferenceIsFound() {
    double found =
        share(
            WORLDS, world -> SignFlipTest.of(normal(new Random(world), 12, 1.5), world).p() < 0.05);

    assertThat(found).isGreaterThan(0.95);
  }
}
