package org.aulos.runtime.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.aulos.api.AudioException;
import org.aulos.api.AudioFormat;
import org.aulos.api.AulosException;
import org.aulos.api.GenerationRequest;
import org.aulos.api.Generator;
import org.aulos.api.Prompt;
import org.aulos.api.Waveform;
import org.aulos.audio.AudioEncoding;
import org.aulos.audio.AudioFiles;
import org.aulos.testkit.Signals;
import org.aulos.testkit.TestResources;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryGeneratorTest {
  private final NDManager manager = NDManager.newBaseManager();
  @TempDir Path folder;

  @AfterEach
  void close() {
    manager.close();
  }

  private Path clip(String name, int rate) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    AudioFiles.write(file, Signals.sine(440, 0.5, rate), AudioEncoding.WAV_PCM16);
    return file;
  }

  private Generator generator(String place) {
    return DirectoryGenerator.create(
        new DirectoryOptions(Path.of(place), 0, 0, 300_000_000), TestResources.of(manager, folder));
  }

  private Waveform made(Generator generator, String id) {
    var request = new GenerationRequest(manager, 10, 1);
    return generator.generate(prompts(id), request).waveforms().get(0);
  }

  private static List<Prompt> prompts(String... ids) {
    return java.util.Arrays.stream(ids).map(id -> new Prompt(id, null, "x", null)).toList();
  }

  @Test
  void aClipBearsTheIdOfItsPromptWithOrWithoutEnding() throws IOException {
    clip("low/rain.wav", 8_000);

    assertThat(made(generator("."), "low/rain").frames()).isEqualTo(4_000);
    assertThat(made(generator("."), "low/rain.mp3").frames()).isEqualTo(4_000);
    assertThat(made(generator("low"), "rain").frames()).isEqualTo(4_000);
  }

  @Test
  void aManifestGivesClipsTheirIds() throws IOException {
    clip("take-1.wav", 8_000);
    Files.writeString(folder.resolve("a.csv"), "id,path,model\nrain,take-1.wav,large\n");
    Files.writeString(
        folder.resolve("a.jsonl"), "{\"id\": \"rain\", \"path\": \"take-1.wav\", \"end\": 0.25}\n");

    assertThat(made(generator("a.csv"), "rain").frames()).isEqualTo(4_000);
    assertThat(made(generator("a.jsonl"), "rain").frames()).isEqualTo(2_000);
  }

  @Test
  void theFirstClipGivesTheFormatToWhichOthersAreBrought() throws IOException {
    clip("a.wav", 16_000);
    clip("b.wav", 8_000);
    Generator generator = generator(".");

    assertThat(generator.audioFormat()).isEqualTo(AudioFormat.mono(16_000));
    assertThat(made(generator, "b").frames()).isEqualTo(8_000);
    assertThat(generator.remarks(prompts("a", "b")))
        .containsExactly("1 of 2 clips are not of 16000 Hz and are resampled: b (8000 Hz)");
  }

  @Test
  void whatIsMissingAndWhatIsTooMuchIsNamed() throws IOException {
    clip("rain.wav", 8_000);
    clip("snow.wav", 8_000);

    assertThat(generator(".").remarks(prompts("rain", "hail")))
        .containsExactly(
            "1 of 2 prompts have no clip in %s: hail".formatted(folder),
            "1 of 2 clips in %s belong to no prompt and are left aside: snow".formatted(folder));
  }

  @Test
  void ofManyOnlyTheFirstAreSpeltOut() throws IOException {
    clip("rain.wav", 8_000);
    String[] ids = IntStream.range(0, 1_000).mapToObj(i -> "p" + i).toArray(String[]::new);

    assertThat(generator(".").remarks(prompts(ids)).get(0))
        .endsWith("p0, p1, p2, p3, p4 and 995 more");
  }

  @Test
  void aPromptWithoutAClipIsRefused() throws IOException {
    clip("rain.wav", 8_000);
    clip("snow.wav", 8_000);
    Files.copy(folder.resolve("snow.wav"), folder.resolve("snow.aiff"));

    assertThatThrownBy(() -> made(generator("."), "hail"))
        .isInstanceOf(AulosException.class)
        .hasMessage("there is no clip for the prompt 'hail'; its file would be called hail.wav");
    assertThatThrownBy(() -> made(generator("."), "snow"))
        .hasMessage("there are 2 clips for the prompt 'snow'; leave one");
  }

  @Test
  void aClipThatCannotBeReadIsRefused() throws IOException {
    clip("rain.wav", 8_000);
    Files.writeString(folder.resolve("snow.wav"), "no sound");
    Generator generator = generator(".");

    assertThat(generator.remarks(prompts("rain", "snow"))).isEmpty();
    assertThatThrownBy(() -> made(generator, "snow"))
        .isInstanceOf(AudioException.class)
        .hasMessageContaining("snow.wav");
  }

  @Test
  void aFolderWithoutSoundIsRefusedAtOnce() {
    assertThatThrownBy(() -> generator("."))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("holds no audio");
  }

  @Test
  void parametersAreKnownIfTheyAreDeclared() throws IOException {
    clip("rain.wav", 8_000);

    assertThat(generator(".").parameters()).hasValue(300_000_000);
    assertThat(
            DirectoryGenerator.create(DirectoryOptions.DEFAULTS, TestResources.of(manager, folder))
                .parameters())
        .isEmpty();
  }
}
