package org.aulos.plugins.byola;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.aulos.testkit.GoldenTensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init") // JUnit sets it before each test
class AugmentationsTest {
  private static final RandomResizeCrop CROP = new RandomResizeCrop(64, 96, 0.6, 1.5);

  private NDManager manager;

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager();
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void areThoseOfTheReference() {
    Fixture fixture = Fixture.of("byola-augment", manager);
    NDArray x = fixture.input("x");
    float[] shares = fixture.golden().input("alpha").floats();
    GoldenTensor ends = fixture.golden().input("head_tail");
    float[] heads = {ends.row(0)[0], ends.row(1)[0]};
    float[] tails = {ends.row(0)[1], ends.row(1)[1]};

    var golden = fixture.golden();
    golden.assertMatches("mixup", Augmentations.mixup(x, fixture.input("z"), shares));
    golden.assertMatches("rlf", Augmentations.fade(x, heads, tails));
    golden.assertMatches("post", Augmentations.standardise(fixture.input("post_input")));
  }

  @Test
  void cropsAsTheReferenceDoes() {
    Fixture fixture = Fixture.of("byola-augment", manager);
    GoldenTensor drawn = fixture.golden().input("rrc");
    List<RandomResizeCrop.Crop> crops = new ArrayList<>();
    for (int i = 0; i < drawn.size(0); i++) {
      int[] crop = new int[4];
      for (int k = 0; k < crop.length; k++) {
        crop[k] = Math.round(drawn.row(i)[k]);
      }
      crops.add(new RandomResizeCrop.Crop(crop[0], crop[1], crop[2], crop[3]));
    }
    NDArray input = fixture.input("rrc_input").expandDims(0).repeat(0, crops.size());

    fixture.golden().assertMatches("rrc_out", CROP.apply(input, crops));
  }

  @Test
  void remembersAsTheReferenceDoes() {
    Fixture fixture = Fixture.of("byola-augment", manager);
    NDArray inputs = fixture.input("memory_inputs");
    int[] picks = fixture.golden().input("pick").ints();
    float[] shares = fixture.golden().input("memory_alpha").floats();
    MixupMemory memory = new MixupMemory(3, 1, new Shape(8, 5), manager);
    NDList mixed = new NDList();

    for (int step = 0; step < picks.length; step++) {
      NDArray x = inputs.get("{}:{}", step, step + 1);
      int pick = memory.size(0, 0) == 0 ? -1 : picks[step];
      NDArray background = memory.backgrounds(x, 0, new int[] {pick});
      mixed.add(Augmentations.mixup(x, background, new float[] {shares[step]}));
      memory.push(x);
    }

    fixture.golden().assertMatches("memory", NDArrays.concat(mixed, 0));
  }

  @Test
  void croppingTheWholeIsIdentity() {
    NDArray x = manager.randomNormal(new Shape(2, 64, 96));
    var whole = new RandomResizeCrop.Crop(0, 24, 64, 96);

    NDArray cropped = CROP.apply(x, Collections.nCopies(2, whole));

    assertThat(cropped.sub(x).abs().max().getFloat()).isLessThan(1e-6f);
  }

  @Test
  void cropsStayOnTheCanvas() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 1000; i++) {
      RandomResizeCrop.Crop crop = CROP.draw(random);

      assertThat(crop.top() + crop.height()).isBetween(1, 64);
      assertThat(crop.left() + crop.width()).isBetween(1, 144);
      assertThat(crop.height()).isBetween(38, 64);
      assertThat(crop.width()).isBetween(57, 144);
    }
  }

  @Test
  void cropsOfOneSize() {
    var whole = new RandomResizeCrop(64, 96, 1, 1);

    RandomResizeCrop.Crop crop = whole.draw(new SplittableRandom(1));

    assertThat(crop.height()).isEqualTo(64);
    assertThat(crop.width()).isEqualTo(96);
  }

  /** Each clip is put in by two views: the second may find the clip itself. */
  @Test
  void eachViewPutsItsClipIn() {
    MixupMemory memory = new MixupMemory(4, 2, new Shape(1), manager);
    memory.push(manager.create(new float[] {1, 2}, new Shape(2, 1)));
    NDArray next = manager.create(new float[] {3, 4}, new Shape(2, 1));

    assertThat(memory.backgrounds(next, 0, new int[] {0, 3}).toFloatArray()).containsExactly(1, 3);
    assertThat(memory.backgrounds(next, 1, new int[] {3, 0}).toFloatArray()).containsExactly(3, 2);
  }

  @Test
  void viewsAreStandardised() {
    NDArray x = manager.randomNormal(new Shape(4, 8, 8)).mul(3).add(7);

    NDArray standard = Augmentations.standardise(x);

    assertThat(standard.mean().getFloat()).isCloseTo(0, within(1e-5f));
    assertThat(standard.square().sum().getFloat() / 255).isCloseTo(1, within(1e-4f));
  }
}
