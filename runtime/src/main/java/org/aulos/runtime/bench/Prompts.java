package org.aulos.runtime.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.aulos.api.AudioFile;
import org.aulos.api.AudioSource;
import org.aulos.api.Clip;
import org.aulos.api.Dataset;
import org.aulos.api.Lyrics;
import org.aulos.api.Prompt;
import org.aulos.runtime.Digests;
import org.aulos.runtime.bench.TextOptions.Source;
import org.aulos.runtime.dataset.PromptFile;
import org.aulos.runtime.pipeline.EmbeddingPass;
import org.jspecify.annotations.Nullable;

/**
 * What generators are asked for.
 *
 * @param items the prompts, in their order
 * @param words what of a generated clip is compared with it unless a task says otherwise
 * @param seconds duration that is asked for, in seconds
 */
record Prompts(List<Item> items, Source words, double seconds) {
  // Control characters, which no prompt holds.
  private static final String FIELD = "\u001f";
  private static final String ITEM = "\u001e";

  /** The audio of a clip of which nobody asks for any. */
  private static final AudioSource NOWHERE = AudioFile.whole(Path.of(""));

  /**
   * A prompt, and what is known of the clip that answers it.
   *
   * @param prompt the prompt
   * @param labels classes of the clip
   * @param tags words about the clip
   * @param fold fold of the clip
   */
  record Item(Prompt prompt, List<String> labels, List<String> tags, Optional<String> fold) {
    /** The clip that answers it, once there is one. */
    Clip answer(AudioSource audio) {
      String lyrics = prompt.lyrics();
      return new Clip(
          prompt.id(),
          audio,
          labels,
          tags,
          fold.orElse(null),
          lyrics == null ? null : new Lyrics(lyrics, List.of()));
    }
  }

  /** The prompts that a configuration names. */
  static Prompts of(GeneratorsConfig config, Function<String, Dataset> datasets) {
    PromptsOptions options = config.prompts();
    if (options.inFile()) {
      List<Item> items =
          PromptFile.read(config.folder().resolve(options.file())).stream()
              .map(Prompts::item)
              .toList();
      boolean sung = items.stream().allMatch(item -> item.prompt().lyrics() != null);
      return new Prompts(items, sung ? Source.LYRICS : Source.TAGS, options.seconds());
    }
    List<Item> items =
        datasets.apply(options.dataset()).clips().stream()
            .map(clip -> item(clip, options.of()))
            .toList();
    return new Prompts(items, options.of().get(0), options.seconds());
  }

  private static Item item(Prompt prompt) {
    return new Item(
        prompt,
        List.of(),
        Optional.ofNullable(prompt.description()).stream().toList(),
        Optional.empty());
  }

  private static Item item(Clip clip, List<Source> sources) {
    List<String> description = new ArrayList<>();
    String lyrics = null;
    for (Source source : sources) {
      List<String> words = new TextOptions(source, TextOptions.WORDS).words(clip);
      if (source == Source.LYRICS) {
        lyrics = words.isEmpty() ? null : words.get(0);
      } else {
        description.addAll(words);
      }
    }
    String described = description.isEmpty() ? null : String.join(", ", description);
    return new Item(
        new Prompt(clip.id(), lyrics, described, null),
        clip.labels(),
        clip.tags(),
        Optional.ofNullable(clip.fold()));
  }

  /** At most so many of them, drawn as the clips of a data set are; all if the limit is 0. */
  Prompts limited(int limit) {
    List<Clip> clips = items.stream().map(item -> item.answer(NOWHERE)).toList();
    Set<String> kept =
        EmbeddingPass.limited(clips, limit).stream().map(Clip::id).collect(Collectors.toSet());
    return new Prompts(
        items.stream().filter(item -> kept.contains(item.prompt().id())).toList(), words, seconds);
  }

  /** Digest of all that is asked for, so that no two differ and read alike. */
  String fingerprint() {
    StringBuilder text = new StringBuilder().append(seconds);
    for (Item item : items) {
      Prompt prompt = item.prompt();
      text.append(ITEM)
          .append(
              String.join(FIELD, prompt.id(), said(prompt.lyrics()), said(prompt.description())));
    }
    return Digests.sha256(text.toString());
  }

  private static String said(@Nullable String words) {
    return words == null ? "" : FIELD + words;
  }
}
