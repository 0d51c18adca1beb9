package org.aulos.testkit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.aulos.api.AudioBatch;
import org.aulos.api.AudioFormat;
import org.aulos.api.FeatureBatch;
import org.aulos.api.FeatureExtractor;
import org.aulos.api.FeatureFormat;

/** Each promise of the contract is broken once, by a twin of a good extractor. */
class ExtractorContractTest extends BrokenTwins<ExtractorContractTest.Fault> {
  ExtractorContractTest() {
    super(ExtractorContract.class, Twin.class, Fault.class);
  }

  enum Fault implements BrokenTwins.Fault {
    OTHER_BINS("yieldsTheFeaturesItStates", "must be what featureFormat() states"),
    OTHER_MANAGER(
        "attachesItsResultAloneToTheManagerOfItsInput",
        "must be attached to the manager of the audio"),
    LEAK(
        "attachesItsResultAloneToTheManagerOfItsInput",
        "must be the only array that stays in the manager of the audio"),
    CHANGED_INPUT("doesNotChangeItsInput", "the input must not change, but value 0 of the audio"),
    NORMALISED_OVER_BATCH(
        "yieldsTheSameForABatchAsForEachClipAlone",
        "must not depend on its batch, but value 0 of the features of a second of noise"),
    PLACE("yieldsTheSameInAnyOrder", "must not depend on its place in the batch"),
    IGNORED_LENGTHS(
        "yieldsTheSameWithMorePadding",
        "must not depend on the padding behind it, but the features of a second of noise have"),
    DIRTY_PADDING(
        "padsFeaturesWithZeros",
        "must be zero, but value 0 of the padding behind half a second of a sine"),
    STATE("yieldsTheSameTwice", "the same audio must give the same features"),
    SHARED_STATE("yieldsTheSameFromSeveralThreads", "must not disturb each other"),
    LOGARITHM_OF_ZERO(
        "yieldsFiniteValues", "of the features of a quarter second of silence is -Infinity"),
    ANY_RATE("refusesAudioOfAnotherFormat", "audio of 8001 Hz, mono must be refused"),
    ANY_CHANNELS("refusesAudioOfAnotherFormat", "audio of 8000 Hz, 2 channels must be refused");

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
  static final class Twin implements ExtractorContract {
    @Override
    public FeatureExtractor extractor() {
      return new Energy();
    }
  }

  /** Power and peak of successive blocks of 100 samples. */
  private static final class Energy implements FeatureExtractor {
    private static final int BLOCK = 100;
    private static final AudioFormat AUDIO = AudioFormat.mono(8_000);
    private static final FeatureFormat FEATURES = new FeatureFormat(80, 2);

    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger callers = new AtomicInteger();

    @Override
    public AudioFormat audioFormat() {
      return AUDIO;
    }

    @Override
    public FeatureFormat featureFormat() {
      return has(Fault.OTHER_BINS) ? new FeatureFormat(80, 3) : FEATURES;
    }

    @Override
    public FeatureBatch extract(AudioBatch audio) {
      refuse(audio);
      float[] samples = audio.toFloats();
      int stride = samples.length / audio.size();
      List<float[]> clips = new ArrayList<>();
      for (int i = 0; i < audio.size(); i++) {
        int length = has(Fault.IGNORED_LENGTHS) ? stride : audio.length(i);
        clips.add(blocks(Arrays.copyOfRange(samples, i * stride, i * stride + length)));
      }
      corrupt(clips);
      return attached(audio, clips);
    }

    private void refuse(AudioBatch audio) {
      boolean rate = audio.sampleRate() == 8_000 || has(Fault.ANY_RATE);
      boolean channels = audio.channels() == 1 || has(Fault.ANY_CHANNELS);
      if (!rate || !channels) {
        throw new IllegalArgumentException("expected " + AUDIO + " but was " + audio.format());
      }
    }

    private float[] blocks(float[] samples) {
      float[] features = new float[samples.length / BLOCK * 2];
      for (int i = 0; i < features.length / 2 * BLOCK; i++) {
        int at = i / BLOCK * 2;
        features[at] += samples[i] * samples[i];
        features[at + 1] = Math.max(features[at + 1], Math.abs(samples[i]));
      }
      if (has(Fault.LOGARITHM_OF_ZERO)) {
        for (int i = 0; i < features.length; i++) {
          features[i] = (float) Math.log(features[i]);
        }
      }
      return features;
    }

    private void corrupt(List<float[]> clips) {
      float offset = has(Fault.STATE) ? calls.incrementAndGet() : 0;
      if (has(Fault.SHARED_STATE)) {
        offset += Crowd.othersIn(callers);
      }
      float loudest = 0;
      for (float[] clip : clips) {
        for (float value : clip) {
          loudest = Math.max(loudest, value);
        }
      }
      float scale = has(Fault.NORMALISED_OVER_BATCH) ? 1 / (1 + loudest) : 1;
      for (int i = 0; i < clips.size(); i++) {
        float[] clip = clips.get(i);
        for (int k = 0; k < clip.length; k++) {
          clip[k] = clip[k] * scale + offset + (has(Fault.PLACE) ? i : 0);
        }
      }
    }

    private FeatureBatch attached(AudioBatch audio, List<float[]> clips) {
      NDManager manager = has(Fault.OTHER_MANAGER) ? NDManager.newBaseManager() : audio.manager();
      FeatureBatch batch = FeatureBatch.of(manager, clips, FEATURES);
      if (has(Fault.CHANGED_INPUT)) {
        audio.samples().addi(1);
      }
      if (has(Fault.LEAK)) {
        audio.samples().add(1);
      }
      if (has(Fault.DIRTY_PADDING)) {
        NDArray features = batch.features();
        features.addi(features.eq(0));
      }
      return batch;
    }
  }
}
