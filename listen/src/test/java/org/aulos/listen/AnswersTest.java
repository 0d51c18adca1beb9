package org.aulos.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.aulos.api.AulosException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnswersTest {
  @TempDir Path folder;

  private Path file() {
    return folder.resolve(Answers.FILE);
  }

  @Test
  void whatALaterVersionHasMadeIsLeftAsItIs() {
    Answers.open(folder).close();
    try (Sql sql = Sql.open(file())) {
      sql.update("UPDATE fact SET value = 'aulos-listen-2' WHERE name = 'format'");
    }

    assertThatThrownBy(() -> Answers.open(folder))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("is of the format 'aulos-listen-2'")
        .hasMessageContaining("collect answers in another folder with -d");
  }

  @Test
  void theDatabaseOfAnotherProgramIsLeftAsItIs() {
    try (Sql sql = Sql.open(file())) {
      sql.update("CREATE TABLE recipe (name TEXT)");
    }

    assertThatThrownBy(() -> Answers.open(folder))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("is of the format 'another program'");
    try (Sql sql = Sql.open(file())) {
      assertThat(sql.query("SELECT name FROM sqlite_master", row -> row.getString(1)))
          .containsExactly("recipe");
    }
  }

  @Test
  void aFileThatIsNoDatabaseIsNamed() throws IOException {
    Files.writeString(file(), "no database, but long enough to be looked at as one ".repeat(40));

    assertThatThrownBy(() -> Answers.open(folder))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("cannot open the answers in " + file())
        .hasMessageContaining("or the file damaged?");
  }

  @Test
  void aBrokenOffChangeLeavesNoTrace() {
    Answers.open(folder).close();
    try (Sql sql = Sql.open(file())) {
      assertThatThrownBy(
              () ->
                  sql.together(
                      () -> {
                        sql.update("INSERT INTO rater (name, key) VALUES ('Ada', 'k')");
                        throw new IllegalStateException("broken off");
                      }))
          .isInstanceOf(IllegalStateException.class);
    }

    try (Answers answers = Answers.open(folder)) {
      assertThat(answers.raters()).isEmpty();
    }
  }

  @Test
  void scoresOutOfTheScaleAreRefusedByTheDatabaseToo() {
    Path study = TestStudy.write(folder);
    try (Answers answers = Answers.open(folder)) {
      Rater ada = answers.join("Ada", Study.read(study).options()).orElseThrow();

      assertThatThrownBy(() -> answers.score(ada, new ClipKey("verse-0", "notos"), "relevance", 6))
          .isInstanceOf(AulosException.class)
          .hasMessageContaining("cannot store answers");
    }
  }
}
