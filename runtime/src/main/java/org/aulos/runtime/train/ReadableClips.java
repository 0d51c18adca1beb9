package org.aulos.runtime.train;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.aulos.api.AudioException;
import org.aulos.api.AulosException;
import org.aulos.api.Clip;
import org.aulos.api.Dataset;
import org.aulos.runtime.BenchResult.ClipFailure;
import org.aulos.runtime.ProgressListener;
import org.aulos.runtime.RunSettings;
import org.aulos.runtime.pipeline.ClipReader;
import org.aulos.runtime.pipeline.EmbeddingPass;
import org.aulos.runtime.pipeline.Fingerprint;
import org.aulos.runtime.pipeline.Workers;
import org.jspecify.annotations.Nullable;

/**
 * The clips of a data set whose files can be read, as far as their headers show.
 *
 * @param clips the clips, in the order of the data set
 * @param classes those of the data set
 * @param leftOut the others, and why
 * @param fingerprint digest over audio and metadata of the clips
 */
public record ReadableClips(
    List<Clip> clips, List<String> classes, List<ClipFailure> leftOut, String fingerprint)
    implements Dataset {
  private static final String STAGE = "data";

  /**
   * Reads every file once, for its digest, and looks at its header.
   *
   * @throws AulosException if no clip is left, or one cannot be read and the settings are strict
   */
  static ReadableClips of(
      Dataset dataset,
      RunSettings settings,
      ClipReader reader,
      ExecutorService workers,
      ProgressListener progress) {
    List<Clip> all = EmbeddingPass.limited(dataset, settings.limit());
    progress.started(STAGE, all.size());
    List<Future<Seen>> looks =
        all.stream().map(clip -> workers.submit(() -> look(clip, reader))).toList();
    List<Clip> clips = new ArrayList<>();
    List<ClipFailure> leftOut = new ArrayList<>();
    Fingerprint fingerprint = new Fingerprint();
    for (int i = 0; i < all.size(); i++) {
      Seen seen = Workers.await(looks.get(i));
      progress.advanced(STAGE, i + 1);
      AulosException problem = seen.problem();
      if (problem == null) {
        clips.add(all.get(i));
        fingerprint.add(all.get(i), seen.digest());
      } else if (settings.strict()) {
        throw problem;
      } else {
        leftOut.add(failure(all.get(i), problem));
        progress.warned(problem.getMessage() + " (left out)");
      }
    }
    if (clips.isEmpty()) {
      throw new AulosException(
          "there is nothing to learn from: none of %d clips can be read".formatted(all.size()));
    }
    progress.finished(STAGE, "%d clips, %d left out".formatted(clips.size(), leftOut.size()));
    return new ReadableClips(clips, dataset.classes(), leftOut, fingerprint.value());
  }

  /** What a look at a clip has shown: its digest, or why it cannot be read. */
  private record Seen(String digest, @Nullable AulosException problem) {}

  private static Seen look(Clip clip, ClipReader reader) {
    try {
      reader.check(clip);
      return new Seen(reader.digest(clip), null);
    } catch (AulosException e) {
      return new Seen("", e);
    }
  }

  private static ClipFailure failure(Clip clip, AulosException problem) {
    String words = problem instanceof AudioException audio ? audio.problem() : problem.getMessage();
    return new ClipFailure(clip.id(), String.valueOf(words));
  }
}
