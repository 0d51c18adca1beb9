package org.aulos.plugins.coala.tags;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.aulos.api.CheckpointException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SuppressWarnings("NullAway.Init") // JUnit sets it before each test
class WordListTest {
  @TempDir private Path folder;

  private List<String> read(String content) throws IOException {
    return WordList.read(Files.writeString(folder.resolve("words"), content));
  }

  @Test
  void readsWordsByNumberInTheOrderOfTheNumbers() throws IOException {
    assertThat(read("{\"1\": \"sea\", \"0\": \"rain\"}")).containsExactly("rain", "sea");
  }

  @Test
  void readsAWordInEachLine() throws IOException {
    assertThat(read("rain\r\nsea\n\nläuten\n")).containsExactly("rain", "sea", "läuten");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "{\"1\": \"rain\"} | number 0",
        "{\"0\": \"rain\", \"1\": \"rain\"} | 'rain'",
        "{\"0\": \"rain\" | words",
        "{\"0\": {}} | words"
      })
  void refusesWhatIsNoVocabulary(String content, String message) {
    assertThatThrownBy(() -> read(content))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("is no list of words")
        .hasMessageContaining(message);
  }

  @Test
  void readsLinesAsTheyAre() throws IOException {
    Path file = Files.writeString(folder.resolve("lists"), "sea, rain\n\nsea, rain\n");

    assertThat(WordList.lines(file)).containsExactly("sea, rain", "sea, rain");
  }

  @Test
  void refusesWhatIsNoText() throws IOException {
    Path file =
        Files.write(folder.resolve("words"), "läuten".getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> WordList.read(file))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("UTF-8");
  }
}
