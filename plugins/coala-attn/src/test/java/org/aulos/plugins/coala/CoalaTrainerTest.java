package org.aulos.plugins.coala;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
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
    return data(Collections.nCopies(6, List.of(tags)));
  }

  private TestTrainingData data(List<List<String>> tags) {
    List<Clip> clips =
        IntStream.range(0, tags.size())
            .mapToObj(i -> Clip.of("tone-" + i, new Tone(200 + 100 * i)).withTags(tags.get(i)))
            .toList();
    return new TestTrainingData(() -> clips, folder, 3);
  }

  /** Six clips, a thunder and two of rain among them. */
  private TestTrainingData weather() {
    return data(
        List.of(
            List.of("Heavy rain", "storm"),
            List.of("thunder", "storm"),
            List.of("rain", "wind"),
            List.of("wind", "storms"),
            List.of("wind", "leaves"),
            List.of("storm", "leaf")));
  }

  private CoalaTagsEncoder tags(Checkpoint checkpoint) {
    Path none = Path.of("");
    return CoalaTagsEncoder.of(
        new CoalaTagsOptions(checkpoint.directory(), none, true, none),
        TestResources.of(manager, folder));
  }

  private static float[] vector(CoalaTagsEncoder encoder, String... tags) {
    return encoder.encode(new TagBatch(List.of(List.of(tags)))).toFloats();
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
    var words = tags(checkpoint);

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

  private Checkpoint trainWithoutFiles(List<String> heldOut) {
    CoalaTrainerOptions options = SmallTraining.withoutFiles(Path.of(""), heldOut);
    return SmallTraining.trainer(options, folder, manager).train(weather(), SILENT);
  }

  @Test
  void choosesItsWordsFromTheTags() throws IOException {
    Checkpoint checkpoint = trainWithoutFiles(List.of());

    assertThat(CoalaDocument.read(checkpoint.directory()).vocabulary())
        .containsExactly("heavy", "rain", "storm", "thunder", "wind", "leaf");
  }

  @Test
  void leavesOutClipsWithTagsThatAreHeldOut() throws IOException {
    trainWithoutFiles(List.of("Rain"));

    try (var files = Files.list(folder)) {
      assertThat(files.filter(file -> file.toString().endsWith(".f32")))
          .singleElement()
          .satisfies(file -> assertThat(Files.size(file)).isEqualTo(4 * 96 * 96 * 4));
    }
  }

  @Test
  void hearsTagsThatWereHeldOutBehindThoseItLearntFrom() throws IOException {
    Checkpoint checkpoint = trainWithoutFiles(List.of("rain"));

    CoalaTagsEncoder encoder = tags(checkpoint);

    assertThat(CoalaDocument.read(checkpoint.directory()).vocabulary())
        .containsExactly("storm", "thunder", "wind", "leaf", "heavy", "rain");
    assertThat(vector(encoder, "rain"))
        .isNotEqualTo(vector(encoder))
        .isNotEqualTo(vector(encoder, "storm"));
  }

  @Test
  void learnsWordVectorsFromOtherTagsBeside() throws IOException {
    Path lists = Files.writeString(folder.resolve("lists.txt"), "rain hail\nhail, snow\n");
    CoalaTrainerOptions options = SmallTraining.withoutFiles(lists, List.of());

    Checkpoint checkpoint =
        SmallTraining.trainer(options, folder, manager).train(weather(), SILENT);

    assertThat(CoalaDocument.read(checkpoint.directory()).vocabulary())
        .endsWith("leaf", "hail", "snow");
  }

  @Test
  void refusesToHoldOutATagThatNoClipHas() {
    assertThatThrownBy(() -> trainWithoutFiles(List.of("zither")))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("no clip has the tag 'zither'");
  }

  @Test
  void saysThatNoWordIsFrequentEnough() {
    var trainer =
        CoalaTrainer.of(
            "coala-attn", "test", CoalaTrainerOptions.ATTENTION, TestResources.of(manager, folder));

    assertThatThrownBy(() -> trainer.train(weather(), SILENT))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("none is in 10 clips or more")
        .hasMessageContaining("min-clips");
  }
}
