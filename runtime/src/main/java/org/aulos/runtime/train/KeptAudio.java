package org.aulos.runtime.train;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.aulos.api.AudioFormat;
import org.aulos.api.Waveform;

/**
 * Decoded audio that later passes find again. What comes first is kept until the room is full: a
 * pass takes every clip once, so that whatever is thrown out would be missed before it comes again.
 */
final class KeptAudio {
  private final Map<Key, Waveform> kept = new ConcurrentHashMap<>();
  private long room;

  KeptAudio(long bytes) {
    this.room = bytes;
  }

  private record Key(int clip, AudioFormat format) {}

  Optional<Waveform> find(int clip, AudioFormat format) {
    return Optional.ofNullable(kept.get(new Key(clip, format)));
  }

  void offer(int clip, AudioFormat format, Waveform audio) {
    long bytes = (long) Float.BYTES * audio.frames() * audio.channels();
    if (reserve(bytes) && kept.putIfAbsent(new Key(clip, format), audio) != null) {
      reserve(-bytes);
    }
  }

  private synchronized boolean reserve(long bytes) {
    boolean fits = bytes <= room;
    if (fits) {
      room -= bytes;
    }
    return fits;
  }
}
