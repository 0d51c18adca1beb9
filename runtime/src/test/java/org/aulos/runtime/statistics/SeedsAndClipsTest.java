package org.aulos.runtime.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SeedsAndClipsTest {
  private static final double[] CLIPS = {0.2, 0.9, 0.4, 0.7, 0.6};

  @Test
  void seedsThatChangeNothingLeaveTheIntervalOfStudentOverTheClips() {
    SeedsAndClips mean = SeedsAndClips.of(new double[][] {CLIPS, CLIPS, CLIPS});

    // R: t.test(c(0.2, 0.9, 0.4, 0.7, 0.6))$conf.int
    assertThat(mean.mean()).isCloseTo(0.56, within(1e-12));
    assertThat(mean.freedom()).isEqualTo(4);
    assertThat(mean.interval().low()).isCloseTo(0.2245, within(1e-4));
    assertThat(mean.interval().high()).isCloseTo(0.8955, within(1e-4));
  }

  @Test
  void clipsThatAreAllAlikeLeaveTheIntervalOfStudentOverTheSeeds() {
    double[][] shares = {{0.5, 0.5, 0.5}, {0.6, 0.6, 0.6}, {0.8, 0.8, 0.8}};

    SeedsAndClips mean = SeedsAndClips.of(shares);
    SeedsAndClips expected = SeedsAndClips.ofSeeds(new double[] {0.5, 0.6, 0.8});

    assertThat(mean.error()).isCloseTo(expected.error(), within(1e-12));
    assertThat(mean.freedom()).isCloseTo(2, within(1e-9));
  }

  @Test
  void effectsThatAddUpHaveErrorsThatAddUp() {
    double[] seeds = {0.0, 0.3, 0.1};
    double[][] shares = new double[3][5];
    for (int seed = 0; seed < 3; seed++) {
      for (int clip = 0; clip < 5; clip++) {
        shares[seed][clip] = seeds[seed] + CLIPS[clip];
      }
    }

    // Without interaction the variances of the two means add: 0.073 / 5 + 0.02333 / 3.
    assertThat(SeedsAndClips.of(shares).error())
        .isCloseTo(Math.sqrt(0.073 / 5 + 0.07 / 3 / 3), within(1e-12));
  }

  @Test
  void ofZeroTheProbabilityIsThatOfStudent() {
    // R: t.test(c(1, 2, 3, 4))$p.value
    assertThat(SeedsAndClips.ofSeeds(new double[] {1, 2, 3, 4}).p())
        .isCloseTo(0.03046632, within(1e-7));
  }

  @Test
  void whatNeverVariesIsCertain() {
    SeedsAndClips zero = SeedsAndClips.ofSeeds(new double[] {0, 0});
    SeedsAndClips one = SeedsAndClips.ofSeeds(new double[] {1, 1});

    assertThat(zero.p()).isEqualTo(1);
    assertThat(one.p()).isEqualTo(0);
    assertThat(one.interval().low()).isEqualTo(1);
  }

  @Test
  void aSingleSeedSaysNothingOfSeeds() {
    assertThatThrownBy(() -> SeedsAndClips.of(new double[][] {CLIPS}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SeedsAndClips.ofSeeds(new double[] {1}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void eachSeedJudgesTheSameClips() {
    assertThatThrownBy(() -> SeedsAndClips.of(new double[][] {{1, 2}, {1}}))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
