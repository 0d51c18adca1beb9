package org.aulos.runtime.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptClipsTest {
  private static final int RATE = 8_000;

  @TempDir Path folder;
  private RunFolder run;

  @BeforeEach
  void describeRun() {
    run =
        new RunFolder(folder)
            .classes(List.of("rain", "wind"))
            .score("scenes", "mfcc", 0.75)
            .score("scenes", "log-mel", 0.8125)
            .sample("scenes", "mfcc", "a", "rain", "rain")
            .sample("scenes", "log-mel", "a", "rain", "wind");
  }

  @Test
  void playerHoldsTheSoundItself() throws Exception {
    float[] sine = Tones.sine(440, RATE, RATE);
    Document page =
        run.clip("a", "rain", "clips/a.wav").wav("clips/a.wav", sine, RATE).write().page();

    try (AudioInputStream sound = sound(page)) {
      byte[] pcm = sound.readAllBytes();
      assertThat(pcm).hasSize(2 * RATE);
      // 440 Hz: sample 5 is at 99 degrees. A step of 16 bits is 3e-5.
      assertThat(((pcm[11] << 8) | (pcm[10] & 0xff)) / 32_768.0).isEqualTo(sine[5], within(1e-4));
    }
  }

  @Test
  void pictureShowsThePitchAtItsMelBand() throws IOException {
    Document page =
        run.clip("a", "rain", "clips/a.wav")
            .wav("clips/a.wav", Tones.sine(1_000, RATE, RATE), RATE)
            .write()
            .page();

    BufferedImage picture = picture(page.expectFirst(".spectrogram img"));
    // HTK: 1 kHz is 1000 mel of the 2146 mel of 4 kHz; row 0 is the highest of 96 bands.
    assertThat(picture.getHeight()).isEqualTo(96);
    assertThat(SpectrogramTest.brightestRow(picture)).isEqualTo(95 - 44);
  }

  @Test
  void verdictsAreWordsAndSigns() throws IOException {
    Document page =
        run.clip("a", "rain", "clips/a.wav")
            .wav("clips/a.wav", Tones.sine(440, RATE, RATE), RATE)
            .write()
            .page();

    assertThat(page.select(".verdicts tbody tr").eachText())
        .containsExactly("mfcc ✓ rain", "log-mel ✗ wind");
    assertThat(page.select(".verdicts [role=img]").eachAttr("aria-label"))
        .containsExactly("right", "wrong");
  }

  @Test
  void longClipIsCutAndSaysSo() throws Exception {
    Document page =
        run.clip("a", "rain", "clips/a.wav")
            .wav("clips/a.wav", new float[40 * RATE], RATE)
            .write()
            .page();

    try (AudioInputStream sound = sound(page)) {
      assertThat(sound.getFrameLength()).isEqualTo(30 * RATE);
    }
    assertThat(page.expectFirst("article").text()).contains("30.0 s, the beginning of 40.0 s");
  }

  @Test
  void atMost24ClipsAreShown() throws IOException {
    run.wav("clips/a.wav", new float[100], RATE);
    for (int i = 0; i < 30; i++) {
      run.clip("clip " + i, "rain", "clips/a.wav");
    }

    Document page = run.write().page();

    assertThat(page.select("article")).hasSize(24);
    assertThat(page.expectFirst("#clips").text()).contains("24 of the 30 clips");
  }

  @Test
  void everyDatasetHasItsShareOfTheClips() throws IOException {
    run.wav("clips/a.wav", new float[100], RATE);
    for (int i = 0; i < 60; i++) {
      run.clip(i < 40 ? "sounds" : "songs", "clip " + i, "rain", "clips/a.wav");
    }

    assertThat(run.write().page().select("article > .sub:nth-child(2)").eachText())
        .hasSize(24)
        .startsWith("sounds · clip 0")
        .endsWith("songs · clip 51");
  }

  @Test
  void missingFileIsToldAndTheVerdictsStay() throws IOException {
    Document page = run.clip("a", "rain", "clips/a.wav").write().page();

    assertThat(page.expectFirst("article .problem").text())
        .isEqualTo("No audio: clips/a.wav: is not there");
    assertThat(page.select("article .verdicts")).hasSize(1);
  }

  @Test
  void fileWithoutAudioIsTold() throws IOException {
    Document page =
        run.clip("a", "rain", "clips/a.wav").wav("clips/a.wav", new float[0], RATE).write().page();

    assertThat(page.expectFirst("article .problem").text()).contains("holds no audio");
  }

  @Test
  void fileOutsideTheFolderIsNotPublished() throws IOException {
    Path inner = Files.createDirectory(folder.resolve("run"));
    run.wav("secret.wav", new float[100], RATE);
    Document page =
        new RunFolder(inner)
            .score("scenes", "mfcc", 1)
            .clip("a", "", "../secret.wav")
            .write()
            .page();

    assertThat(page.select("audio")).isEmpty();
    assertThat(page.expectFirst("article .problem").text()).contains("outside the run's folder");
  }

  private static AudioInputStream sound(Document page)
      throws IOException, UnsupportedAudioFileException {
    String data =
        page.expectFirst("audio").attr("src").substring("data:audio/wav;base64,".length());
    return AudioSystem.getAudioInputStream(
        new ByteArrayInputStream(Base64.getDecoder().decode(data)));
  }

  private static BufferedImage picture(Element image) throws IOException {
    String data = image.attr("src").substring("data:image/png;base64,".length());
    return ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(data)));
  }
}
