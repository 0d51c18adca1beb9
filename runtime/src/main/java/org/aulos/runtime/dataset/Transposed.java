package org.aulos.runtime.dataset;

import java.util.List;
import java.util.stream.Stream;
import org.aulos.api.AudioSource;
import org.aulos.api.Clip;
import org.aulos.api.Dataset;
import org.aulos.api.RenderedAudio;
import org.aulos.api.Waveform;
import org.aulos.api.spi.Resources;

/**
 * The data set {@code transposed}: each clip of another at several pitches. Label, tags and fold
 * stay; lyrics, whose times would not, do not.
 */
final class Transposed {
  private static final String REMEDY =
      "Name a data set of the configuration by 'dataset', whose clips make no groups.";

  private Transposed() {}

  static Dataset create(TransposedOptions options, Resources resources) {
    Problems problems = new Problems();
    if (options.dataset().isEmpty()) {
      problems.add("dataset", "names none");
    }
    problems.throwIfAny("Data set 'transposed'", REMEDY);
    Dataset dataset = ClipsOf.ungrouped(options.dataset(), resources, problems);
    problems.throwIfAny("Data set 'transposed'", REMEDY);
    List<Clip> clips =
        dataset.clips().stream().flatMap(clip -> pitches(clip, options.semitones())).toList();
    return new ListedDataset(clips, dataset.classes());
  }

  private static Stream<Clip> pitches(Clip clip, List<Integer> semitones) {
    return semitones.stream().map(each -> each == 0 ? clip : transposed(clip, each));
  }

  private static Clip transposed(Clip clip, int semitones) {
    return new Clip(
        clip.id() + signed(semitones),
        new Replayed(clip.audio(), semitones),
        clip.labels(),
        clip.tags(),
        clip.fold(),
        null);
  }

  private static String signed(int semitones) {
    return (semitones > 0 ? "+" : "") + semitones;
  }

  /** Played at another speed: the same samples at another rate, which is rounded to 1 Hz. */
  private record Replayed(AudioSource source, int semitones) implements RenderedAudio {
    @Override
    public String recipe() {
      return signed(semitones) + " semitones of [" + SourceAudio.recipe(source) + "]";
    }

    @Override
    public Waveform render() {
      Waveform waveform = SourceAudio.read(source);
      float[][] channels = new float[waveform.channels()][];
      for (int channel = 0; channel < channels.length; channel++) {
        channels[channel] = waveform.channel(channel);
      }
      double rate = waveform.sampleRate() * Math.pow(2, semitones / 12.0);
      return new Waveform(channels, (int) Math.round(rate));
    }
  }
}
