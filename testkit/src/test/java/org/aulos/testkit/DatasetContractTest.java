package org.aulos.testkit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.aulos.api.AudioFile;
import org.aulos.api.Clip;
import org.aulos.api.Dataset;
import org.aulos.api.RenderedAudio;
import org.aulos.api.Waveform;

/** Each promise of the contract is broken once, by a twin of a good data set. */
class DatasetContractTest extends BrokenTwins<DatasetContractTest.Fault> {
  DatasetContractTest() {
    super(DatasetContract.class, Twin.class, Fault.class);
  }

  enum Fault implements BrokenTwins.Fault {
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

    @Override
    public String promise() {
      return promise;
    }

    @Override
    public String message() {
      return message;
    }
  }

  /** The class that an author would write. */
  static final class Twin implements DatasetContract {
    private static final AtomicInteger MADE = new AtomicInteger();

    @Override
    public Dataset dataset() {
      return new Tones(MADE.incrementAndGet());
    }
  }

  /** Three rendered tones. */
  private static final class Tones implements Dataset {
    private final int made;
    private final AtomicInteger calls = new AtomicInteger();

    private Tones(int made) {
      this.made = made;
    }

    @Override
    public List<Clip> clips() {
      List<Clip> clips = new ArrayList<>();
      for (int i = 0; i < (has(Fault.EMPTY) ? 0 : 3); i++) {
        clips.add(clip(i));
      }
      if (has(Fault.CHANGING_ORDER)) {
        Collections.rotate(clips, calls.incrementAndGet());
      }
      return clips;
    }

    @Override
    public List<String> classes() {
      return has(Fault.UNLISTED_CLASS) ? List.of("other") : List.of("low", "high");
    }

    private Clip clip(int index) {
      String id = "clip-" + (has(Fault.REPEATED_ID) ? 0 : index);
      var audio =
          has(Fault.MISSING_FILE)
              ? AudioFile.whole(Path.of("no-such.wav"))
              : new Tone("tone " + (has(Fault.RANDOM_RECIPE) ? made : index));
      return Clip.of(has(Fault.BLANK_ID) ? " " : id, audio)
          .withLabels(List.of(index == 0 ? "low" : "high"));
    }
  }

  private record Tone(String recipe) implements RenderedAudio {
    private static final Waveform SHARED = Signals.silence(0.1, 8_000);
    private static final AtomicInteger RENDERED = new AtomicInteger();

    @Override
    public Waveform render() {
      if (has(Fault.SHARED_AUDIO)) {
        return SHARED;
      }
      int pitch = has(Fault.RANDOM_AUDIO) ? RENDERED.incrementAndGet() : 0;
      return Signals.sine(440 + pitch, 0.1, 8_000);
    }
  }
}
