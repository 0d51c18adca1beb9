package org.aulos.runtime.ladder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.aulos.api.EmbeddingSet;
import org.aulos.api.Waveform;
import org.aulos.runtime.dataset.synthesis.Dice;
import org.junit.jupiter.api.Test;

final class LadderPartsTest {
  private static final List<String> LABELS =
      IntStream.range(0, 30).mapToObj(i -> "abc".substring(i / 10, i / 10 + 1)).toList();

  @Test
  void halvesHoldEachClipOnceAndHalfOfEachClass() {
    Halves halves = Halves.of(LABELS, new Dice(1));

    List<Integer> all = new ArrayList<>(halves.reference());
    all.addAll(halves.candidate());
    assertThat(all).containsExactlyInAnyOrderElementsOf(IntStream.range(0, 30).boxed().toList());
    for (String label : List.of("a", "b", "c")) {
      assertThat(halves.candidate()).filteredOn(i -> LABELS.get(i).equals(label)).hasSize(5);
    }
  }

  @Test
  void ofAnOddNumberTheReferenceHasOneMore() {
    Halves halves = Halves.of(Collections.nCopies(7, ""), new Dice(1));

    assertThat(halves.reference()).hasSize(4);
    assertThat(halves.candidate()).hasSize(3);
    assertThat(Halves.of(Collections.nCopies(7, ""), new Dice(1))).isEqualTo(halves);
    assertThat(Halves.of(Collections.nCopies(7, ""), new Dice(2))).isNotEqualTo(halves);
  }

  @Test
  void duplicatesAreAsManyClipsOfFewerKinds() {
    List<Selection> duplicates = Selection.duplicates(40, 1);

    assertThat(duplicates)
        .extracting(Selection::severity)
        .containsExactly("50 % distinct", "25 % distinct", "10 % distinct");
    for (List<Integer> draw : duplicates.get(2).draws()) {
      assertThat(draw).hasSize(40);
      assertThat(new HashSet<>(draw)).hasSize(4);
    }
    assertThat(duplicates.get(2).peers()).isEqualTo(40);
  }

  @Test
  void droppedClassesAreGoneWholeAndStayGone() {
    List<Selection> dropped = Selection.dropped(LABELS, vectors(30), 1);

    assertThat(dropped)
        .extracting(Selection::severity)
        .containsExactly("1 of 3 classes", "2 of 3 classes");
    for (int draw = 0; draw < dropped.get(0).draws().size(); draw++) {
      List<Integer> mild = dropped.get(0).draws().get(draw);
      assertThat(mild).hasSize(20).containsAll(dropped.get(1).draws().get(draw));
      assertThat(mild.stream().map(LABELS::get).distinct()).hasSize(2);
    }
    assertThat(dropped.get(1).peers()).isEqualTo(10);
  }

  @Test
  void withoutClassesTheNeighboursOfAClipAreGone() {
    List<Selection> dropped = Selection.dropped(Collections.nCopies(20, ""), vectors(20), 1);

    // The vectors lie in a row, so what is left of them lies on the far sides of a gap.
    for (List<Integer> draw : dropped.get(1).draws()) {
      assertThat(draw).hasSize(10);
      List<Integer> gone = IntStream.range(0, 20).filter(i -> !draw.contains(i)).boxed().toList();
      assertThat(gone.get(9) - gone.get(0)).isEqualTo(9);
    }
  }

  @Test
  void everyDegradationKeepsTheLengthAndLeavesTheClipAlone() {
    Waveform clip = Waveform.mono(ramp(4_000), 16_000);

    for (Degradation degradation : Degradation.ALL) {
      Waveform degraded = degradation.apply(clip, 1);

      assertThat(degraded.frames()).isEqualTo(4_000);
      assertThat(degraded.sampleRate()).isEqualTo(16_000);
      assertThat(degraded.channel(0)).as(degradation.severity()).isNotEqualTo(clip.channel(0));
      assertThat(degradation.apply(clip, 1).channel(0)).isEqualTo(degraded.channel(0));
    }
    assertThat(clip.channel(0)).isEqualTo(ramp(4_000));
  }

  @Test
  void silenceTakesTheEndOfAClip() {
    Degradation half =
        Degradation.ALL.stream()
            .filter(own -> own.severity().equals("50 % silent"))
            .findFirst()
            .orElseThrow();

    float[] degraded = half.apply(Waveform.mono(ramp(8), 8_000), 1).channel(0);

    assertThat(degraded).containsExactly(1, 2, 3, 4, 0, 0, 0, 0);
  }

  private static float[] ramp(int samples) {
    float[] ramp = new float[samples];
    for (int i = 0; i < samples; i++) {
      ramp[i] = i + 1;
    }
    return ramp;
  }

  /** Vectors of one value, at 0, 1, 2 and so on. */
  private static EmbeddingSet vectors(int count) {
    List<String> ids = IntStream.range(0, count).mapToObj(String::valueOf).toList();
    return new EmbeddingSet("line", ids, ramp(count), 1);
  }
}
