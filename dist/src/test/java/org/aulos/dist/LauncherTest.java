package org.aulos.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.aulos.dist.Launched.Running;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher, with a build that only counts itself and a Java that only shows its arguments. */
class LauncherTest {
  private static final String BUILD =
      """
      #!/bin/sh
      echo once >> builds
      echo noise
      if [ -e broken ]; then echo 'cannot find symbol' >&2; exit 1; fi
      sleep 0.3
      mkdir -p dist/target/aulos/mods dist/target/aulos/lib
      """;

  private static final String JAVA =
      """
      #!/bin/sh
      for argument; do echo "<$argument>"; done
      """;

  @TempDir Path folder;
  private Path home;
  private Path jdk;
  private Path source;

  @BeforeEach
  void layOut() throws IOException {
    home = Files.createDirectories(folder.resolve("a home"));
    jdk = folder.resolve("jdk");
    script(home.resolve("aulos"), Files.readString(Launched.LAUNCHER));
    script(home.resolve("mvnw"), BUILD);
    script(jdk.resolve("bin/java"), JAVA);
    script(jdk.resolve("bin/javac"), JAVA);
    Files.writeString(jdk.resolve("release"), "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"21.0.2\"\n");
    source = home.resolve("api/src/main/java/A.java");
    Files.createDirectories(source.getParent());
    Files.writeString(source, "class A {}");
  }

  private static void script(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private Running start(Path launcher, Object... arguments) throws IOException {
    ProcessBuilder builder = new ProcessBuilder().directory(folder.toFile());
    builder.environment().put("JAVA_HOME", jdk.toString());
    builder.environment().remove("AULOS_OPTS");
    return Launched.start(builder, launcher, arguments);
  }

  private Launched run(Object... arguments) throws IOException, InterruptedException {
    return start(home.resolve("aulos"), arguments).end();
  }

  private int builds() throws IOException {
    Path log = home.resolve("builds");
    return Files.exists(log) ? Files.readAllLines(log).size() : 0;
  }

  /** Lets everything have happened an hour ago. */
  private void age() throws IOException {
    FileTime then = FileTime.from(Instant.now().minusSeconds(3600));
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : files.toList()) {
        Files.setLastModifiedTime(file, then);
      }
    }
  }

  @Test
  void theFirstUseBuildsAndTheSecondDoesNot() throws IOException, InterruptedException {
    Launched first = run("list");
    Launched second = run("list");

    assertThat(first.code()).isZero();
    assertThat(first.err()).contains("aulos: building");
    assertThat(first.out()).doesNotContain("noise").isEqualTo(second.out());
    assertThat(second.err()).isEmpty();
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void argumentsArriveAsTheyAre() throws IOException, InterruptedException {
    Launched run = run("embed", "my sounds", "-o", "title='*' $HOME");

    assertThat(run.out())
        .endsWith(
            "<org.aulos.cli/org.aulos.cli.AulosCommand>\n<embed>\n<my sounds>\n<-o>\n<title='*' $HOME>\n");
  }

  @Test
  void memoryOfLargeArraysIsKeptUnlessTheUserSaysOtherwise()
      throws IOException, InterruptedException {
    script(jdk.resolve("bin/java"), "#!/bin/sh\nenv | grep ^MALLOC_ | sort\n");
    ProcessBuilder builder = new ProcessBuilder();
    builder.environment().put("JAVA_HOME", jdk.toString());
    builder.environment().put("MALLOC_ARENA_MAX", "3");

    assertThat(Launched.start(builder, home.resolve("aulos")).end().out())
        .isEqualTo("MALLOC_ARENA_MAX=3\nMALLOC_MMAP_MAX_=0\nMALLOC_TRIM_THRESHOLD_=8589934592\n");
  }

  @Test
  void aChangedSourceIsBuilt() throws IOException, InterruptedException {
    run();
    age();
    run();
    assertThat(builds()).isEqualTo(1);

    Files.writeString(source, "class A { int b; }");
    run();

    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void aVanishedSourceIsBuilt() throws IOException, InterruptedException {
    run();
    age();

    Files.delete(source);
    run();

    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void aTestIsNoReasonToBuild() throws IOException, InterruptedException {
    run();
    age();

    Files.createDirectories(home.resolve("api/src/test/java"));
    Files.writeString(home.resolve("api/src/test/java/ATest.java"), "class ATest {}");
    run();

    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void afterAFailedBuildNothingIsTakenForBuilt() throws IOException, InterruptedException {
    Files.createFile(home.resolve("broken"));
    Launched failed = run("list");
    Files.delete(home.resolve("broken"));
    Launched mended = run("list");

    assertThat(failed.code()).isEqualTo(1);
    assertThat(failed.out()).isEmpty();
    assertThat(failed.err()).contains("cannot find symbol", "aulos: the build failed");
    assertThat(mended.code()).isZero();
    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void aFailedRebuildDoesNotFallBackToWhatWasThere() throws IOException, InterruptedException {
    run();
    age();
    Files.writeString(source, "class A {");
    Files.createFile(home.resolve("broken"));

    assertThat(run("list").code()).isEqualTo(1);
    assertThat(run("list").code()).isEqualTo(1);
  }

  @Test
  void twoAtOnceBuildOnce() throws IOException, InterruptedException {
    Running first = start(home.resolve("aulos"), "list");
    Running second = start(home.resolve("aulos"), "list");

    assertThat(List.of(first.end(), second.end())).extracting(Launched::code).containsOnly(0);
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void aLinkFromElsewhereLeadsHome() throws IOException, InterruptedException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), home.resolve("aulos"));

    Launched run = start(link, "list").end();

    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains("<-Daulos.home=" + home.toRealPath() + ">")
        .contains("<" + home.toRealPath() + "/dist/target/aulos/lib/*>");
  }

  @Test
  void anOldJavaIsNamed() throws IOException, InterruptedException {
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"11.0.22\"\n");

    Launched run = run("list");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            "aulos: "
                + jdk.resolve("bin/java")
                + " is Java 11.0.22; Aulos needs 17 or newer: install a JDK 17 or newer, or set JAVA_HOME to one\n");
    assertThat(builds()).isZero();
  }

  @Test
  void aJavaWithoutItsReleaseFileIsAsked() throws IOException, InterruptedException {
    Files.delete(jdk.resolve("release"));
    script(jdk.resolve("bin/java"), "#!/bin/sh\necho 'openjdk version \"1.8.0_392\"' >&2\n");

    assertThat(run("list").err()).contains("is Java 1.8.0_392; Aulos needs 17");
  }

  @Test
  void aFolderWithoutJavaIsNamed() throws IOException, InterruptedException {
    Files.delete(jdk.resolve("bin/java"));

    Launched run = run("list");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("there is no Java in JAVA_HOME=" + jdk);
  }

  @Test
  void aRuntimeWithoutACompilerCannotBuild() throws IOException, InterruptedException {
    Files.delete(jdk.resolve("bin/javac"));

    Launched run = run("list");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("takes a JDK", "without a compiler");
    assertThat(builds()).isZero();
  }
}
