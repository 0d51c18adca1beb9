package org.aulos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipFile;
import org.aulos.audio.AudioEncoding;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code embed} and {@code extract} on a folder of unlike recordings. */
final class EmbedCommandTest {
  @TempDir Path folder;
  private Path in;
  private Path out;

  @BeforeEach
  void writeUnlikeRecordings() throws IOException {
    in = Files.createDirectories(folder.resolve("in"));
    out = folder.resolve("out");
    Files.createDirectories(in.resolve("below"));
    Sounds.tone(in.resolve("a.wav"), 440, 1, 16_000, 1, AudioEncoding.WAV_PCM16);
    Sounds.tone(in.resolve("b.flac"), 550, 0.4, 44_100, 2, AudioEncoding.FLAC24);
    Sounds.tone(in.resolve("c.wav"), 660, 2.2, 8_000, 6, AudioEncoding.WAV_FLOAT32);
    Sounds.tone(in.resolve("below/d.wav"), 770, 0.9, 48_000, 1, AudioEncoding.WAV_PCM24);
  }

  private Ran embed(Object... more) {
    Object[] all = new Object[8 + more.length];
    System.arraycopy(
        new Object[] {"embed", in, "-d", out, "-x", "mfcc", "-e", "statistics"}, 0, all, 0, 8);
    System.arraycopy(more, 0, all, 8, more.length);
    return Ran.aulos(all);
  }

  @Test
  void recordingsOfAnyRateLengthFormatAndChannelsBecomeVectors() throws IOException {
    Ran ran = embed();

    assertThat(ran.code()).isZero();
    assertThat(ran.out()).contains("4 vectors of 40 values", "embeddings.npy");
    assertThat(header(out.resolve("embeddings.npy"))).contains("'<f4'", "(4, 40)");
    assertThat(Files.readAllLines(out.resolve("clips.csv")))
        .satisfiesExactly(
            header -> assertThat(header).startsWith("id"),
            row -> assertThat(row).startsWith("a"),
            row -> assertThat(row).startsWith("b"),
            row -> assertThat(row).startsWith("below/d"),
            row -> assertThat(row).startsWith("c"));
  }

  @Test
  void aBrokenRecordingIsNamedAndSkipped() throws IOException {
    Path broken = Files.writeString(in.resolve("broken.wav"), "not a sound");

    Ran ran = embed("-q");

    assertThat(ran.code()).isEqualTo(5);
    assertThat(ran.err()).contains("warning: " + broken, "(skipped)");
    assertThat(ran.out()).contains("4 vectors").doesNotContain("broken");
  }

  @Test
  void aBrokenRecordingEndsAStrictRun() throws IOException {
    Path broken = Files.writeString(in.resolve("broken.wav"), "not a sound");

    Ran ran = embed("--strict");

    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.err()).contains("aulos: " + broken);
    assertThat(out.resolve("embeddings.npy")).doesNotExist();
  }

  @Test
  void vectorsComeAsAnArchive() throws IOException {
    Ran ran = embed("--format", "npz");

    assertThat(ran.out()).contains("embeddings.npz");
    try (ZipFile zip = new ZipFile(out.resolve("embeddings.npz").toFile());
        InputStream ids = zip.getInputStream(zip.getEntry("ids.npy"))) {
      assertThat(zip.getEntry("embeddings.npy")).isNotNull();
      assertThat(new String(ids.readAllBytes(), StandardCharsets.ISO_8859_1)).contains("(4,)");
    }
  }

  @Test
  void vectorsComeAsText() throws IOException {
    embed("--format", "csv");

    assertThat(Files.readAllLines(out.resolve("embeddings.csv")))
        .hasSize(5)
        .allSatisfy(line -> assertThat(line.split(",")).hasSize(41));
  }

  @Test
  void anUnknownFormatIsAnsweredWithThoseThereAre() {
    Ran ran = embed("--format", "mat");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("'mat'", "NPY", "NPZ", "CSV");
  }

  @Test
  void theEncoderMayBeGivenWithOptions() {
    Ran ran =
        Ran.aulos(
            "embed", in, "-d", out, "-x", "mfcc", "-e", "{use: statistics, deltas: true}", "-q");

    assertThat(ran.out()).contains("4 vectors of 80 values");
  }

  @Test
  void withoutAnEncoderOneIsAskedFor() {
    Ran ran = Ran.aulos("embed", in, "-d", out);

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("name an encoder", "-x mfcc -e statistics", "'aulos list'");
  }

  @Test
  void anEncoderOfFeaturesAsksForItsExtractor() {
    Ran ran = Ran.aulos("embed", in, "-d", out, "-e", "statistics");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("needs an extractor", "log-mel");
  }

  @Test
  void aFolderThatIsNotThereIsNamed() {
    Ran ran = Ran.aulos("embed", folder.resolve("no"), "-d", out, "-x", "mfcc", "-e", "statistics");

    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.err()).contains("there is no file or folder " + folder.resolve("no"));
  }

  @Test
  void aFolderWithoutSoundsIsNamed() throws IOException {
    Path empty = Files.createDirectories(folder.resolve("empty"));

    Ran ran = Ran.aulos("embed", empty, "-d", out, "-x", "mfcc", "-e", "statistics");

    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.err()).contains(empty.toString(), "holds no audio");
  }

  @Test
  void featuresAreWrittenForEachRecording() throws IOException {
    Files.writeString(in.resolve("broken.wav"), "not a sound");

    Ran ran = Ran.aulos("extract", in, "-d", out, "-x", "log-mel", "-q");

    assertThat(ran.code()).isEqualTo(5);
    assertThat(ran.err()).contains("broken.wav");
    try (var files = Files.walk(out)) {
      assertThat(
              files
                  .map(file -> file.getFileName().toString())
                  .filter(name -> name.endsWith(".npy")))
          .hasSize(4)
          .allMatch(name -> name.matches("[abcd].*\\.npy"));
    }
    assertThat(header(out.resolve("a.wav.npy"))).contains(", 64)");
  }

  @Test
  void withoutAnExtractorOneIsAskedFor() {
    Ran ran = Ran.aulos("extract", in, "-d", out);

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("name an extractor", "-x log-mel");
  }

  private static String header(Path npy) throws IOException {
    try (InputStream bytes = Files.newInputStream(npy)) {
      return new String(bytes.readNBytes(128), StandardCharsets.ISO_8859_1);
    }
  }
}
