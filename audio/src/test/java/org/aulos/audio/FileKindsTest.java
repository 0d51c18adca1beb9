package org.aulos.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.aulos.api.AudioException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class FileKindsTest {
  @TempDir private Path folder;

  @Test
  void aMissingFileIsNamed() {
    assertRefused(folder.resolve("none.wav"), "does not exist; check the path");
  }

  @Test
  void aFolderIsRefused() {
    assertRefused(folder, "is a directory; name a sound file inside it");
  }

  @Test
  void anEmptyFileIsRefused() throws IOException {
    assertRefused(Files.createFile(folder.resolve("empty.wav")), "is empty (0 bytes)");
  }

  @Test
  @Timeout(10)
  void aPipeIsRefusedWithoutWaiting() throws IOException, InterruptedException {
    Path pipe = folder.resolve("pipe");
    assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);

    assertRefused(pipe, "is a pipe, socket or device; copy the sound to a regular file first");
  }

  @Test
  void aDeviceIsRefused() {
    Path device = Path.of("/dev/zero");
    assumeTrue(Files.exists(device));

    assertRefused(device, "is a pipe, socket or device");
  }

  @Test
  void aFileThatMayNotBeReadIsNamed() throws IOException {
    Path file = Files.write(folder.resolve("secret.wav"), SoundBytes.wav16(1, 1));
    assumeTrue(file.getFileSystem().supportedFileAttributeViews().contains("posix"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
    assumeFalse(Files.isReadable(file), "root reads everything");

    assertRefused(file, "may not be read; check its permissions");
  }

  @Test
  void aLinkIsFollowed() throws IOException {
    Path file = Files.write(folder.resolve("a.wav"), SoundBytes.wav16(1, 1, 2));

    Path link = Files.createSymbolicLink(folder.resolve("link"), file);

    assertThat(AudioFiles.read(link).frames()).isEqualTo(2);
  }

  @Test
  void theNameDoesNotMatter() throws IOException {
    Path flac = folder.resolve("Füße 100 %.mp3");
    Files.write(flac, SoundBytes.resource("flac16_stereo.flac"));

    assertThat(AudioFiles.read(flac).frames()).isEqualTo(22_050);
    assertThat(AudioFiles.probe(flac).container()).isEqualTo("flac");
  }

  private static void assertRefused(Path file, String message) {
    assertThatExceptionOfType(AudioException.class)
        .isThrownBy(() -> AudioFiles.read(file))
        .withMessageStartingWith(file + ": " + message);
    assertThatExceptionOfType(AudioException.class)
        .isThrownBy(() -> AudioFiles.probe(file))
        .withMessageStartingWith(file + ": " + message);
  }
}
