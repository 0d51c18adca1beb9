package org.aulos.runtime.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.aulos.api.AudioFile;
import org.aulos.api.AudioSource;
import org.aulos.api.AulosException;
import org.aulos.api.Clip;
import org.aulos.api.ClipGroup;
import org.aulos.api.Dataset;
import org.aulos.api.RenderedAudio;
import org.aulos.api.Waveform;
import org.aulos.audio.AudioEncoding;
import org.aulos.dsp.Loudness;
import org.aulos.runtime.dataset.BackgroundKnown.Excerpts;
import org.aulos.runtime.dataset.synthesis.Dice;
import org.aulos.testkit.DatasetContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackgroundKnownTest implements DatasetContract {
  private static final int RATE = 8_000;

  @TempDir Path folder;

  @Override
  public Dataset dataset() {
    return made(options(1, 1), sounds("1", "4"), noises("1", "4"));
  }

  private static BackgroundKnownOptions options(double seconds, long seed) {
    return options(seconds, seed, 1);
  }

  private static BackgroundKnownOptions options(double seconds, long seed, int mixtures) {
    return new BackgroundKnownOptions(
        "sounds", "noises", List.of("4"), mixtures, seconds, 0, 3, seed);
  }

  private Dataset made(BackgroundKnownOptions options, Dataset foreground, Dataset background) {
    return BackgroundKnown.create(
        options,
        new FolderResources(folder).with(name -> name.equals("sounds") ? foreground : background));
  }

  /** Two sounds of each fold: a tone and a hiss of one second. */
  private static Dataset sounds(String... folds) {
    List<Clip> clips = new ArrayList<>();
    for (String fold : folds) {
      clips.add(clip("tone-" + fold, fold, 1, 0.4).withLabels(List.of("tone")));
      clips.add(clip("hiss-" + fold, fold, 1, 0.1).withLabels(List.of("hiss")));
    }
    return () -> clips;
  }

  /** In each fold a recording that is long enough and one that is not. */
  private static Dataset noises(String... folds) {
    List<Clip> clips = new ArrayList<>();
    for (String fold : folds) {
      clips.add(clip("long-" + fold, fold, 2.5, 0.2));
      clips.add(clip("short-" + fold, fold, 1.9, 0.2));
    }
    return () -> clips;
  }

  private static Clip clip(String id, String fold, double seconds, double peak) {
    return Clip.of(id, new Hiss(id, (int) (seconds * RATE), peak)).withFold(fold);
  }

  private record Hiss(String name, int frames, double peak) implements RenderedAudio {
    @Override
    public String recipe() {
      return name + " " + frames + " " + peak;
    }

    @Override
    public Waveform render() {
      Dice dice = new Dice(name.hashCode());
      float[] samples = new float[frames];
      for (int i = 0; i < frames; i++) {
        samples[i] = (float) (peak * dice.white());
      }
      return Waveform.mono(samples, RATE);
    }
  }

  private static float[] samples(ClipGroup group, String role) {
    return ((RenderedAudio) group.clip(role).audio()).render().channel(0);
  }

  @Test
  void eachSoundHasAMixtureAndThreeBackgrounds() {
    Dataset dataset = dataset();

    assertThat(dataset.groups())
        .extracting(ClipGroup::id)
        .containsExactly("tone-1", "hiss-1", "tone-4", "hiss-4");
    assertThat(dataset.groups().get(1).clips())
        .containsOnlyKeys("mixture", "same", "half", "apart");
    assertThat(dataset.clips())
        .hasSize(16)
        .allMatch(clip -> ((RenderedAudio) clip.audio()).render().frames() == RATE);
    assertThat(dataset.groups().get(1).first().labels()).containsExactly("hiss");
    assertThat(dataset.clips()).extracting(Clip::fold).containsOnly("train", "test");
  }

  @Test
  void aSoundIsMixedAsOftenAsAsked() {
    Dataset once = dataset();
    Dataset thrice = made(options(1, 1, 3), sounds("1", "4"), noises("1", "4"));

    ClipGroup group = thrice.groups().get(2);
    assertThat(thrice.groups()).hasSize(4);
    assertThat(thrice.clips()).hasSize(48);
    assertThat(group.clips())
        .containsKeys("mixture", "same", "mixture 2", "half 2", "mixture 3", "apart 3")
        .hasSize(12);
    assertThat(group.clip("mixture 2").labels()).containsExactly("tone");
    assertThat(group.clip("mixture 2").fold()).isEqualTo("test");
    assertThat(group.clip("same 2").labels()).isEmpty();
    // The first is what it is alone; the others have excerpts of their own.
    assertThat(samples(group, "mixture")).isEqualTo(samples(once.groups().get(2), "mixture"));
    assertThat(samples(group, "same 2")).isNotEqualTo(samples(group, "same"));
    assertThat(samples(group, "same 3")).isNotEqualTo(samples(group, "same 2"));
  }

  @Test
  void whatTheMixtureHoldsBesideItsBackgroundIsTheSoundAtTheRatioThatWasDrawn() {
    Loudness meter = Loudness.of(RATE);
    for (ClipGroup group : dataset().groups()) {
      float[] mixture = samples(group, "mixture");
      float[] background = samples(group, "same");
      float[] sound = new float[RATE];
      for (int i = 0; i < RATE; i++) {
        sound[i] = mixture[i] - background[i];
      }

      double ratio =
          meter.integrated(new float[][] {sound}) - meter.integrated(new float[][] {background});
      assertThat(ratio).isBetween(-0.01, 3.01);
    }
  }

  @Test
  void backgroundsAreOfTheFoldsThatTheSoundIsOf() {
    for (ClipGroup group : dataset().groups()) {
      String fold = Objects.requireNonNull(group.first().fold()).equals("test") ? "4" : "1";

      assertThat(((RenderedAudio) group.clip("same").audio()).recipe()).contains("long-" + fold);
    }
  }

  @Test
  void halfSharesHalfOfTheBackgroundAndApartNothing() {
    for (ClipGroup group : dataset().groups()) {
      String fold = Objects.requireNonNull(group.first().fold()).equals("test") ? "4" : "1";
      float[] recording = new Hiss("long-" + fold, 5 * RATE / 2, 0.2).render().channel(0);

      int same = start(recording, samples(group, "same"));
      assertThat(Math.abs(start(recording, samples(group, "half")) - same))
          .isBetween(RATE / 2 - 1, RATE / 2 + 1);
      assertThat(Math.abs(start(recording, samples(group, "apart")) - same))
          .isGreaterThanOrEqualTo(RATE - 1);
    }
  }

  /** Where an excerpt of a second begins in a recording. */
  private static int start(float[] recording, float[] excerpt) {
    return IntStream.rangeClosed(0, recording.length - excerpt.length)
        .filter(at -> Arrays.equals(recording, at, at + excerpt.length, excerpt, 0, excerpt.length))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(doubles = {2, 2.2, 2.9, 3, 3.5, 8})
  void excerptsLieInTheRecordingAndShareWhatTheyAreSaidTo(double length) {
    List<Excerpts> drawn =
        IntStream.range(0, 500).mapToObj(i -> Excerpts.draw(new Dice(i), length, 1)).toList();

    assertThat(drawn)
        .allSatisfy(
            excerpts -> {
              assertThat(List.of(excerpts.same(), excerpts.half(), excerpts.apart()))
                  .allSatisfy(start -> assertThat(start).isBetween(0.0, length - 1));
              assertThat(Math.abs(excerpts.half() - excerpts.same())).isCloseTo(0.5, within(1e-9));
              assertThat(Math.abs(excerpts.apart() - excerpts.same()))
                  .isGreaterThanOrEqualTo(1 - 1e-9);
            });
    assertThat(drawn).anyMatch(e -> e.apart() < e.same()).anyMatch(e -> e.apart() > e.same());
  }

  @Test
  void theSeedDecidesTheMixtures() {
    AudioSource first = dataset().clips().get(0).audio();
    AudioSource other =
        made(options(1, 2), sounds("1", "4"), noises("1", "4")).clips().get(0).audio();

    assertThat(((RenderedAudio) other).recipe()).isNotEqualTo(((RenderedAudio) first).recipe());
  }

  @Test
  void aSoundIsMixedTheSameWhicheverOthersThereAre() {
    Dataset few = made(options(1, 1), sounds("1", "4"), noises("1", "4"));
    Dataset many = made(options(1, 1), sounds("1", "2", "3", "4"), noises("1", "4"));

    assertThat(samples(many.groups().get(6), "mixture"))
        .isEqualTo(samples(few.groups().get(2), "mixture"));
  }

  @Test
  void recordingsAreReadFromFilesAndKnownByTheirContent() throws java.io.IOException {
    Path file = folder.resolve("noise.wav");
    write(file, 0.2);
    List<Clip> files =
        List.of(
            Clip.of("a", AudioFile.whole(file)).withFold("train"),
            Clip.of("b", AudioFile.whole(file)).withFold("test"));

    Dataset dataset = made(options(1, 1), sounds("1", "4"), () -> files);

    assertThat(samples(dataset.groups().get(0), "mixture")).hasSize(RATE);
    String recipe = ((RenderedAudio) dataset.clips().get(0).audio()).recipe();
    write(file, 0.3);
    assertThat(((RenderedAudio) dataset.clips().get(0).audio()).recipe()).isNotEqualTo(recipe);
    Files.delete(file);
    assertThatThrownBy(() -> made(options(1, 1), sounds("1", "4"), () -> files))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("noise.wav");
  }

  private static void write(Path file, double peak) {
    org.aulos.audio.AudioFiles.write(
        file, new Hiss("noise", 3 * RATE, peak).render(), AudioEncoding.WAV_FLOAT32);
  }

  @Test
  void recordingsThatAreTooShortAreNoBackground() {
    assertThatThrownBy(() -> made(options(2, 1), sounds("1", "4"), noises("1", "4")))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("background: none of 2 clips for train lasts 4.0 s");
  }

  @Test
  void soundsNeedALabelAndBothSidesNeedTrainingAndTest() {
    assertThatThrownBy(() -> made(options(1, 1), noises("1", "4"), noises("1")))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("long-1: has no label")
        .hasMessageContaining("background: has no clip for test");
    assertThatThrownBy(() -> made(options(1, 1), sounds("1", "2"), noises("1", "4")))
        .hasMessageContaining("foreground: has no fold for test; it has the folds [1, 2]");
  }

  @Test
  void byDefaultEverythingIsSynthesised() {
    Dataset dataset =
        BackgroundKnown.create(BackgroundKnownOptions.DEFAULTS, new FolderResources(folder));

    assertThat(dataset.groups()).hasSize(280);
    assertThat(dataset.groups())
        .filteredOn(group -> "test".equals(group.first().fold()))
        .hasSize(112);
    assertThat(dataset.classes()).hasSize(14);
  }
}
