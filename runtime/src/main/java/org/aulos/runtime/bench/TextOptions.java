package org.aulos.runtime.bench;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.aulos.api.Clip;
import org.aulos.api.Lyrics;
import org.aulos.api.spi.Describe;

/**
 * Which words of a clip, or of a class, a text encoder is given.
 *
 * @param of where the words come from
 * @param template the text around them; {@code {}} stands for the words
 */
@Describe("The words that a text encoder is given.")
public record TextOptions(
    @Describe("Where the words come from: lyrics, tags or label.") Source of,
    @Describe("The text around the words, which stand for {}; for encoders of texts only.")
        String template) {
  /** The place of the words in a template. */
  static final String WORDS = "{}";

  /** The lyrics as they are. */
  public static final TextOptions DEFAULTS = new TextOptions(Source.LYRICS, WORDS);

  /** The tags as they are. */
  public static final TextOptions TAGS = new TextOptions(Source.TAGS, WORDS);

  /** The label as it is. */
  public static final TextOptions LABEL = new TextOptions(Source.LABEL, WORDS);

  /**
   * A choice of words.
   *
   * @throws IllegalArgumentException if the template has no place for them
   */
  public TextOptions {
    if (!template.contains(WORDS)) {
      throw new IllegalArgumentException(
          "expected a template with {} in the place of the words but was '" + template + "'");
    }
  }

  /** Where words come from. */
  public enum Source {
    /** The words sung in a clip. */
    LYRICS,
    /** The free words about a clip; of a class those that all of its clips have. */
    TAGS,
    /** The class of a clip. */
    LABEL
  }

  /** The words of a clip, in the order of the data set; none if it has none. */
  List<String> words(Clip clip) {
    return switch (of) {
      case LYRICS -> Optional.ofNullable(clip.lyrics()).map(Lyrics::text).stream().toList();
      case TAGS -> clip.tags();
      case LABEL -> clip.label().stream().toList();
    };
  }

  /** The single tags of a clip, each once: its tags, or all of its labels. */
  List<String> tags(Clip clip) {
    List<String> tags = of == Source.LABEL ? clip.labels() : words(clip);
    return tags.stream().distinct().toList();
  }

  @Override
  public String toString() {
    String source = of.name().toLowerCase(Locale.ROOT);
    return template.equals(WORDS) ? source : source + " in '" + template + "'";
  }
}
