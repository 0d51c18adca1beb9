package org.aulos.plugins.coala.tags;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.aulos.api.CheckpointException;
import org.aulos.nn.StateDict;
import org.aulos.nn.StoredTensor;
import org.aulos.testkit.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway.Init") // JUnit sets it before each test
class WordVectorsTest {
  private static final List<String> WORDS = List.of("rain", "sea");
  private static final float[] VALUES = {1, -2.5f, 0.25f, 0, 1e-7f, 3};

  @TempDir private Path folder;

  private Path file(byte[] content) throws IOException {
    return Files.write(folder.resolve("vectors"), content);
  }

  private WordVectors read(String content) throws IOException {
    return WordVectors.read(file(content.getBytes(StandardCharsets.UTF_8)));
  }

  /** What word2vec writes; the original program puts a line break behind each vector. */
  private static byte[] binary(String lineBreak) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes("2 3\n".getBytes(StandardCharsets.US_ASCII));
    for (int word = 0; word < 2; word++) {
      ByteBuffer vector = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
      vector.asFloatBuffer().put(VALUES, 3 * word, 3);
      bytes.writeBytes((WORDS.get(word) + " ").getBytes(StandardCharsets.US_ASCII));
      bytes.writeBytes(vector.array());
      bytes.writeBytes(lineBreak.getBytes(StandardCharsets.US_ASCII));
    }
    return bytes.toByteArray();
  }

  private static void assertIsRainAndSea(WordVectors vectors) {
    float[] values = new float[6];
    vectors.copy("rain", values, 0);
    vectors.copy("sea", values, 3);
    assertThat(vectors.words()).isEqualTo(WORDS);
    assertThat(vectors.width()).isEqualTo(3);
    assertThat(values).containsExactly(VALUES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2 3\nrain 1 -2.5 0.25\nsea 0 1e-7 3\n",
        "2 3\nrain 1.0 -2.5 0.25 \nsea 0 1e-7 3 ",
        "rain 1 -2.5 0.25\nsea 0 1e-07 3",
        "rain 1 -2.5 0.25\r\nsea 0 0.0000001 3\r\n"
      })
  void readsTextOfWord2vecAndGlove(String content) throws IOException {
    assertIsRainAndSea(read(content));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n"})
  void readsBinaryVectorsOfWord2vec(String lineBreak) throws IOException {
    assertIsRainAndSea(WordVectors.read(file(binary(lineBreak))));
  }

  @Test
  void readsWordsWithSpacesInThem() throws IOException {
    assertThat(read("rain 1 2\n. . . 3 4\n").words()).containsExactly("rain", ". . .");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "3 2;rain 1 2;sea 3 4 | ends after 2 of 3 words; it is truncated",
        "rain 1 2;sea 3 | line of word 2, 'sea', has 1 values, not 2",
        "2 3;rain 1 2;sea 3 4 | 'rain', has 2 values, not 3",
        "rain 1 2;rain 3 4 | 'rain' stands there twice",
        "rain 1 NaN | a value of word 1 is NaN",
        "rain 1 2;sea Infinity 4 | a value of word 2 is Infinity",
        "rain 1 2;sea x 4 | 'x' is no number",
        "rain | vectors of 0 values",
        "999999999 8000;rain 1 | more than",
        "1 99999;rain 1 | vectors of 99999 values",
        "; | empty"
      })
  void refusesDamagedText(String content, String message) {
    assertThatThrownBy(() -> read(content.replace(';', '\n')))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("vectors")
        .hasMessageContaining(message);
  }

  @Test
  void refusesATruncatedBinaryFileWhereverItEnds() throws IOException {
    byte[] whole = binary("");

    for (int length = 0; length < whole.length; length++) {
      Path file = file(Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> WordVectors.read(file))
          .as("%s bytes", length)
          .isInstanceOf(CheckpointException.class);
    }
  }

  @Test
  void refusesBinaryVectorsThatAreNotFinite() throws IOException {
    byte[] content = binary("");
    ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).putFloat(9, Float.NaN);

    Path file = file(content);

    assertThatThrownBy(() -> WordVectors.read(file)).hasMessageContaining("word 1 is NaN");
  }

  @Test
  void readsThePublishedArrayWithItsVocabulary() throws IOException {
    Path array = SharedData.assume("fixtures/coala/embedding_matrix_128.npy");
    Path network = SharedData.assume("fixtures/coala/tag_encoder_128_selfatt_c_4h.pt");
    List<String> words = WordList.read(SharedData.assume("fixtures/coala/id2token_top_1000.json"));

    WordVectors vectors = WordVectors.read(array, words);

    assertThat(vectors.width()).isEqualTo(128);
    assertThat(vectors.rows().toFloats())
        .containsExactly(WordVectors.read(network, words).rows().toFloats());
  }

  @Test
  void readsArraysWithAndWithoutARowOfZeros() throws IOException {
    WordVectors vectors = new WordVectors(WORDS, VALUES, 3);
    Path file = folder.resolve("array.safetensors");
    StateDict.of("test", Map.of("any", StoredTensor.of(VALUES, new Shape(2, 3)))).write(file);

    assertIsRainAndSea(WordVectors.of(vectors.rows(), WORDS));
    assertIsRainAndSea(WordVectors.read(file, WORDS));
  }

  @Test
  void refusesArraysOfOtherWords() {
    StoredTensor three = StoredTensor.of(VALUES, new Shape(3, 2));

    assertThatThrownBy(() -> WordVectors.of(three, List.of("rain")))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("1 words")
        .hasMessageContaining("(3, 2)");
    assertThatThrownBy(() -> WordVectors.of(three, WORDS))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("not of zeros");
  }

  @Test
  void saysThatAFileOfWordsNeedsNoVocabulary() throws IOException {
    Path file = file("rain 1 2\nsea 3 4\n".getBytes(StandardCharsets.UTF_8));

    assertThatThrownBy(() -> WordVectors.read(file, WORDS))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("leave 'vocabulary' out");
  }

  @Test
  void keepsSomeWordsInTheOrderAsked() throws IOException {
    WordVectors some =
        read("rain 1 2\nsea 3 4\ndog 5 6\n").only(List.of("dog", "cat", "rain", "dog"));

    assertThat(some.words()).containsExactly("dog", "rain");
    assertThat(some.rows().toFloats()).containsExactly(0, 0, 5, 6, 1, 2);
  }

  @Test
  void refusesAWordTwiceAndValuesThatAreNotFinite() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WordVectors(List.of("sea", "sea"), new float[2], 1))
        .withMessageContaining("sea twice");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WordVectors(List.of("sea"), new float[] {Float.NaN}, 1))
        .withMessageContaining("'sea'");
  }
}
