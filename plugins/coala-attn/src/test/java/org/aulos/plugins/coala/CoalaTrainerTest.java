package org.aulos.plugins.coala;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.aulos.api.AudioBatch;
import org.aulos.api.AudioFormat;
import org.aulos.api.AulosException;
import org.aulos.api.Checkpoint;
import org.aulos.api.CheckpointException;
import org.aulos.api.Clip;
import org.aulos.api.Dataset;
import org.aulos.api.RenderedAudio;
import org.aulos.api.TagBatch;
import org.aulos.api.TrainingData;
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

  private static final PatchFrontEnd HANN = new PatchFrontEnd(false);

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
            new CoalaAudioOptions(checkpoint.directory(), Path.of(""), false, Output.PROJECTION, 1),
            resources);
    var words = tags(checkpoint);

    AudioBatch tone = AudioBatch.of(manager, List.of(new Tone(300).render()));
    float[] heard = audio.encode(tone).toFloats();
    float[] read = words.encode(new TagBatch(List.of(List.of("sine")))).toFloats();
    assertThat(heard).hasSameSizeAs(read);
    assertThat(audio.dimension()).isEqualTo(words.dimension());
  }

  private float[] heard(Checkpoint checkpoint, boolean hamming) {
    return CoalaAudioEncoder.of(
            new CoalaAudioOptions(
                checkpoint.directory(), Path.of(""), hamming, Output.EMBEDDING, 1),
            TestResources.of(manager, folder))
        .encode(AudioBatch.of(manager, List.of(new Tone(300).render())))
        .toFloats();
  }

  @Test
  void hearsUnderTheWindowThatItWasTrainedWith() throws IOException {
    Checkpoint checkpoint =
        train(SmallTraining.options(CoalaTrainerOptions.Tags.MEAN, ScaledBy.FRAME));
    float[] hann = heard(checkpoint, false);
    assertThat(heard(checkpoint, true)).isEqualTo(hann);

    // The same weights, said to have been trained under the other.
    Path document = checkpoint.directory().resolve(CoalaDocument.FILE);
    String text = Files.readString(document);
    Files.writeString(document, text.replace("\"hamming\": false", "\"hamming\": true"));

    assertThat(heard(checkpoint, false)).isNotEqualTo(hann).isEqualTo(heard(checkpoint, true));
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

  /** Data that are known to be the same, and how often they were asked for. */
  private record Counted(TestTrainingData data, AtomicInteger asked) implements TrainingData {
    @Override
    public Dataset dataset() {
      return data.dataset();
    }

    @Override
    public Path directory() {
      return data.directory();
    }

    @Override
    public long seed() {
      return data.seed();
    }

    @Override
    public String fingerprint() {
      return "tones";
    }

    @Override
    public Iterator<AudioBatch> batches(
        NDManager manager, AudioFormat format, List<Integer> clips, int batchSize) {
      asked.incrementAndGet();
      return data.batches(manager, format, clips, batchSize);
    }
  }

  @Test
  void cutsThePatchesOfARunOnce() throws IOException {
    Counted data = new Counted(data("sine", "pure"), new AtomicInteger());

    try (Patches first = Patches.of(data, List.of(0, 2, 3), HANN, manager);
        Patches again = Patches.of(data, List.of(0, 2, 3), HANN, manager)) {
      assertThat(data.asked()).hasValue(1);
      assertThat(again.of(List.of(2), manager).toFloatArray())
          .isEqualTo(first.of(List.of(2), manager).toFloatArray());
    }
    try (Patches others = Patches.of(data, List.of(0, 2, 4), HANN, manager)) {
      assertThat(data.asked()).hasValue(2);
      assertThat(others.count()).isEqualTo(3);
    }
  }

  @Test
  void doesNotGoOnWithOtherWordsInFilesOfTheSameName() throws IOException {
    var options = SmallTraining.options(CoalaTrainerOptions.Tags.MEAN, ScaledBy.FRAME);
    train(options);
    SmallTags.write(folder, List.of("sine", "short", "noise"), manager);
    var trainer = CoalaTrainer.of("coala-attn", "test", options, TestResources.of(manager, folder));

    assertThatThrownBy(() -> trainer.train(data("sine", "pure"), SILENT))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("provenance.json");
  }

  /** The authors publish encoder and decoder of the tags in files of their own. */
  @Test
  void hearsTagsWithTheEncoderOfTheOriginalAlone() throws IOException {
    Checkpoint checkpoint =
        train(SmallTraining.options(CoalaTrainerOptions.Tags.MULTI_HOT, ScaledBy.FRAME));
    StateDict all = StateDict.read(checkpoint.directory().resolve("weights.safetensors"));
    Path published = folder.resolve("tag_encoder_epoch_200.safetensors");
    all.only(
            all.names().stream()
                .filter(name -> name.startsWith("tag_encoder.") || name.startsWith("fc_tag."))
                .collect(Collectors.toSet()))
        .write(published);

    CoalaTagsEncoder encoder =
        CoalaTagsEncoder.of(
            new CoalaTagsOptions(published, Path.of(SmallTags.VOCABULARY), true, Path.of("")),
            TestResources.of(manager, folder));

    assertThat(vector(encoder, "sine")).isEqualTo(vector(tags(checkpoint), "sine"));
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

    assertThat(patches()).isEqualTo(4);
  }

  /** How many were learnt from, by the file that holds them. */
  private long patches() throws IOException {
    try (var files = Files.list(folder)) {
      Path file = files.filter(it -> it.toString().endsWith(".f32")).findFirst().orElseThrow();
      return Files.size(file) / (96 * 96 * 4);
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
  void refusesToHoldOutWhatHoldsNoWord() {
    assertThatThrownBy(() -> trainWithoutFiles(List.of("808")))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("'808'")
        .hasMessageContaining("no word in it");
  }

  /** A tag of two words is not each of them. */
  @Test
  void holdsOutTagsOfSeveralWords() throws IOException {
    trainWithoutFiles(List.of("heavy rain"));

    assertThat(patches()).isEqualTo(5);
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
