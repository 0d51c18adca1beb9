package org.aulos.runtime.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.aulos.api.AudioFile;
import org.aulos.api.AulosException;
import org.aulos.api.Clip;
import org.aulos.api.ClipGroup;
import org.aulos.api.Dataset;
import org.aulos.api.RenderedAudio;
import org.aulos.api.Waveform;
import org.aulos.audio.AudioEncoding;
import org.aulos.testkit.DatasetContract;
import org.aulos.testkit.Signals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransposedTest implements DatasetContract {
  private static final int RATE = 8_000;
  private static final List<String> NAMES = List.of("sine");

  @TempDir Path folder;

  @Override
  public Dataset dataset() {
    return made(List.of(-2, 0, 7));
  }

  private Dataset made(List<Integer> semitones) {
    Clip tone = clip("tone", new Tone(440)).withFold("2").withTags(List.of("pure"));
    return made(semitones, new ListedDataset(List.of(tone, clip("other", new Tone(300))), NAMES));
  }

  private Dataset made(List<Integer> semitones, Dataset of) {
    return Transposed.create(
        new TransposedOptions("tones", semitones),
        new FolderResources(folder).with(Map.of("tones", of)::get));
  }

  private static Clip clip(String id, RenderedAudio audio) {
    return Clip.of(id, audio).withLabels(NAMES);
  }

  /** Two seconds of a sine. */
  private record Tone(double hertz) implements RenderedAudio {
    @Override
    public String recipe() {
      return "sine of " + hertz;
    }

    @Override
    public Waveform render() {
      return Signals.sine(hertz, 2, RATE);
    }
  }

  private static Waveform heard(Clip clip) {
    return ((RenderedAudio) clip.audio()).render();
  }

  /** Rising zero crossings in a second. */
  private static double hertz(Waveform waveform) {
    float[] samples = waveform.channel(0);
    int rising = 0;
    for (int i = 1; i < samples.length; i++) {
      rising += samples[i - 1] < 0 && samples[i] >= 0 ? 1 : 0;
    }
    return rising / waveform.seconds();
  }

  @Test
  void eachClipIsThereAtEachPitch() {
    Dataset dataset = dataset();

    assertThat(dataset.classes()).containsExactly("sine");
    assertThat(dataset.clips())
        .extracting(Clip::id)
        .containsExactly("tone-2", "tone", "tone+7", "other-2", "other", "other+7");
    Clip higher = dataset.clips().get(2);
    assertThat(higher.labels()).containsExactly("sine");
    assertThat(higher.tags()).containsExactly("pure");
    assertThat(higher.fold()).isEqualTo("2");
    assertThat(dataset.clips().get(1).audio()).isEqualTo(new Tone(440));
  }

  @ParameterizedTest
  @ValueSource(ints = {-24, -12, -2, 1, 7, 12})
  void aSemitoneIsATwelfthOfAnOctave(int semitones) {
    Waveform heard = heard(made(List.of(semitones)).clips().get(0));
    double ratio = Math.pow(2, semitones / 12.0);

    assertThat(hertz(heard)).isCloseTo(440 * ratio, within(2.0));
    assertThat(heard.seconds()).isCloseTo(2 / ratio, within(0.001));
  }

  @Test
  void theRecipeHasTheSourceAndThePitch() {
    assertThat(dataset().clips())
        .extracting(clip -> ((RenderedAudio) clip.audio()).recipe())
        .doesNotHaveDuplicates()
        .contains("-2 semitones of [sine of 440.0]", "+7 semitones of [sine of 300.0]");
  }

  @Test
  void recordingsAreReadAsFarAsTheyAreHeard() {
    Path file = folder.resolve("tone.wav");
    org.aulos.audio.AudioFiles.write(file, new Tone(440).render(), AudioEncoding.WAV_FLOAT32);
    Clip half = Clip.of("half", new AudioFile(file, 0.5, 1.5));

    Waveform heard = heard(made(List.of(12), () -> List.of(half)).clips().get(0));

    assertThat(heard.seconds()).isCloseTo(0.5, within(0.001));
    assertThat(hertz(heard)).isCloseTo(880, within(4.0));
  }

  @Test
  void saysWhatItCannotTake() {
    Dataset groups =
        new GroupedDataset(
            dataset().clips(),
            NAMES,
            List.of(new ClipGroup("g", Map.of("a", dataset().clips().get(0)), "")));

    assertThatThrownBy(() -> made(List.of(1), groups))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("tones: has groups of clips");
    assertThatThrownBy(
            () -> Transposed.create(TransposedOptions.DEFAULTS, new FolderResources(folder)))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("dataset: names none")
        .hasMessageContaining("Name a data set of the configuration by 'dataset'");
  }

  @Test
  void filesThatCannotBeReadAreNamedBeforeAnythingIsHeard() throws IOException {
    Path broken = Files.writeString(folder.resolve("broken.wav"), "no sound");
    List<Clip> clips =
        List.of(
            Clip.of("a", AudioFile.whole(broken)),
            Clip.of("b", AudioFile.whole(folder.resolve("lost.wav"))));

    assertThatThrownBy(() -> made(List.of(1), () -> clips))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("a: ")
        .hasMessageContaining("b: ");
  }

  @Test
  void recordingsThatWouldFillTheMemoryAreRefused() {
    Path file = folder.resolve("long.wav");
    Waveform silence = Waveform.mono(new float[601 * RATE], RATE);
    org.aulos.audio.AudioFiles.write(file, silence, AudioEncoding.WAV_PCM16);
    Dataset dataset = made(List.of(1), () -> List.of(Clip.of("long", AudioFile.whole(file))));

    assertThatThrownBy(() -> heard(dataset.clips().get(0)))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("long.wav")
        .hasMessageContaining("600");
  }

  @Test
  void idsStayDifferent() {
    List<Clip> clips = List.of(clip("x", new Tone(440)), clip("x-2", new Tone(300)));

    assertThatThrownBy(() -> made(List.of(-2, 0), () -> clips))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("x-2: is the id of two clips");
  }

  @Test
  void semitonesAreFewAndDifferent() {
    assertThatThrownBy(() -> made(List.of(0, 25)))
        .hasMessage("expected semitones in -24..24 but was 25");
    assertThatThrownBy(() -> made(List.of(1, 1)))
        .hasMessage("expected different semitones, one at least, but was [1, 1]");
    assertThatThrownBy(() -> made(List.of()))
        .hasMessage("expected different semitones, one at least, but was []");
  }
}
