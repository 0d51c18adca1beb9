package org.aulos.runtime.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.aulos.api.AulosException;
import org.aulos.api.Clip;
import org.aulos.api.EmbeddingSet;
import org.aulos.runtime.TinyPlugin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddingPassTest {
  @TempDir private Path folder;

  private static List<Clip> clips(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                TinyPlugin.beep("c" + i, (i + 1) / 64f, 160 + 80 * (i % 5))
                    .withLabels(List.of("class" + i % 2))
                    .withFold("f" + i % 3))
        .toList();
  }

  private Workbench bench(int limit, int workers, int batchSize, boolean cache) {
    return new Workbench(folder, Workbench.settings(limit, workers, batchSize, cache));
  }

  private static EmbeddingSet vectors(EmbeddingPass.Outcome outcome, String system) {
    return Objects.requireNonNull(outcome.embeddings().get(system)).vectors();
  }

  private String fingerprint(List<Clip> clips) {
    try (Workbench bench = bench(0, 2, 4, false)) {
      return bench.embed(clips, bench.peak("peak")).fingerprint();
    }
  }

  @Test
  void theVectorOfAClipIsThatOfItsAudio() {
    try (Workbench bench = bench(0, 2, 4, false)) {
      EmbeddingPass.Outcome outcome =
          bench.embed(clips(9), bench.mean("mean", 1, 1), bench.peak("peak"));

      for (int i = 0; i < 9; i++) {
        // A beep of value v has the mean and the largest magnitude v in every frame.
        assertThat(vectors(outcome, "mean").value(i, 0)).isCloseTo((i + 1) / 64f, within(1e-6f));
        assertThat(vectors(outcome, "mean").value(i, 1)).isEqualTo((i + 1) / 64f);
        assertThat(vectors(outcome, "peak").value(i, 2)).isEqualTo(160 + 80 * (i % 5));
      }
    }
  }

  @Test
  void systemsThatShareTheirFeaturesDoNotShareTheirVectors() {
    try (Workbench bench = bench(0, 2, 4, false)) {
      EmbeddingPass.Outcome outcome =
          bench.embed(clips(5), bench.mean("one", 1, 1), bench.mean("three", 1, 3));

      assertThat(vectors(outcome, "one").dimension()).isEqualTo(2);
      assertThat(vectors(outcome, "three").dimension()).isEqualTo(6);
      assertThat(vectors(outcome, "three").value(3, 4))
          .isEqualTo(vectors(outcome, "one").value(3, 0));
    }
  }

  @ParameterizedTest
  @CsvSource({"1,7", "2,3", "3,2", "4,1", "4,5"})
  void neitherWorkersNorBatchesChangeAVector(int workers, int batchSize) {
    try (Workbench one = bench(0, 1, 1, false);
        Workbench other = bench(0, workers, batchSize, false)) {
      EmbeddingPass.Outcome expected = one.embed(clips(23), one.mean("mean", 0.3, 2));
      EmbeddingPass.Outcome outcome = other.embed(clips(23), other.mean("mean", 0.3, 2));

      assertThat(vectors(outcome, "mean").values()).isEqualTo(vectors(expected, "mean").values());
      assertThat(outcome.fingerprint()).isEqualTo(expected.fingerprint());
      assertThat(outcome.audioSeconds()).isEqualTo(expected.audioSeconds());
    }
  }

  @Test
  void aSecondRunComputesNothingAndYieldsTheSame() {
    try (Workbench bench = bench(0, 2, 4, true)) {
      EmbeddingPass.Outcome first = bench.embed(clips(9), bench.mean("mean", 0.3, 2));
      EmbeddingPass.Outcome second = bench.embed(clips(9), bench.mean("mean", 0.3, 2));

      assertThat(first.computed()).isEqualTo(9);
      assertThat(second.computed()).isZero();
      assertThat(second.cached()).isEqualTo(9);
      assertThat(vectors(second, "mean").values()).isEqualTo(vectors(first, "mean").values());
      assertThat(second.audioSeconds()).isEqualTo(first.audioSeconds());
      assertThat(second.fingerprint()).isEqualTo(first.fingerprint());
    }
  }

  @Test
  void onlyWhatIsComputedIsTimed() {
    try (Workbench bench = bench(0, 2, 4, true)) {
      ComputeTimes first = times(bench.embed(clips(9), bench.peak("peak")));
      ComputeTimes second = times(bench.embed(clips(9), bench.peak("peak")));
      ComputeTimes more = times(bench.embed(clips(11), bench.peak("peak")));

      assertThat(first.cached()).isZero();
      assertThat(first.computed()).isEqualTo(9);
      // Of 160 + 80 (i mod 5) samples at 8 kHz, i from 0 to 8.
      assertThat(first.batches().stream().mapToDouble(ComputeTimes.Batch::audioSeconds).sum())
          .isCloseTo((160 * 9 + 80 * 16) / 8000.0, within(1e-9));
      assertThat(second).isEqualTo(new ComputeTimes(9, List.of()));
      assertThat(more.cached()).isEqualTo(9);
      assertThat(more.computed()).isEqualTo(2);
    }
  }

  private static ComputeTimes times(EmbeddingPass.Outcome outcome) {
    return Objects.requireNonNull(outcome.times().get("peak"));
  }

  @Test
  void whatTheStoreHasIsNotEvenRead() {
    try (Workbench bench = bench(0, 2, 4, true)) {
      bench.embed(clips(3), bench.peak("peak"));
      List<Clip> unreadable = clips(3).stream().map(EmbeddingPassTest::unreadable).toList();

      EmbeddingPass.Outcome outcome = bench.embed(unreadable, bench.peak("peak"));

      assertThat(outcome.failures()).isEmpty();
    }
  }

  /** The same recipe, but rendering it fails. */
  private static Clip unreadable(Clip clip) {
    String recipe = ((TinyPlugin.Beep) clip.audio()).recipe();
    return Clip.of(
        clip.id(),
        new org.aulos.api.RenderedAudio() {
          @Override
          public String recipe() {
            return recipe;
          }

          @Override
          public org.aulos.api.Waveform render() {
            throw new AulosException("was read all the same");
          }
        });
  }

  @Test
  void aNewSystemIsComputedBesideOneThatTheStoreHas() {
    try (Workbench bench = bench(0, 2, 4, true)) {
      EmbeddingPass.Outcome one = bench.embed(clips(6), bench.mean("one", 1, 1));
      EmbeddingPass.Outcome both =
          bench.embed(clips(6), bench.mean("one", 1, 1), bench.mean("two", 1, 2));

      assertThat(both.cached()).isEqualTo(6);
      assertThat(both.computed()).isEqualTo(6);
      assertThat(vectors(both, "one").values()).isEqualTo(vectors(one, "one").values());
    }
  }

  @Test
  void aChangedOptionIsComputedAnew() {
    try (Workbench bench = bench(0, 2, 4, true)) {
      bench.embed(clips(4), bench.mean("mean", 1, 1));

      assertThat(bench.embed(clips(4), bench.mean("mean", 2, 1)).cached()).isZero();
      assertThat(bench.embed(clips(4), bench.mean("mean", 1, 2)).cached()).isZero();
    }
  }

  @Test
  void theNameOfASystemDoesNotMatterToTheStore() {
    try (Workbench bench = bench(0, 2, 4, true)) {
      bench.embed(clips(4), bench.mean("mean", 1, 1));

      assertThat(bench.embed(clips(4), bench.mean("other", 1, 1)).computed()).isZero();
    }
  }

  @Test
  void withoutTheStoreNothingIsKept() {
    try (Workbench bench = bench(0, 2, 4, false)) {
      bench.embed(clips(4), bench.peak("peak"));
    }

    assertThat(folder.resolve("cache")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 10, 20})
  void noLimitLeavesAllClips(int limit) {
    assertThat(EmbeddingPass.limited(clips(10), limit)).isEqualTo(clips(10));
  }

  @Test
  void aLimitDrawsThatManyClipsAndLeavesTheirOrder() {
    List<Clip> clips = clips(100);

    assertThat(EmbeddingPass.limited(clips, 30))
        .hasSize(30)
        .isSortedAccordingTo(Comparator.comparingInt(clips::indexOf))
        .containsAll(EmbeddingPass.limited(clips, 29));
  }

  @Test
  void aLimitDoesNotFallIntoStepWithFolds() {
    List<Clip> drawn = EmbeddingPass.limited(clips(200), 20);

    assertThat(drawn.stream().map(clip -> Integer.parseInt(clip.id().substring(1)) % 5))
        .contains(0, 1, 2, 3, 4);
  }

  @Test
  void aLimitTakesEveryClassFromSeveralFolds() {
    List<Clip> clips = new ArrayList<>();
    for (Clip clip : clips(200)) {
      int i = clips.size();
      clips.add(clip.withLabels(List.of("class " + i / 20)).withFold("fold " + i % 5));
    }

    Map<String, List<Clip>> drawn =
        EmbeddingPass.limited(clips, 30).stream()
            .collect(Collectors.groupingBy(clip -> clip.label().orElseThrow()));

    assertThat(drawn)
        .hasSize(10)
        .allSatisfy(
            (label, some) ->
                assertThat(some).extracting(Clip::fold).hasSize(3).doesNotHaveDuplicates());
  }

  @Test
  void aLimitOfManyClipsDoesNotOverflow() {
    List<Clip> many = Collections.nCopies(1 << 20, clips(1).get(0));

    assertThat(EmbeddingPass.limited(many, (1 << 20) - 1)).hasSize((1 << 20) - 1);
  }

  @Test
  void clipsThatCannotBeReadAreLeftOutEverywhere() {
    List<Clip> clips = new ArrayList<>(clips(5));
    clips.set(1, TinyPlugin.damaged(clips.get(1)));
    try (Workbench bench = bench(0, 2, 2, true)) {
      EmbeddingPass.Outcome outcome = bench.embed(clips, bench.peak("peak"));

      assertThat(outcome.clips()).extracting(Clip::id).containsExactly("c0", "c2", "c3", "c4");
      assertThat(vectors(outcome, "peak").ids()).containsExactly("c0", "c2", "c3", "c4");
      assertThat(vectors(outcome, "peak").value(1, 0)).isEqualTo(3 / 64f);
      assertThat(outcome.failures()).extracting(failure -> failure.id()).containsExactly("c1");
    }
  }

  @Test
  void ifNoClipCanBeReadTheFirstProblemIsSaid() {
    List<Clip> clips = clips(2).stream().map(TinyPlugin::damaged).toList();
    try (Workbench bench = bench(0, 2, 2, false)) {
      assertThatThrownBy(() -> bench.embed(clips, bench.peak("peak")))
          .isInstanceOf(AulosException.class)
          .hasMessageContaining("none of 2 clips can be read")
          .hasMessageContaining("c0: is cut off after 44 bytes");
    }
  }

  @Test
  void noClipsAtAllAreSaidToBeNone() {
    try (Workbench bench = bench(0, 2, 2, false)) {
      assertThatThrownBy(() -> bench.embed(List.of(), bench.peak("peak")))
          .isInstanceOf(AulosException.class)
          .hasMessage("own: there are no clips");
    }
  }

  @Test
  void clipsWhoseVectorsAreNoNumbersCountAsUnreadable() {
    List<Clip> clips = List.of(TinyPlugin.beep("loud", 1, 160), TinyPlugin.beep("short", 1, 10));
    try (Workbench bench = bench(0, 1, 2, false)) {
      // The mean of no frames is 0, all others are infinite.
      EmbeddingPass.Outcome outcome =
          bench.embed(clips, bench.mean("mean", Double.POSITIVE_INFINITY, 1));

      assertThat(outcome.clips()).extracting(Clip::id).containsExactly("short");
      assertThat(outcome.failures())
          .extracting(failure -> failure.id() + ": " + failure.problem())
          .containsExactly(
              "loud: system 'mean' yields values for it that are not finite; are its samples"
                  + " extreme?");
    }
  }

  @Test
  void aClipHasAVectorForEachWindowOfIt() {
    List<Clip> clips =
        List.of(
            TinyPlugin.beep("long", 0.5f, 250),
            TinyPlugin.beep("short", 0.5f, 79),
            TinyPlugin.beep("even", 0.25f, 160));
    try (Workbench bench = bench(0, 2, 3, true)) {
      EmbeddingSet computed = vectors(bench.embed(clips, bench.windows("windows")), "windows");
      EmbeddingSet kept = vectors(bench.embed(clips, bench.windows("windows")), "windows");

      assertThat(computed.ids()).containsExactly("long", "long", "long", "even", "even");
      assertThat(computed.values()).containsExactly(0.5f, 0.5f, 0.5f, 0.25f, 0.25f);
      assertThat(kept.ids()).isEqualTo(computed.ids());
      assertThat(kept.values()).isEqualTo(computed.values());
    }
  }

  @Test
  void theFingerprintKnowsAudioMetadataAndOrder() {
    List<Clip> clips = clips(3);
    String fingerprint = fingerprint(clips);

    assertThat(fingerprint(clips(3))).isEqualTo(fingerprint);
    assertThat(fingerprint(changed(clips, clips.get(1).withLabels(List.of("x")))))
        .isNotEqualTo(fingerprint);
    assertThat(fingerprint(changed(clips, clips.get(1).withTags(List.of("x")))))
        .isNotEqualTo(fingerprint);
    assertThat(fingerprint(changed(clips, clips.get(1).withFold("x")))).isNotEqualTo(fingerprint);
    assertThat(
            fingerprint(
                changed(
                    clips,
                    TinyPlugin.beep("c1", 0.9f, 240)
                        .withLabels(clips.get(1).labels())
                        .withFold("f1"))))
        .isNotEqualTo(fingerprint);
    assertThat(fingerprint(List.of(clips.get(1), clips.get(0), clips.get(2))))
        .isNotEqualTo(fingerprint);
  }

  private static List<Clip> changed(List<Clip> clips, Clip second) {
    return List.of(clips.get(0), second, clips.get(2));
  }

  @Test
  void namesWithCommasDoNotMakeFingerprintsCollide() {
    Clip clip = TinyPlugin.beep("a", 0.5f, 160);

    assertThat(fingerprint(List.of(clip.withLabels(List.of("rain, wind")))))
        .isNotEqualTo(fingerprint(List.of(clip.withLabels(List.of("rain", "wind")))));
    assertThat(fingerprint(List.of(clip.withFold("null"))))
        .isNotEqualTo(fingerprint(List.of(clip)));
  }
}
