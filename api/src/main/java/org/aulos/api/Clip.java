package org.aulos.api;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One example of a data set.
 *
 * @param id unique within the data set
 * @param audio where its audio comes from
 * @param labels its classes; the first is the one that single-label tasks use
 * @param tags free words about it
 * @param fold the official fold or split it belongs to
 * @param lyrics the words sung in it
 */
public record Clip(
    String id,
    AudioSource audio,
    List<String> labels,
    List<String> tags,
    @Nullable String fold,
    @Nullable Lyrics lyrics) {
  /** An example. */
  public Clip {
    labels = List.copyOf(labels);
    tags = List.copyOf(tags);
  }

  /** An example without labels, tags, fold or lyrics. */
  public static Clip of(String id, AudioSource audio) {
    return new Clip(id, audio, List.of(), List.of(), null, null);
  }

  /** The class that single-label tasks use. */
  public Optional<String> label() {
    return labels.isEmpty() ? Optional.empty() : Optional.of(labels.get(0));
  }

  /** This example with other audio. */
  public Clip withAudio(AudioSource audio) {
    return new Clip(id, audio, labels, tags, fold, lyrics);
  }

  /** This example with the given classes. */
  public Clip withLabels(List<String> labels) {
    return new Clip(id, audio, labels, tags, fold, lyrics);
  }

  /** This example with the given tags. */
  public Clip withTags(List<String> tags) {
    return new Clip(id, audio, labels, tags, fold, lyrics);
  }

  /** This example in the given fold. */
  public Clip withFold(String fold) {
    return new Clip(id, audio, labels, tags, fold, lyrics);
  }

  /** This example with the given words. */
  public Clip withLyrics(Lyrics lyrics) {
    return new Clip(id, audio, labels, tags, fold, lyrics);
  }
}
