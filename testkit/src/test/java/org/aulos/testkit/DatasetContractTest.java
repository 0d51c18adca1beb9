package org.aulos.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.aulos.api.AudioFile;
import org.aulos.api.Clip;
import org.aulos.api.Dataset;
import org.aulos.api.RenderedAudio;
import org.aulos.api.Waveform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each promise of the contract is broken once, by a twin of a good data set. */
class DatasetContractTest {
  /** What is wrong with a twin, which promise it breaks, and what its author reads. */
  enum Fault {
    EMPTY("hasClips", "a data set must hold at least one clip"),
    REPEATED_ID("namesEachClipOnce", "the ids of clips must be unique and not blank"),
    BLANK_ID("namesEachClipOnce", "the ids of clips must be unique and not blank"),
    CHANGING_ORDER("listsItsClipsInOneOrder", "in the same order at each call"),
    RANDOM_RECIPE("isTheSameWhenMadeAgain", "made twice from the same options must be the same"),
    UNLISTED_CLASS("listsEachClassOnce", "classes() must list each class once"),
    MISSING_FILE("canReadItsFirstClips", "the file of clip 'clip-0' must exist: no-such.wav"),
    RANDOM_AUDIO("canReadItsFirstClips", "must render the same samples each time"),
    SHARED_AUDIO("canReadItsFirstClips", "must render a new waveform at each call");

    private final String promise;
    private final String message;

    Fault(String promise, String message) {
      this.promise = promise;
      this.message = message;
    }
  }

  @Test
  void acceptsAGoodDataSet() {
    ContractRun run = run(EnumSet.noneOf(Fault.class));

    assertThat(run.failures()).isEmpty();
    assertThat(run.tests()).isEqualTo(ContractRun.promises(DatasetContract.class).size());
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

    assertThat(broken).isEqualTo(ContractRun.promises(DatasetContract.class));
  }

  private static ContractRun run(Set<Fault> faults) {
    Twin.faults = faults;
    return ContractRun.of(Twin.class);
  }

  /** The class that an author would write. */
  static final class Twin implements DatasetContract {
    private static Set<Fault> faults = EnumSet.noneOf(Fault.class);
    private static final AtomicInteger MADE = new AtomicInteger();

    @Override
    public Dataset dataset() {
      return new Tones(faults, MADE.incrementAndGet());
    }
  }

  /** Three rendered tones. */
  private static final class Tones implements Dataset {
    private final Set<Fault> faults;
    private final int made;
    private final AtomicInteger calls = new AtomicInteger();

    private Tones(Set<Fault> faults, int made) {
      this.faults = faults;
      this.made = made;
    }

    @Override
    public List<Clip> clips() {
      List<Clip> clips = new ArrayList<>();
      for (int i = 0; i < (faults.contains(Fault.EMPTY) ? 0 : 3); i++) {
        clips.add(clip(i));
      }
      if (faults.contains(Fault.CHANGING_ORDER)) {
        Collections.rotate(clips, calls.incrementAndGet());
      }
      return clips;
    }

    @Override
    public List<String> classes() {
      return faults.contains(Fault.UNLISTED_CLASS) ? List.of("other") : List.of("low", "high");
    }

    private Clip clip(int index) {
      String id = "clip-" + (faults.contains(Fault.REPEATED_ID) ? 0 : index);
      var audio =
          faults.contains(Fault.MISSING_FILE)
              ? AudioFile.whole(Path.of("no-such.wav"))
              : new Tone(faults, "tone " + (faults.contains(Fault.RANDOM_RECIPE) ? made : index));
      return Clip.of(faults.contains(Fault.BLANK_ID) ? " " : id, audio)
          .withLabels(List.of(index == 0 ? "low" : "high"));
    }
  }

  private record Tone(Set<Fault> faults, String recipe) implements RenderedAudio {
    private static final Waveform SHARED = Signals.silence(0.1, 8_000);
    private static final AtomicInteger RENDERED = new AtomicInteger();

    @Override
    public Waveform render() {
      if (faults.contains(Fault.SHARED_AUDIO)) {
        return SHARED;
      }
      int pitch = faults.contains(Fault.RANDOM_AUDIO) ? RENDERED.incrementAndGet() : 0;
      return Signals.sine(440 + pitch, 0.1, 8_000);
    }
  }
}
