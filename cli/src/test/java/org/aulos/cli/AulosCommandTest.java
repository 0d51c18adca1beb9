package org.aulos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class AulosCommandTest {
  static Stream<String> commands() {
    return AulosCommand.commandLine().getSubcommands().keySet().stream()
        .filter(name -> !name.equals("help"));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandHelpsWithAnExample(String command) {
    Ran help = Ran.aulos(command, "--help");

    assertThat(help.code()).isZero();
    assertThat(help.err()).isEmpty();
    assertThat(help.out())
        .startsWith("Usage: aulos " + command)
        .contains("Example: aulos " + command);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void theHelpListsEveryCommandWithAWholeSentence(String command) {
    assertThat(Ran.aulos("--help").out().replaceAll("\\s+", " "))
        .containsPattern(" " + command + " [A-Z][^.]*\\.");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandKnowsItsVersion(String command) {
    assertThat(Ran.aulos(command, "--version").out()).startsWith("aulos ").contains("Java ");
  }

  @Test
  void withoutACommandTheHelpIsAnError() {
    Ran ran = Ran.aulos();

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).startsWith("Usage: aulos");
  }

  @Test
  void aMistypedCommandIsAnsweredWithItsLikes() {
    Ran ran = Ran.aulos("benhc");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err())
        .contains("there is no command 'benhc'", "aulos bench", "Try 'aulos --help'.")
        .hasLineCount(3);
  }

  @Test
  void aMistypedOptionIsAnsweredWithItsLikes() {
    Ran ran = Ran.aulos("bench", "--limt", "3");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err())
        .contains("Unknown option: '--limt'", "--limit", "Try 'aulos bench --help'.");
  }

  @Test
  void anArgumentTooManyIsRefused() {
    Ran ran = Ran.aulos("plugin", "list", "now");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).startsWith("aulos: 'now' is one argument too many");
  }

  @Test
  void aMissingArgumentIsNamed() {
    Ran ran = Ran.aulos("validate");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("'FILE'").contains("Try 'aulos validate --help'.");
  }

  @Test
  void aTextInPlaceOfANumberIsRefused() {
    Ran ran = Ran.aulos("bench", "--workers", "many");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("'--workers'").contains("'many'");
  }
}
