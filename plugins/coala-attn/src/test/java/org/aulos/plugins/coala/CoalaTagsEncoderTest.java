package org.aulos.plugins.coala;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.aulos.api.CheckpointException;
import org.aulos.api.EmbeddingBatch;
import org.aulos.api.Encoder;
import org.aulos.api.TagBatch;
import org.aulos.nn.StateDict;
import org.aulos.testkit.SharedData;
import org.aulos.testkit.TestResources;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway.Init") // JUnit sets them before each test
class CoalaTagsEncoderTest {
  @TempDir private Path folder;
  private NDManager manager;

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager();
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private Encoder<TagBatch> encoder(Path weights, Path vocabulary) {
    return CoalaTagsEncoder.of(
        new CoalaTagsOptions(weights, vocabulary, true, Path.of("")),
        TestResources.of(manager, folder));
  }

  private Encoder<TagBatch> small() throws IOException {
    return SmallTags.write(folder, List.of("rock", "guitar", "loud", "piano"), manager);
  }

  /** The sets of the reference, in another order than that of the vocabulary. */
  @ParameterizedTest
  @CsvSource({
    "coala-tag-mean, tag_encoder_128_mean_c.pt",
    "coala-tag-attention-1h, tag_encoder_128_selfatt_c_1h.pt",
    "coala-tag-attention-4h, tag_encoder_128_selfatt_c_4h.pt"
  })
  void encodesAsThePublishedNetworksDo(String name, String file) {
    Golden golden = Golden.shared(name, manager);
    Path published = SharedData.assume("fixtures/coala");
    Object names = Objects.requireNonNull(golden.numbers().config().get("tag_names"));
    List<List<String>> tags =
        ((List<?>) names)
            .stream()
                .map(set -> ((List<?>) set).stream().map(Object::toString).sorted().toList())
                .toList();

    Encoder<TagBatch> encoder =
        encoder(published.resolve(file), published.resolve("id2token_top_1000.json"));

    assertThat(encoder.dimension()).isEqualTo(128);
    golden.numbers().assertMatches("phi_w", encoder.encode(new TagBatch(tags)).vectors());
  }

  @ParameterizedTest
  @ValueSource(strings = {"coala-tag-attention-1h", "coala-tag-attention-4h"})
  void attendsAsThePublishedNetworksDo(String name) throws IOException {
    Golden golden = Golden.shared(name, manager);
    TagNetwork network = TagNetwork.of(golden.weights(), true);
    int[] ids = golden.numbers().input("tags").ints();

    NDArray attention =
        network.attention(
            Words.of(golden.weights(), ids, manager),
            Words.counts(ids),
            golden.weights("", network.shapes()));

    golden.numbers().assertMatches("attention", attention);
  }

  @Test
  void doesNotHearWordsThatItDoesNotKnow() throws IOException {
    Encoder<TagBatch> encoder = small();

    float[] known = encoder.encode(new TagBatch(List.of(List.of("rock", "piano")))).toFloats();

    assertThat(
            encoder
                .encode(new TagBatch(List.of(List.of("zither", "piano", "rock", "rock"))))
                .toFloats())
        .containsExactly(known);
  }

  @Test
  void hearsTheFirstTenWordsOfTheVocabulary() throws IOException {
    List<String> words = IntStream.range(0, 12).mapToObj(i -> "wordy" + (char) ('a' + i)).toList();
    Encoder<TagBatch> encoder = SmallTags.write(folder, words, manager);

    List<String> reversed = new ArrayList<>(words);
    Collections.reverse(reversed);
    EmbeddingBatch all = encoder.encode(new TagBatch(List.of(reversed, words.subList(0, 1))));

    float[] ten = encoder.encode(new TagBatch(List.of(words.subList(0, 10)))).toFloats();
    float[] nine = encoder.encode(new TagBatch(List.of(words.subList(0, 9)))).toFloats();
    float[] one = encoder.encode(new TagBatch(List.of(words.subList(0, 1)))).toFloats();
    assertThat(Arrays.copyOf(all.toFloats(), 16)).containsExactly(ten, within(1e-6f));
    assertThat(Arrays.copyOfRange(all.toFloats(), 16, 32)).containsExactly(one, within(1e-6f));
    assertThat(ten).isNotEqualTo(nine);
  }

  private Encoder<TagBatch> knowing(String vectors) throws IOException {
    small();
    Path file = Files.writeString(folder.resolve("vectors.txt"), vectors);
    return CoalaTagsEncoder.of(
        new CoalaTagsOptions(Path.of(SmallTags.WEIGHTS), Path.of(SmallTags.VOCABULARY), true, file),
        TestResources.of(manager, folder));
  }

  @Test
  void hearsUnknownWordsThroughVectorsOfTheSameSpace() throws IOException {
    small();
    float[] table =
        StateDict.read(folder.resolve(SmallTags.WEIGHTS)).get(TagNetwork.TABLE).toFloats();
    StringBuilder vectors = new StringBuilder("zither");
    for (int i = 16; i < 32; i++) { // behind the row of zeros: "rock"
      vectors.append(' ').append(table[i]);
    }

    Encoder<TagBatch> encoder = knowing(vectors.toString());

    assertThat(encoder.encode(new TagBatch(List.of(List.of("Zithers")))).toFloats())
        .containsExactly(encoder.encode(new TagBatch(List.of(List.of("rock")))).toFloats());
  }

  @Test
  void refusesVectorsOfAnotherWidth() {
    assertThatThrownBy(() -> knowing("zither 1 2 3"))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("of 16 values, but those named have 3");
  }

  @Test
  void asksForTheVocabularyOfPublishedWeights() throws IOException {
    small();

    assertThatThrownBy(() -> encoder(folder.resolve(SmallTags.WEIGHTS), Path.of("")))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("name the vocabulary");
  }

  @Test
  void refusesTheVocabularyOfAnotherNetwork() throws IOException {
    small();
    Path other = Files.writeString(folder.resolve("other.json"), "{\"0\": \"rock\"}");

    assertThatThrownBy(() -> encoder(folder.resolve(SmallTags.WEIGHTS), other))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("1 words")
        .hasMessageContaining("(5, 16)");
  }

  @ParameterizedTest
  @CsvSource({"[], list of words", "'{\"1\": \"rock\"}', number 0", "{, list of words"})
  void refusesWhatIsNoVocabulary(String content, String message) throws IOException {
    small();
    Path broken = Files.writeString(folder.resolve("broken.json"), content);

    assertThatThrownBy(() -> encoder(folder.resolve(SmallTags.WEIGHTS), broken))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("broken.json")
        .hasMessageContaining(message);
  }

  @Test
  void refusesTruncatedWeights() throws IOException {
    small();
    Path whole = folder.resolve(SmallTags.WEIGHTS);
    byte[] bytes = Files.readAllBytes(whole);
    Files.write(whole, Arrays.copyOf(bytes, bytes.length / 2));

    assertThatThrownBy(() -> encoder(whole, folder.resolve(SmallTags.VOCABULARY)))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining(SmallTags.WEIGHTS);
  }
}
