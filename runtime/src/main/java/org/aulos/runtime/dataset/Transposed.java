package org.aulos.runtime.dataset;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.aulos.api.AudioException;
import org.aulos.api.AudioFile;
import org.aulos.api.AudioSource;
import org.aulos.api.Clip;
import org.aulos.api.Dataset;
import org.aulos.api.RenderedAudio;
import org.aulos.api.Waveform;
import org.aulos.api.spi.Resources;
import org.aulos.audio.AudioFiles;

/**
 * The data set {@code transposed}: each clip of another at several pitches. Label, tags and fold
 * stay; lyrics, whose times would not, stay with the clip as it is alone. Folds are dealt before:
 * afterwards the pitches of a recording would go to different ones.
 */
final class Transposed {
  private static final String REMEDY =
      "Name a data set of the configuration by 'dataset', whose clips make no groups and can be"
          + " read.";

  /** Of a recording, in seconds: what is decoded at once must fit into memory. */
  private static final double LONGEST = 600;

  private Transposed() {}

  static Dataset create(TransposedOptions options, Resources resources) {
    Problems problems = new Problems();
    if (options.dataset().isEmpty()) {
      problems.add("dataset", "names none");
    }
    problems.throwIfAny("Data set 'transposed'", REMEDY);
    Dataset dataset = ClipsOf.ungrouped(options.dataset(), resources, problems);
    List<Clip> clips =
        dataset.clips().stream().flatMap(clip -> pitches(clip, options.semitones())).toList();
    Set<String> ids = new HashSet<>();
    clips.stream()
        .filter(clip -> !ids.add(clip.id()))
        .forEach(clip -> problems.add(clip.id(), "is the id of two clips"));
    dataset.clips().forEach(clip -> checkHeader(clip, problems));
    problems.throwIfAny("Data set 'transposed'", REMEDY);
    return new ListedDataset(clips, dataset.classes());
  }

  /** Found now, a file that is none ends no training later. */
  private static void checkHeader(Clip clip, Problems problems) {
    if (clip.audio() instanceof AudioFile file) {
      try {
        AudioFiles.probe(file.path());
      } catch (AudioException e) {
        problems.add(clip.id(), e.problem());
      }
    }
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
      Waveform waveform = SourceAudio.read(source, LONGEST);
      float[][] channels = new float[waveform.channels()][];
      for (int channel = 0; channel < channels.length; channel++) {
        channels[channel] = waveform.channel(channel);
      }
      double rate = waveform.sampleRate() * Math.pow(2, semitones / 12.0);
      return new Waveform(channels, (int) Math.round(rate));
    }
  }
}
