package org.aulos.runtime.generator;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.aulos.api.AulosException;
import org.aulos.api.OptionsException;
import org.aulos.api.Prompt;

/**
 * A program and its arguments, in which words in braces stand for what each prompt asks. Every
 * argument stays one argument, whatever a prompt says, and what takes the place of a placeholder is
 * not looked at again.
 */
final class CommandLine {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z]+)}");

  private static final String OUTPUT = "output";
  private static final List<String> NAMES =
      List.of("prompt", "description", "lyrics", "id", OUTPUT, "seed", "seconds");

  private final List<String> arguments;

  /**
   * A program and its arguments.
   *
   * @throws OptionsException if there is no program, no place for the output, or a placeholder that
   *     does not exist
   */
  CommandLine(List<String> arguments) {
    this.arguments = List.copyOf(arguments);
    if (arguments.isEmpty()) {
      throw new OptionsException(
          "there is no command; name a program and its arguments, as in command: [python, gen.py, \"--prompt={prompt}\", --out, \"{output}\"]");
    }
    List<String> used =
        arguments.stream()
            .flatMap(text -> PLACEHOLDER.matcher(text).results())
            .map(match -> match.group(1))
            .toList();
    for (String name : used) {
      if (!NAMES.contains(name)) {
        throw new OptionsException(
            "the command has the placeholder {%s}; those there are: {%s}"
                .formatted(name, String.join("}, {", NAMES)));
      }
    }
    if (!used.contains(OUTPUT)) {
      throw new OptionsException(
          "the command has no {output}; write it where the program expects the file to write");
    }
  }

  /** The program, as it was written. */
  String program() {
    return arguments.get(0);
  }

  /** The arguments without placeholders, the program among them. */
  List<String> fixed() {
    return arguments.stream().filter(text -> !PLACEHOLDER.matcher(text).find()).toList();
  }

  /**
   * The command for one prompt.
   *
   * @throws AulosException if the prompt lacks what the command asks for
   */
  List<String> of(Prompt prompt, Path output, long seed, double seconds) {
    List<String> filled = new ArrayList<>();
    for (String argument : arguments) {
      Matcher matcher = PLACEHOLDER.matcher(argument);
      filled.add(
          matcher.replaceAll(
              match ->
                  Matcher.quoteReplacement(value(match.group(1), prompt, output, seed, seconds))));
    }
    return filled;
  }

  private static String value(String name, Prompt prompt, Path output, long seed, double seconds) {
    return switch (name) {
      case "prompt" ->
          words(
              prompt,
              "neither description nor lyrics",
              Optional.ofNullable(prompt.description()).or(() -> lyrics(prompt)));
      case "description" ->
          words(prompt, "no description", Optional.ofNullable(prompt.description()));
      case "lyrics" -> words(prompt, "no lyrics", lyrics(prompt));
      case "id" -> prompt.id();
      case OUTPUT -> output.toString();
      case "seed" -> Long.toString(seed);
      case "seconds" ->
          new BigDecimal(Double.toString(seconds)).stripTrailingZeros().toPlainString();
      default -> throw new IllegalArgumentException("no placeholder is called " + name);
    };
  }

  private static Optional<String> lyrics(Prompt prompt) {
    return Optional.ofNullable(prompt.lyrics());
  }

  private static String words(Prompt prompt, String lacking, Optional<String> words) {
    String text =
        words.orElseThrow(
            () ->
                new AulosException(
                    "the prompt '%s' has %s, which the command asks for"
                        .formatted(prompt.id(), lacking)));
    if (text.indexOf('\0') >= 0) {
      throw new AulosException(
          "the prompt '%s' holds the character NUL, which no program can be given"
              .formatted(prompt.id()));
    }
    return text;
  }
}
