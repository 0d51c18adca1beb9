package org.aulos.plugins.coala;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.aulos.api.Checkpoint;
import org.aulos.api.Clip;
import org.aulos.api.Reconstruction;
import org.aulos.api.RenderedAudio;
import org.aulos.api.TrainingListener;
import org.aulos.api.Waveform;
import org.aulos.dsp.LogMel;
import org.aulos.dsp.LogMelOptions;
import org.aulos.testkit.Signals;
import org.aulos.testkit.TestTrainingData;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit sets them before each test
class ShownPatchesTest {
  private static final int RATE = 22_000;
  private static final int SAMPLES = 95 * 512;

  @TempDir private static Path folder;
  private static NDManager manager;
  // What a training showed at its end, and its last checkpoint.
  private static Shown shown;
  private static Path checkpoint;

  @BeforeAll
  static void train() throws IOException {
    manager = NDManager.newBaseManager();
    shown = new Shown();
    checkpoint = train(2, folder.resolve("run"), shown).directory();
  }

  @AfterAll
  static void close() {
    manager.close();
  }

  /** Silence, then a tone for three seconds, then silence: eight seconds in all. */
  private record LateTone(double hertz, double start) implements RenderedAudio {
    @Override
    public String recipe() {
      return "tone " + hertz + " from " + start;
    }

    @Override
    public Waveform render() {
      float[] tone = Signals.sine(hertz, 3, RATE).channel(0);
      float[] samples = new float[8 * RATE];
      for (int i = 0; i < tone.length; i++) {
        samples[(int) (start * RATE) + i] = 0.5f * tone[i];
      }
      return Waveform.mono(samples, RATE);
    }
  }

  private static LateTone clip(int number) {
    return new LateTone(500 + 250 * number, 0.25 * number);
  }

  /** Twelve clips in batches of four: three steps. */
  private static TestTrainingData data(Path run) {
    List<Clip> clips =
        IntStream.range(0, 12)
            .mapToObj(i -> Clip.of("tone-" + i, clip(i)))
            .map(clip -> clip.withTags(List.of("sine")))
            .toList();
    return new TestTrainingData(() -> clips, run, 3);
  }

  private static final class Shown implements TrainingListener {
    private final List<Long> steps = new ArrayList<>();
    private List<Reconstruction> examples = List.of();
    private boolean stopping;

    @Override
    public void onStep(long step, long steps, Map<String, Double> losses) {}

    @Override
    public void onCheckpoint(Checkpoint checkpoint) {}

    @Override
    public void onReconstructions(long step, List<Reconstruction> examples) {
      steps.add(step);
      this.examples = examples;
    }

    @Override
    public boolean stopRequested() {
      return stopping;
    }
  }

  private static Checkpoint train(int examples, Path run, Shown shown) throws IOException {
    Files.createDirectories(run);
    CoalaTrainerOptions options =
        SmallTraining.showing(examples, CoalaTrainerOptions.Tags.MEAN, ScaledBy.FRAME);
    return SmallTraining.trainer(options, run, manager).train(data(run), shown);
  }

  @Test
  void showsAsManyClipsAsAskedAtEachCheckpoint() {
    assertThat(shown.steps).containsExactly(2L, 3L);
    assertThat(shown.examples).extracting(Reconstruction::clip).hasSize(2).doesNotHaveDuplicates();
  }

  /** The patch is the loudest, so it lies within the tone; its original is that tone. */
  @Test
  void originalsAreThePartsOfTheClipsThatThePatchesAreOf() {
    for (Reconstruction example : shown.examples) {
      int number = Integer.parseInt(example.clip().substring(5));
      LateTone clip = clip(number);
      int start = (int) Math.round(example.start() * RATE);

      assertThat(example.original().sampleRate()).isEqualTo(RATE);
      assertThat(example.start()).isBetween(clip.start() - 0.3, clip.start() + 1.1);
      assertThat(example.original().channel(0))
          .isEqualTo(Arrays.copyOfRange(clip.render().channel(0), start, start + SAMPLES));
    }
  }

  @Test
  void inputsAreBrightestWhereTheToneIs() {
    for (Reconstruction example : shown.examples) {
      int number = Integer.parseInt(example.clip().substring(5));
      var levels = example.input().levels();
      int brightest = 0;
      for (int band = 0; band < levels.bands(); band++) {
        if (levels.decibels(48, band) > levels.decibels(48, brightest)) {
          brightest = band;
        }
      }

      // Bands are 34 Hz wide below 1 kHz, and 5 % above.
      double tone = clip(number).hertz();
      assertThat(levels.frequencies().get(brightest)).isCloseTo(tone, within(50.0));
    }
  }

  /**
   * What a listener hears is what a viewer sees: the levels of the sound are those of the input.
   */
  @Test
  void soundsHaveTheLevelsThatTheyAreMadeFrom() {
    LogMel logMel = new LogMel(LogMelOptions.COALA);
    for (Reconstruction example : shown.examples) {
      float[] heard = logMel.extract(example.input().sound().channel(0));
      float[] levels = example.input().levels().decibels();

      double loudest = Double.NEGATIVE_INFINITY;
      for (float level : levels) {
        loudest = Math.max(loudest, level);
      }
      double difference = 0;
      int count = 0;
      for (int i = 0; i < levels.length; i++) {
        if (levels[i] > loudest - 20) {
          difference += Math.abs(levels[i] - 20 / Math.log(10) * heard[i]);
          count++;
        }
      }
      assertThat(difference / count).isLessThan(3);
    }
  }

  /** The decoder ends in a sigmoid: within what of each frame was learnt from. */
  @Test
  void outputsAreWithinTheScale() throws IOException {
    Scaler scaler = CoalaDocument.read(checkpoint).scaler();
    double decibels = 20 / Math.log(10);
    float[] zeros = new float[96 * 96];
    float[] ones = new float[96 * 96];
    Arrays.fill(ones, 1);
    float[] least = scaler.undo(zeros);
    float[] most = scaler.undo(ones);

    for (Reconstruction example : shown.examples) {
      assertThat(example.output().sound().frames()).isEqualTo(SAMPLES);
      for (int frame = 0; frame < 96; frame++) {
        for (int band = 0; band < 96; band++) {
          assertThat((double) example.output().levels().decibels(frame, band))
              .isBetween(
                  decibels * least[band * 96 + frame] - 1e-3,
                  decibels * most[band * 96 + frame] + 1e-3);
        }
      }
    }
  }

  @Test
  void leavesOutWhatIsNotFinite() throws IOException {
    TestTrainingData data = data(Files.createDirectories(folder.resolve("broken")));
    PatchFrontEnd frontEnd = new PatchFrontEnd(false);
    float[] broken = new float[96 * 96];
    broken[7] = Float.NaN;

    try (Patches patches = Patches.of(data, List.of(4, 9), frontEnd, manager)) {
      ShownPatches both = new ShownPatches(data, List.of(4, 9), frontEnd, patches, 2, manager);

      assertThat(both.beside(patch -> patch == 0 ? broken : new float[96 * 96]))
          .singleElement()
          .satisfies(example -> assertThat(example.clip()).isEqualTo("tone-9"));
    }
  }

  @Test
  void aRunThatGoesOnShowsWhatOneThatWasNotStoppedShows() throws IOException {
    Shown stopped = new Shown();
    stopped.stopping = true;
    train(2, folder.resolve("stopped"), stopped);
    Shown resumed = new Shown();
    train(2, folder.resolve("stopped"), resumed);

    assertThat(stopped.steps).containsExactly(1L);
    assertThat(resumed.steps).containsExactly(2L, 3L);
    for (int i = 0; i < 2; i++) {
      assertThat(resumed.examples.get(i).clip()).isEqualTo(shown.examples.get(i).clip());
      assertThat(resumed.examples.get(i).output().sound().channel(0))
          .isEqualTo(shown.examples.get(i).output().sound().channel(0));
    }
  }

  @Test
  void showingChangesNoWeight() throws IOException {
    Path without = train(0, folder.resolve("without"), new Shown()).directory();

    for (String file : List.of("weights.safetensors", "provenance.json")) {
      assertThat(checkpoint.resolve(file)).hasSameBinaryContentAs(without.resolve(file));
    }
  }
}
