package org.aulos.runtime.ladder;

import java.util.LinkedHashMap;
import java.util.Map;
import org.aulos.api.Clip;
import org.aulos.api.Waveform;
import org.aulos.runtime.pipeline.ClipReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads clips, and keeps the last few: all degradations of a clip are asked for in a row, and
 * reading it takes longer than most of them. Safe to use from several threads.
 */
final class RecentClips {
  private final ClipReader reader;
  private final Map<String, Kept> kept;

  /**
   * A reader.
   *
   * @param clips how many are kept
   */
  RecentClips(ClipReader reader, int clips) {
    this.reader = reader;
    this.kept =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Kept> eldest) {
            return size() > clips;
          }
        };
  }

  /** What is known of one clip; filled by whoever asks first. */
  private static final class Kept {
    private @Nullable String digest;
    private @Nullable Waveform audio;
  }

  /** {@link ClipReader#digest} of a clip. */
  String digest(Clip clip) {
    Kept own = of(clip);
    synchronized (own) {
      String digest = own.digest;
      if (digest == null) {
        digest = reader.digest(clip);
        own.digest = digest;
      }
      return digest;
    }
  }

  /** {@link ClipReader#read} of a clip; not to be changed, others are given the same. */
  Waveform read(Clip clip) {
    Kept own = of(clip);
    synchronized (own) {
      Waveform audio = own.audio;
      if (audio == null) {
        audio = reader.read(clip);
        own.audio = audio;
      }
      return audio;
    }
  }

  private Kept of(Clip clip) {
    synchronized (kept) {
      return kept.computeIfAbsent(clip.id(), id -> new Kept());
    }
  }
}
