package org.aulos.runtime.dataset;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.aulos.api.Clip;
import org.aulos.api.Dataset;
import org.aulos.api.Lyrics.TimedWord;
import org.aulos.api.RenderedAudio;
import org.aulos.api.Waveform;
import org.aulos.testkit.DatasetContract;
import org.junit.jupiter.api.Test;

class SyntheticScenesTest implements DatasetContract {
  private static final SyntheticScenesOptions SHORT =
      new SyntheticScenesOptions(List.of(), 10, 2, 16_000, 5, 7, 0, 15);

  @Override
  public Dataset dataset() {
    return scenes(SHORT);
  }

  private static Dataset scenes(SyntheticScenesOptions options) {
    return SyntheticScenes.create(options, new FolderResources(Path.of("")));
  }

  private static float[] render(Clip clip) {
    return audio(clip).render().channel(0);
  }

  private static RenderedAudio audio(Clip clip) {
    return (RenderedAudio) clip.audio();
  }

  @Test
  void thereAreAtLeastTenClasses() {
    assertThat(scenes(SHORT).classes()).hasSizeGreaterThanOrEqualTo(10).doesNotHaveDuplicates();
  }

  @Test
  void everyClassHasTheSameNumberOfClipsInEachFold() {
    Map<String, Long> counts =
        scenes(SHORT).clips().stream()
            .collect(groupingBy(c -> c.label().orElseThrow() + "/" + c.fold(), counting()));

    assertThat(counts).hasSize(scenes(SHORT).classes().size() * 5);
    assertThat(counts.values()).containsOnly(2L);
  }

  @Test
  void idsAndRecipesAreUnique() {
    List<Clip> clips = scenes(SHORT).clips();

    assertThat(clips).extracting(Clip::id).doesNotHaveDuplicates();
    assertThat(clips).extracting(clip -> audio(clip).recipe()).doesNotHaveDuplicates();
  }

  @Test
  void clipsHaveTheirLengthAndStayWithinFullScale() {
    for (Clip clip : scenes(SHORT).clips()) {
      Waveform waveform = audio(clip).render();

      assertThat(waveform.frames()).isEqualTo(32_000);
      assertThat(waveform.sampleRate()).isEqualTo(16_000);
      assertThat(peak(waveform.channel(0))).as(clip.id()).isBetween(0.15f, 0.99f);
    }
  }

  /** Infinite or not a number if any sample is. */
  private static float peak(float[] samples) {
    float peak = 0;
    for (float sample : samples) {
      peak = Math.max(peak, Math.abs(sample));
    }
    return peak;
  }

  @Test
  void everyRateAndLengthRendersFiniteSamples() {
    for (int rate : new int[] {8_000, 11_025, 48_000}) {
      var options = new SyntheticScenesOptions(List.of(), 1, 0.5, rate, 1, 3, -60, 120);

      assertThat(scenes(options).clips())
          .allSatisfy(clip -> assertThat(peak(render(clip))).isBetween(0.15f, 0.99f));
    }
  }

  @Test
  void equalRecipesRenderEqualBitsInAnyOrderOnAnyThread() throws Exception {
    List<Clip> clips = scenes(SHORT).clips();
    List<float[]> expected = clips.stream().map(SyntheticScenesTest::render).toList();
    List<Clip> again = new ArrayList<>(scenes(SHORT).clips());
    Collections.shuffle(again, new Random(1));

    List<Callable<float[]>> tasks = new ArrayList<>();
    again.forEach(clip -> tasks.add(() -> render(clip)));
    var threads = Executors.newFixedThreadPool(4);
    List<Future<float[]>> rendered = threads.invokeAll(tasks);
    threads.shutdown();

    for (int i = 0; i < again.size(); i++) {
      assertThat(rendered.get(i).get()).isEqualTo(expected.get(clips.indexOf(again.get(i))));
    }
  }

  /**
   * A promise rather than a truth: whoever must change this digest changes published data, and
   * raises the edition in the recipe.
   */
  @Test
  void theBitsOfThisEditionAreTheSameOnEveryMachine() throws NoSuchAlgorithmException {
    var options = new SyntheticScenesOptions(List.of(), 1, 1, 16_000, 1, 1, 0, 15);
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (Clip clip : scenes(options).clips()) {
      ByteBuffer bytes = ByteBuffer.allocate(4 * 16_000);
      bytes.asFloatBuffer().put(render(clip));
      digest.update(bytes);
    }

    assertThat(HexFormat.of().formatHex(digest.digest()))
        .isEqualTo("160c90619da25e15572e679d227dad18435fd44187eaa81eda117f987288457a");
  }

  @Test
  void aClipDoesNotDependOnTheOthers() {
    var alone = new SyntheticScenesOptions(List.of("siren"), 3, 2, 16_000, 1, 7, 0, 15);

    Clip clip = scenes(alone).clips().get(2);

    assertThat(clip.id()).isEqualTo("siren-002");
    assertThat(render(clip))
        .isEqualTo(
            scenes(SHORT).clips().stream()
                .filter(c -> c.id().equals("siren-002"))
                .map(SyntheticScenesTest::render)
                .findFirst()
                .orElseThrow());
  }

  @Test
  void anotherSeedGivesOtherSounds() {
    var other = new SyntheticScenesOptions(List.of(), 10, 2, 16_000, 5, 8, 0, 15);

    assertThat(render(scenes(other).clips().get(0)))
        .isNotEqualTo(render(scenes(SHORT).clips().get(0)));
  }

  @Test
  void clipsOfAClassDiffer() {
    List<String> hashes =
        scenes(SHORT).clips().stream().map(c -> Arrays.hashCode(render(c)) + "").toList();

    assertThat(hashes).doesNotHaveDuplicates();
  }

  @Test
  void everyClipHasTagsOfItsFamilySourceAndBackground() {
    assertThat(scenes(SHORT).clips())
        .allSatisfy(
            clip ->
                assertThat(clip.tags())
                    .hasSizeGreaterThanOrEqualTo(4)
                    .doesNotHaveDuplicates()
                    .containsAnyOf("hum", "pink-noise", "brown-noise", "babble"));
  }

  @Test
  void sungWordsAreInOrderAndWithinTheClip() {
    var options = new SyntheticScenesOptions(List.of("singing"), 40, 3, 16_000, 5, 1, 0, 15);

    for (Clip clip : scenes(options).clips()) {
      assertThat(clip.lyrics()).isNotNull();
      double last = 0;
      for (TimedWord word : clip.lyrics().words()) {
        assertThat(word.startSeconds()).isBetween(last, word.endSeconds() - 0.1);
        last = word.endSeconds();
      }
      assertThat(last).isGreaterThan(0).isLessThanOrEqualTo(3);
      assertThat(clip.lyrics().text().split(" ")).hasSameSizeAs(clip.lyrics().words());
    }
  }

  @Test
  void onlySingingHasWords() {
    assertThat(scenes(SHORT).clips())
        .allSatisfy(
            clip ->
                assertThat(clip.lyrics() != null)
                    .isEqualTo(clip.labels().equals(List.of("singing"))));
  }

  @Test
  void theVoiceIsHeardWhereTheWordsAreAndNotBetween() {
    var quiet = new SyntheticScenesOptions(List.of("singing"), 20, 4, 16_000, 5, 1, 60, 60);

    for (Clip clip : scenes(quiet).clips()) {
      float[] samples = render(clip);
      List<TimedWord> words = Objects.requireNonNull(clip.lyrics()).words();
      double start = words.get(0).startSeconds();

      // A constriction begins softly, so the whole of the word is taken.
      double sung = power(samples, start, words.get(0).endSeconds());
      double before = power(samples, 0, start - 0.005);
      assertThat(before).as(clip.id()).isLessThan(0.01 * sung);
    }
  }

  private static double power(float[] samples, double from, double to) {
    int first = (int) (from * 16_000);
    int end = Math.max(first, (int) (to * 16_000));
    double sum = 0;
    for (int i = first; i < end; i++) {
      sum += samples[i] * samples[i];
    }
    return sum / Math.max(1, end - first);
  }

  /**
   * Chance is 1 in 14, with a deviation of 0.035; a nearest centroid on twelve coarse numbers is a
   * weak listener.
   */
  @Test
  void simpleSpectraTellTheClassesApart() {
    var options = new SyntheticScenesOptions(List.of(), 20, 4, 16_000, 5, 1, 0, 15);
    List<Clip> clips = scenes(options).clips();
    double[][] features =
        CoarseSpectrum.standardised(
            clips.stream().map(clip -> CoarseSpectrum.of(render(clip))).toArray(double[][]::new));

    assertThat(CoarseSpectrum.nearestCentroidAccuracy(clips, features)).isGreaterThan(0.3);
  }

  @Test
  void optionsOutOfRangeAreRefusedWithTheRange() {
    assertThatThrownBy(() -> new SyntheticScenesOptions(List.of(), 10, 0.1, 16_000, 5, 1, 0, 15))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected seconds in 0.5..600 but was 0.1");
    assertThatThrownBy(() -> new SyntheticScenesOptions(List.of(), 4, 1, 16_000, 5, 1, 0, 15))
        .hasMessage("expected folds in 1..4 but was 5");
    assertThatThrownBy(() -> new SyntheticScenesOptions(List.of(), 5, 1, 16_000, 5, 1, 9, 5))
        .hasMessage("expected maxSnr in 9..120 but was 5");
  }

  @Test
  void anUnknownClassIsRefusedWithThoseThereAre() {
    assertThatThrownBy(() -> new SyntheticScenesOptions(List.of("tuba"), 5, 1, 16_000, 5, 1, 0, 15))
        .hasMessageContaining("no class 'tuba'; (allowed: alarm, bell,");
  }

  @Test
  void theRatioOfSoundToBackgroundIsWhatWasAskedFor() {
    var none = new SyntheticScenesOptions(List.of("siren"), 1, 2, 16_000, 1, 7, 120, 120);
    var equal = new SyntheticScenesOptions(List.of("siren"), 1, 2, 16_000, 1, 7, 0, 0);
    float[] clean = render(scenes(none).clips().get(0));
    float[] mixed = render(scenes(equal).clips().get(0));

    // Sound and background are uncorrelated, so at 0 dB half of the power is the sound's.
    double correlation = correlation(clean, mixed);
    assertThat(correlation * correlation).isCloseTo(0.5, within(0.03));
  }

  private static double correlation(float[] x, float[] y) {
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (int i = 0; i < x.length; i++) {
      xy += x[i] * y[i];
      xx += x[i] * x[i];
      yy += y[i] * y[i];
    }
    return xy / Math.sqrt(xx * yy);
  }
}
