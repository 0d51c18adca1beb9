package org.aulos.runtime.bench;

import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.aulos.api.AudioFormat;
import org.aulos.api.AulosException;
import org.aulos.api.Clip;
import org.aulos.api.Waveform;
import org.aulos.audio.AudioEncoding;
import org.aulos.audio.AudioFiles;
import org.aulos.runtime.AtomicFiles;
import org.aulos.runtime.ProgressListener;
import org.aulos.runtime.RunRecord.KeptClip;
import org.aulos.runtime.pipeline.ClipReader;

/**
 * Keeps a few clips of each data set beside a result, so that a reader of the report can listen.
 */
public final class KeptClips {
  private static final String FOLDER = "clips";
  private static final int PER_DATASET = 12;
  private static final double LONGEST_SECONDS = 10;
  private static final AudioFormat FORMAT = AudioFormat.mono(16_000);

  private final ClipReader reader;

  /** Keeps clips that {@code reader} reads. */
  @Inject
  public KeptClips(ClipReader reader) {
    this.reader = reader;
  }

  /**
   * Writes up to twelve clips of each data set, of as many classes as possible, into {@code
   * folder}.
   */
  public List<KeptClip> keep(
      Map<String, List<Clip>> datasets, Path folder, ProgressListener progress) {
    AtomicFiles.createFolder(folder.resolve(FOLDER));
    List<KeptClip> kept = new ArrayList<>();
    datasets.forEach(
        (name, clips) -> {
          for (Clip clip : choose(clips)) {
            String file = FOLDER + String.format(Locale.ROOT, "/%02d.wav", kept.size() + 1);
            try {
              AudioFiles.write(folder.resolve(file), excerpt(clip), AudioEncoding.WAV_PCM16);
              kept.add(new KeptClip(name, clip.id(), clip.label().orElse(""), file));
            } catch (AulosException e) {
              // The scores are what the run was for; a clip that cannot be heard is not worth them.
              progress.warned("not kept for listening: " + e.getMessage());
            }
          }
        });
    return kept;
  }

  /** The first clip of each class in turn, then the second, until there are enough. */
  private static List<Clip> choose(List<Clip> clips) {
    Map<String, List<Clip>> classes = new LinkedHashMap<>();
    clips.forEach(
        clip ->
            classes.computeIfAbsent(clip.label().orElse(""), key -> new ArrayList<>()).add(clip));
    List<Clip> chosen = new ArrayList<>();
    for (int round = 0; chosen.size() < Math.min(PER_DATASET, clips.size()); round++) {
      for (List<Clip> members : classes.values()) {
        if (round < members.size() && chosen.size() < PER_DATASET) {
          chosen.add(members.get(round));
        }
      }
    }
    return chosen;
  }

  private Waveform excerpt(Clip clip) {
    Waveform whole = ClipReader.convert(reader.read(clip), FORMAT);
    int longest = (int) (LONGEST_SECONDS * FORMAT.sampleRate());
    return whole.frames() <= longest
        ? whole
        : Waveform.mono(Arrays.copyOf(whole.channel(0), longest), FORMAT.sampleRate());
  }
}
