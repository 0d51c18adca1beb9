package org.aulos.api.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.aulos.api.Dataset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

public class ComponentTest {
  /** Options of a component. */
  public record Options(int size) {}

  record Hidden(int size) {}

  @Test
  void isKnownByRoleAndName() {
    assertThat(Component.dataset("folders-2", new Options(1), (o, r) -> List::of).key())
        .isEqualTo("dataset:folders-2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Folders", "2folders", "folders-", "my folders", "my--folders"})
  void refusesNamesThatAreNoHyphenatedWords(String name) {
    assertThatThrownBy(() -> Component.dataset(name, new Options(1), (o, r) -> List::of))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("as in log-mel, but was '" + name + "'");
  }

  @Test
  void refusesOptionsThatNobodyCanSee() {
    assertThatThrownBy(() -> Component.dataset("folders", new Hidden(1), (o, r) -> List::of))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the options of 'folders' must be a public record");
  }

  @Test
  void rolesAreFoundByTheirNames() {
    assertThat(Role.named("dataset")).contains(Role.DATASET);
    assertThat(Role.named("encoders")).contains(Role.ENCODER);
    assertThat(Role.named("sheep")).isEmpty();
    assertThat(Role.values()).extracting(Role::plural).doesNotHaveDuplicates();
  }

  @Test
  void rolesCastToTheirContract() {
    Dataset dataset = List::of;

    assertThat(Role.DATASET.cast(dataset)).isSameAs(dataset);
    assertThatThrownBy(() -> Role.EXTRACTOR.cast(dataset)).isInstanceOf(ClassCastException.class);
  }
}
