package org.aulos.runtime.generator;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.aulos.api.AudioBatch;
import org.aulos.api.AudioException;
import org.aulos.api.AudioFile;
import org.aulos.api.AudioFormat;
import org.aulos.api.AulosException;
import org.aulos.api.GenerationRequest;
import org.aulos.api.Generator;
import org.aulos.api.Prompt;
import org.aulos.api.Waveform;
import org.aulos.api.spi.Resources;
import org.aulos.audio.AudioFiles;
import org.aulos.audio.AudioInfo;
import org.aulos.audio.Excerpt;
import org.aulos.runtime.dataset.NamedClips;
import org.aulos.runtime.pipeline.ClipReader;

/**
 * The generator {@code directory}: gives the clip that bears the id of the prompt. Neither the
 * duration that is asked for nor the seed changes it.
 */
final class DirectoryGenerator implements Generator, MadeElsewhere {
  /** The longest clip that is read, in seconds: bounds the memory of one. */
  static final double LONGEST_SECONDS = 3600;

  private final Path place;
  private final Map<String, List<AudioFile>> clips;
  private final AudioFormat format;
  private final OptionalLong parameters;

  private DirectoryGenerator(
      Path place, Map<String, List<AudioFile>> clips, AudioFormat format, OptionalLong parameters) {
    this.place = place;
    this.clips = clips;
    this.format = format;
    this.parameters = parameters;
  }

  static Generator create(DirectoryOptions options, Resources resources) {
    // Not opened through the resources: what decides a result is the content of each clip.
    Path place = resources.folder().resolve(options.clips()).normalize();
    Map<String, List<AudioFile>> clips = NamedClips.in(place);
    int rate = options.sampleRate();
    int channels = options.channels();
    if (rate == 0 || channels == 0) {
      AudioInfo first = AudioFiles.probe(clips.values().iterator().next().get(0).path());
      rate = rate == 0 ? first.sampleRate() : rate;
      channels = channels == 0 ? first.channels() : channels;
    }
    return new DirectoryGenerator(
        place, clips, new AudioFormat(rate, channels), Checks.known(options.parameters()));
  }

  @Override
  public boolean onDemand() {
    return false;
  }

  @Override
  public AudioFormat audioFormat() {
    return format;
  }

  @Override
  public OptionalLong parameters() {
    return parameters;
  }

  @Override
  public AudioBatch generate(List<Prompt> prompts, GenerationRequest request) {
    if (prompts.isEmpty()) {
      throw new IllegalArgumentException("expected at least one prompt");
    }
    return AudioBatch.of(request.manager(), prompts.stream().map(this::clip).toList());
  }

  private Waveform clip(Prompt prompt) {
    List<AudioFile> found = of(prompt);
    if (found.size() != 1) {
      throw new AulosException(
          found.isEmpty()
              ? "there is no clip for the prompt '%s'; its file would be called %s"
                  .formatted(prompt.id(), NamedClips.bare(prompt.id()) + ".wav")
              : "there are %d clips for the prompt '%s'; leave one"
                  .formatted(found.size(), prompt.id()));
    }
    AudioFile file = found.get(0);
    Waveform own =
        AudioFiles.read(
            file.path(), new Excerpt(file.startSeconds(), file.endSeconds(), LONGEST_SECONDS));
    if (own.frames() == 0) {
      throw new AudioException(file.path(), "holds no samples");
    }
    return ClipReader.convert(own, format);
  }

  private List<AudioFile> of(Prompt prompt) {
    List<AudioFile> exact = clips.getOrDefault(prompt.id(), List.of());
    return exact.isEmpty() ? clips.getOrDefault(NamedClips.bare(prompt.id()), List.of()) : exact;
  }

  @Override
  public List<String> remarks(List<Prompt> prompts) {
    List<String> remarks = new ArrayList<>();
    List<String> missing =
        prompts.stream().filter(prompt -> of(prompt).isEmpty()).map(Prompt::id).toList();
    if (!missing.isEmpty()) {
      remarks.add(
          "%d of %d prompts have no clip in %s: %s"
              .formatted(missing.size(), prompts.size(), place, Listing.of(missing)));
    }
    Set<List<AudioFile>> wanted = new HashSet<>();
    prompts.forEach(prompt -> wanted.add(of(prompt)));
    List<String> extra =
        clips.entrySet().stream()
            .filter(clip -> !wanted.contains(clip.getValue()))
            .map(Map.Entry::getKey)
            .toList();
    if (!extra.isEmpty()) {
      remarks.add(
          "%d of %d clips in %s belong to no prompt and are left aside: %s"
              .formatted(extra.size(), clips.size(), place, Listing.of(extra)));
    }
    List<String> others = otherRates(prompts);
    if (!others.isEmpty()) {
      remarks.add(
          "%d of %d clips are not of %d Hz and are resampled: %s"
              .formatted(
                  others.size(),
                  prompts.size() - missing.size(),
                  format.sampleRate(),
                  Listing.of(others)));
    }
    return remarks;
  }

  private List<String> otherRates(List<Prompt> prompts) {
    List<String> others = new ArrayList<>();
    for (Prompt prompt : prompts) {
      for (AudioFile file : of(prompt)) {
        try {
          int rate = AudioFiles.probe(file.path()).sampleRate();
          if (rate != format.sampleRate()) {
            others.add("%s (%d Hz)".formatted(prompt.id(), rate));
          }
        } catch (AudioException e) {
          // Told where the clip is read, together with all else that may be wrong with it.
        }
      }
    }
    return others;
  }
}
