package org.aulos.runtime;

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
import org.aulos.api.Waveform;
import org.aulos.audio.AudioFiles;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a trainer shows is kept beside its checkpoints and is part of its report. */
class ReconstructionsTest {
  @TempDir Path folder;

  private final Watched watched = Watched.toTheEnd();

  private Path train(String... options) {
    Path run = folder.resolve("run");
    Aulos aulos = Aulos.open(List.of(new TinyPlugin(), new MirrorPlugin()), Places.below(folder));
    Configuration configuration =
        Configuration.empty("own").with(List.of("trainer=mirror", "dataset=beeps", "device=cpu"));
    try (TrainJob job = aulos.train(configuration.with(List.of(options)))) {
      job.run(run, false, List.of("train", "mirror"), watched);
    }
    return run;
  }

  private static Document page(Path run) throws IOException {
    return Jsoup.parse(TrainJob.renderReport(run).toFile());
  }

  private static BufferedImage picture(Element image) throws IOException {
    String data = image.attr("src");
    byte[] png = Base64.getDecoder().decode(data.substring(data.indexOf(',') + 1));
    return ImageIO.read(new ByteArrayInputStream(png));
  }

  @Test
  void keepsTheExamplesOfTheLastCheckpointAlone() throws IOException {
    Path kept = train().resolve("reconstructions");

    try (var files = Files.walk(kept)) {
      assertThat(files.filter(Files::isRegularFile).map(kept::relativize).map(Path::toString))
          .containsExactlyInAnyOrder(
              "reconstructions.json",
              "step-3/01-original.wav",
              "step-3/01-input.wav",
              "step-3/01-input.npy",
              "step-3/01-output.wav",
              "step-3/01-output.npy",
              "step-3/02-original.wav",
              "step-3/02-input.wav",
              "step-3/02-input.npy",
              "step-3/02-output.wav",
              "step-3/02-output.npy");
    }
  }

  @Test
  void soundsAreThoseOfTheTrainer() {
    Path run = train();

    for (var expected :
        List.of(List.of("original", 0.1), List.of("input", 0.2), List.of("output", 0.3))) {
      Path file = run.resolve("reconstructions/step-3/01-%s.wav".formatted(expected.get(0)));
      Waveform sound = AudioFiles.read(file);
      assertThat(sound.frames()).isEqualTo(MirrorPlugin.RATE);
      // A step of 16 bits is 3e-5.
      assertThat((double) sound.channel(0)[5]).isCloseTo((Double) expected.get(1), within(4e-5));
    }
  }

  @Test
  void levelsAreThoseOfTheTrainer() {
    Path file = train().resolve("reconstructions/step-3/02-output.npy");

    float[] levels = NpyFiles.read(file, (values, frames, bands) -> values);

    assertThat(levels).hasSize(2 * MirrorPlugin.FRAMES).startsWith(0, 30, 0, 30);
  }

  /** 30 dB below the loudest point is 3/8 below the lightest shade of a range of 80 dB. */
  @Test
  void bothPicturesOfAPairHaveOneScale() throws IOException {
    Document page = page(train());

    var pictures = page.expectFirst("#reconstructions .card").select(".spectrogram img");
    assertThat(pictures).hasSize(2);
    BufferedImage input = picture(pictures.get(0));
    BufferedImage output = picture(pictures.get(1));
    assertThat(output.getRaster().getSample(3, 0, 0)).isEqualTo(255);
    assertThat(output.getRaster().getSample(3, 1, 0)).isEqualTo(159);
    assertThat(input.getRaster().getSample(3, 0, 0)).isEqualTo(159);
  }

  @Test
  void axesAreInHertzAndSeconds() throws IOException {
    Element side = page(train()).expectFirst("#reconstructions .sides figure");

    // Half way from the middle of the lower row, 400 Hz, to that of the upper, 1200 Hz.
    Element tick = side.expectFirst(".ticks span:contains(1 kHz)");
    assertThat(tick.attr("style")).isEqualTo("bottom:62.5%");
    assertThat(side.select(".axis span").eachText()).containsExactly("1.50 s", "2.50 s");
  }

  @Test
  void everyExampleHasThreePlayersWithNames() throws IOException {
    Document page = page(train());

    assertThat(page.select("#reconstructions .card h3").eachText())
        .containsExactly("<clip> 0", "<clip> 1");
    assertThat(page.select("#reconstructions audio"))
        .hasSize(6)
        .allSatisfy(
            player -> {
              assertThat(player.attr("src")).startsWith("data:audio/wav;base64,");
              assertThat(player.attr("aria-label")).startsWith("Play the ");
            });
    assertThat(page.select("#reconstructions img"))
        .allSatisfy(image -> assertThat(image.attr("alt")).isNotEmpty());
  }

  @Test
  void noMoreThanEightExamplesAreKept() throws IOException {
    assertThat(page(train("trainer.examples=11")).select("#reconstructions .card")).hasSize(8);
  }

  @Test
  void aTrainerThatShowsNothingHasNoSuchSection() throws IOException {
    assertThat(page(train("trainer.examples=0")).select("#reconstructions")).isEmpty();
  }

  @Test
  void anExampleThatIsGoneIsNamed() throws IOException {
    Path run = train();
    Files.delete(run.resolve("reconstructions/step-3/02-input.wav"));

    assertThat(page(run).select("#reconstructions .problem").eachText())
        .containsExactly("Cannot be shown: reconstructions/step-3/02-input.wav: is not there");
  }

  @Test
  void examplesThatCannotBeKeptEndNoTraining() throws IOException {
    Files.createDirectories(folder.resolve("run"));
    Files.createFile(folder.resolve("run/reconstructions"));

    assertThat(page(train()).select("#reconstructions")).isEmpty();
    assertThat(watched.warnings)
        .hasSize(3)
        .allSatisfy(warning -> assertThat(warning).startsWith("examples were not kept: cannot"));
  }
}
