package org.aulos.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway.Init") // JUnit sets it before each test
class CheckpointDocumentTest {
  @TempDir private Path folder;

  private CheckpointDocument read(String json) throws IOException {
    Files.writeString(folder.resolve("model.json"), json);
    return CheckpointDocument.read(folder, "model.json", "test-1");
  }

  @Test
  void readsItsMembers() throws IOException {
    CheckpointDocument document =
        read(
            "{'format': 'test-1', 'mode': 'training', 'x': 0.5, 'all': [1, 2], 'words': ['a'], 'on': true}"
                .replace('\'', '"'));

    assertThat(document.constant("mode", Mode.class)).isEqualTo(Mode.TRAINING);
    assertThat(document.number("x")).isEqualTo(0.5);
    assertThat(document.numbers("all")).containsExactly(1, 2);
    assertThat(document.texts("words")).containsExactly("a");
    assertThat(document.flag("on")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{", "{}", "{\"format\": \"test-2\"}", "{\"format\": []}"})
  void refusesOtherDocuments(String json) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("model.json");
  }

  @Test
  void namesAMemberThatDoesNotFit() throws IOException {
    CheckpointDocument document = read("{\"format\": \"test-1\", \"x\": \"many\"}");

    assertThatThrownBy(() -> document.number("x")).hasMessageContaining("'x' is \"many\"");
    assertThatThrownBy(() -> document.number("y")).hasMessageContaining("there is no 'y'");
    assertThatThrownBy(() -> document.constant("x", Mode.class)).hasMessageContaining("'x' is");
  }

  @Test
  void saysWhatAFolderWithoutIsNot() {
    assertThatThrownBy(() -> CheckpointDocument.read(folder, "other.json", "test-1"))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("aulos train");
  }
}
