package org.aulos.plugins.coala;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.aulos.api.AudioBatch;
import org.aulos.api.AulosException;
import org.aulos.api.Checkpoint;
import org.aulos.api.Clip;
import org.aulos.api.RenderedAudio;
import org.aulos.api.TagBatch;
import org.aulos.api.TrainingListener;
import org.aulos.api.Waveform;
import org.aulos.nn.StateDict;
import org.aulos.plugins.coala.CoalaAudioOptions.Output;
import org.aulos.testkit.Signals;
import org.aulos.testkit.TestResources;
import org.aulos.testkit.TestTrainingData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@SuppressWarnings("NullAway.Init") // JUnit sets them before each test
class CoalaTrainerTest {
  private static final TrainingListener SILENT =
      new TrainingListener() {
        @Override
        public void onStep(long step, long steps, Map<String, Double> losses) {}

        @Override
        public void onCheckpoint(Checkpoint checkpoint) {}

        @Override
        public boolean stopRequested() {
          return false;
        }
      };

  @TempDir private Path folder;
  private NDManager manager;

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager();
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private record Tone(double hertz) implements RenderedAudio {
    @Override
    public String recipe() {
      return "tone " + hertz;
    }

    @Override
    public Waveform render() {
      return Signals.sine(hertz, 0.5, 22_000);
    }
  }

  private TestTrainingData data(String... tags) {
    List<Clip> clips =
        IntStream.range(0, 6)
            .mapToObj(i -> Clip.of("tone-" + i, new Tone(200 + 100 * i)).withTags(List.of(tags)))
            .toList();
    return new TestTrainingData(() -> clips, folder, 3);
  }

  private Checkpoint train(CoalaTrainerOptions options) {
    return SmallTraining.trainer(options, folder, manager).train(data("sine", "pure"), SILENT);
  }

  /** Both encoders of a checkpoint speak of one space. */
  @ParameterizedTest
  @EnumSource
  void writesCheckpointsThatBothEncodersRead(CoalaTrainerOptions.Tags tags) {
    Checkpoint checkpoint = train(SmallTraining.options(tags, ScaledBy.BAND));
    var resources = TestResources.of(manager, folder);

    var audio =
        CoalaAudioEncoder.of(
            new CoalaAudioOptions(checkpoint.directory(), Path.of(""), Output.PROJECTION, 1),
            resources);
    var words =
        CoalaTagsEncoder.of(
            new CoalaTagsOptions(checkpoint.directory(), Path.of(""), false), resources);

    AudioBatch tone = AudioBatch.of(manager, List.of(new Tone(300).render()));
    float[] heard = audio.encode(tone).toFloats();
    float[] read = words.encode(new TagBatch(List.of(List.of("sine")))).toFloats();
    assertThat(heard).hasSameSizeAs(read);
    assertThat(audio.dimension()).isEqualTo(words.dimension());
  }

  @Test
  void publishesTheOfficialNames() throws IOException {
    Checkpoint checkpoint =
        train(SmallTraining.options(CoalaTrainerOptions.Tags.MEAN, ScaledBy.FRAME));

    assertThat(StateDict.read(checkpoint.directory().resolve("weights.safetensors")).names())
        .contains(
            "audio_encoder.17.running_var",
            "audio_encoder.21.weight",
            "fc_audio.0.weight",
            "audio_decoder.18.bias",
            "embeddings.weight",
            "fc.weight",
            "layer_norm.bias");
  }

  @Test
  void cutsThePatchesOfARunOnce() throws IOException {
    train(SmallTraining.options(CoalaTrainerOptions.Tags.MEAN, ScaledBy.FRAME));

    try (var files = Files.list(folder)) {
      assertThat(files.filter(file -> file.toString().endsWith(".f32")))
          .singleElement()
          .satisfies(file -> assertThat(Files.size(file)).isEqualTo(6 * 96 * 96 * 4));
    }
  }

  @Test
  void saysThatItKnowsNoneOfTheTags() {
    var trainer = SmallTraining.trainer(CoalaTrainerOptions.Tags.MEAN, folder, manager);

    assertThatThrownBy(() -> trainer.train(data("zither"), SILENT))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("of 6 clips 0 have any")
        .hasMessageContaining("[noise, short, sine]");
  }

  @Test
  void asksForWords() {
    assertThatThrownBy(
            () ->
                CoalaTrainer.of(
                    "coala-attn",
                    "test",
                    CoalaTrainerOptions.ATTENTION,
                    TestResources.of(manager, folder)))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("(vocabulary)")
        .hasMessageContaining("(words)");
  }
}
