package org.aulos.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GroupsTest {
  private static Clip clip(String id) {
    return Clip.of(id, AudioFile.whole(Path.of(id)));
  }

  private static final ClipGroup PAIR =
      new ClipGroup("pair", Map.of("left", clip("a"), "right", clip("b")), "");

  private static EmbeddingSet set(String... ids) {
    return new EmbeddingSet("test", List.of(ids), new float[ids.length], 1);
  }

  @Test
  void aRoleLeadsToTheVectorOfItsClip() {
    GroupedEmbeddings evidence = new GroupedEmbeddings(set("x", "b", "a"), List.of(PAIR));

    assertThat(evidence.rows("left")).containsExactly(2);
    assertThat(evidence.rows("right")).containsExactly(1);
  }

  @Test
  void aRoleThatIsNotThereIsNamedBesideThoseThatAre() {
    GroupedEmbeddings evidence = new GroupedEmbeddings(set("a", "b"), List.of(PAIR));

    assertThatThrownBy(() -> evidence.rows("middle"))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("no clip of 'pair' is its 'middle'")
        .hasMessageContaining("left");
  }

  @Test
  void everyClipNeedsOneVector() {
    assertThatThrownBy(() -> new GroupedEmbeddings(set("a"), List.of(PAIR)))
        .hasMessage("clip 'b' of group 'pair' has no vector");
    assertThatThrownBy(() -> new GroupedEmbeddings(set("a", "a", "b"), List.of(PAIR)))
        .hasMessage("expected one vector for each clip but were 3 for 2");
  }

  @Test
  void aGroupHasAClip() {
    assertThatThrownBy(() -> new ClipGroup("none", Map.of(), ""))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
