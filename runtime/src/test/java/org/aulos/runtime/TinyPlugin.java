package org.aulos.runtime;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.aulos.api.AudioBatch;
import org.aulos.api.AudioException;
import org.aulos.api.AudioFormat;
import org.aulos.api.AulosException;
import org.aulos.api.Clip;
import org.aulos.api.ClipGroup;
import org.aulos.api.Dataset;
import org.aulos.api.Direction;
import org.aulos.api.EmbeddingBatch;
import org.aulos.api.EmbeddingSet;
import org.aulos.api.EmbeddingSets;
import org.aulos.api.Encoder;
import org.aulos.api.FeatureBatch;
import org.aulos.api.FeatureExtractor;
import org.aulos.api.FeatureFormat;
import org.aulos.api.Framing;
import org.aulos.api.GenerationRequest;
import org.aulos.api.Generator;
import org.aulos.api.GroupedEmbeddings;
import org.aulos.api.LabelledEmbeddings;
import org.aulos.api.Metric;
import org.aulos.api.PairedEmbeddings;
import org.aulos.api.Prompt;
import org.aulos.api.PromptedEmbeddings;
import org.aulos.api.RenderedAudio;
import org.aulos.api.SampleScore;
import org.aulos.api.Score;
import org.aulos.api.Signature;
import org.aulos.api.TagBatch;
import org.aulos.api.TaggedEmbeddings;
import org.aulos.api.TextBatch;
import org.aulos.api.Waveform;
import org.aulos.api.spi.Component;
import org.aulos.api.spi.Describe;
import org.aulos.api.spi.Plugin;
import org.aulos.api.spi.Resources;

/** Components so small that what comes out of the runtime around them can be said by hand. */
public final class TinyPlugin implements Plugin {
  /** Rate of everything the components take. */
  public static final int RATE = 8_000;

  /** Samples in a frame of the features. */
  public static final int FRAME = 80;

  @Override
  public String name() {
    return "tiny";
  }

  @Override
  public List<Component<?, ?>> components() {
    return List.of(
        Component.dataset("beeps", BeepsOptions.DEFAULTS, Beeps::new),
        Component.dataset(
            "pairs",
            new PairsOptions("beeps"),
            (options, resources) -> new Pairs(resources.dataset(options.of()))),
        Component.extractor("two-bins", new TwoBinsOptions(1), TwoBins::new),
        Component.encoder("mean", new MeanOptions(1), Mean::new),
        Component.encoder("peak", new PeakOptions(""), Peak::new),
        Component.encoder("windows", new NoOptions(), (options, resources) -> new Windows()),
        Component.encoder(
            "words", new NoOptions(), (options, resources) -> new Words(resources.manager())),
        Component.encoder(
            "tag-count",
            new NoOptions(),
            (options, resources) -> new TagCount(resources.manager())),
        Component.generator(
            "beeper",
            new BeeperOptions(0.5, List.of()),
            (options, resources) -> new Beeper(options)),
        Component.metric("step", new NoOptions(), (options, resources) -> new Step()),
        Component.metric("spelling", new NoOptions(), (options, resources) -> new Spelling()),
        Component.metric("borne", new NoOptions(), (options, resources) -> new Borne()),
        Component.metric("naming", new NoOptions(), (options, resources) -> new Naming()),
        Component.metric("centroids", new NoOptions(), (options, resources) -> new Centroids()),
        Component.metric("gap", new GapOptions(2), (options, resources) -> new Gap(options)));
  }

  /** No choice at all. */
  public record NoOptions() {}

  /** Which beeps. */
  @Describe("Square waves, a loudness for each class.")
  public record BeepsOptions(
      @Describe("Their number.") int clips,
      @Describe("Length of the shortest, in seconds.") double seconds,
      @Describe("Their classes.") List<String> classes,
      @Describe("Ids of those that cannot be read.") List<String> damaged,
      @Describe("Whether they are labelled.") boolean labelled,
      @Describe("How many of the first have no tags.") int untagged) {
    static final BeepsOptions DEFAULTS =
        new BeepsOptions(12, 0.2, List.of("soft", "loud"), List.of(), true, 0);

    /** Refuses a negative number. */
    public BeepsOptions {
      if (clips < 0) {
        throw new IllegalArgumentException("expected clips >= 0 but was " + clips);
      }
    }
  }

  /** The damage of the audio of a clip. */
  public static Clip damaged(Clip clip) {
    RenderedAudio audio =
        new RenderedAudio() {
          @Override
          public String recipe() {
            return "damaged " + clip.id();
          }

          @Override
          public Waveform render() {
            throw new AudioException(Path.of(clip.id() + ".wav"), "is cut off after 44 bytes");
          }
        };
    return new Clip(clip.id(), audio, clip.labels(), clip.tags(), clip.fold(), clip.lyrics());
  }

  /** A clip of one value throughout, alternating in sign. */
  public static Clip beep(String id, float value, int samples) {
    return Clip.of(id, new Beep(value, samples));
  }

  /** Samples of one size and of alternating sign. */
  public record Beep(float value, int samples) implements RenderedAudio {
    @Override
    public String recipe() {
      return "beep " + value + " " + samples;
    }

    @Override
    public Waveform render() {
      float[] audio = new float[samples];
      for (int i = 0; i < samples; i++) {
        audio[i] = i % 2 == 0 ? value : -value;
      }
      return Waveform.mono(audio, RATE);
    }
  }

  private static final class Beeps implements Dataset {
    private final List<Clip> clips = new ArrayList<>();

    Beeps(BeepsOptions options, Resources resources) {
      if (options.classes().isEmpty()) {
        throw new org.aulos.api.OptionsException("expected one class at least but were none");
      }
      for (int i = 0; i < options.clips(); i++) {
        int own = i % options.classes().size();
        int samples = (int) (options.seconds() * RATE) + 40 * (i % 7);
        Clip clip =
            beep("b" + i, (own + 1) / 8f + i / 4096f, samples)
                .withFold("f" + i / options.classes().size() % 2)
                .withTags(i < options.untagged() ? List.of() : List.of("t" + i % 3));
        clip = options.labelled() ? clip.withLabels(List.of(options.classes().get(own))) : clip;
        clips.add(options.damaged().contains(clip.id()) ? damaged(clip) : clip);
      }
    }

    @Override
    public List<Clip> clips() {
      return List.copyOf(clips);
    }
  }

  /** Of which data set. */
  public record PairsOptions(String of) {}

  /** Every two clips of another data set, the second of which is also called the next. */
  private record Pairs(Dataset of) implements Dataset {
    @Override
    public List<Clip> clips() {
      return of.clips();
    }

    @Override
    public List<ClipGroup> groups() {
      List<ClipGroup> groups = new ArrayList<>();
      for (int i = 0; i + 1 < clips().size(); i += 2) {
        Map<String, Clip> clips = new LinkedHashMap<>();
        clips.put("this", clips().get(i));
        clips.put("next", clips().get(i + 1));
        groups.add(new ClipGroup("p" + i, clips, ""));
      }
      return groups;
    }
  }

  /** How loud, and to which prompts there is no answer. */
  public record BeeperOptions(double value, List<String> mute) {}

  /** Beeps of one value, a little louder for each seed. */
  private record Beeper(BeeperOptions options) implements Generator {
    @Override
    public AudioFormat audioFormat() {
      return AudioFormat.mono(RATE);
    }

    @Override
    public OptionalLong parameters() {
      return OptionalLong.of(7);
    }

    @Override
    public AudioBatch generate(List<Prompt> prompts, GenerationRequest request) {
      List<Waveform> clips = new ArrayList<>();
      for (Prompt prompt : prompts) {
        if (options.mute().contains(prompt.id())) {
          throw new AulosException("has nothing to say\nat " + System.nanoTime());
        }
        float value = (float) (options.value() + (request.seed() % 8) / 1024.0);
        clips.add(new Beep(value, (int) (request.seconds() * RATE)).render());
      }
      return AudioBatch.of(request.manager(), clips);
    }
  }

  /** A factor on all features. */
  public record TwoBinsOptions(double scale) {}

  /** Each frame as the mean of its magnitudes and their largest. */
  public static final class TwoBins implements FeatureExtractor {
    private final float scale;

    /** Features of the given scale. */
    public TwoBins(TwoBinsOptions options, Resources resources) {
      this.scale = (float) options.scale();
    }

    @Override
    public AudioFormat audioFormat() {
      return AudioFormat.mono(RATE);
    }

    @Override
    public FeatureFormat featureFormat() {
      return new FeatureFormat((double) RATE / FRAME, 2);
    }

    @Override
    public FeatureBatch extract(AudioBatch audio) {
      float[] samples = audio.toFloats();
      int padded = samples.length / audio.size();
      List<float[]> clips = new ArrayList<>();
      for (int clip = 0; clip < audio.size(); clip++) {
        float[] features = new float[2 * (audio.length(clip) / FRAME)];
        for (int i = 0; i < features.length / 2 * FRAME; i++) {
          float magnitude = scale * Math.abs(samples[clip * padded + i]);
          int frame = i / FRAME;
          features[2 * frame] += magnitude / FRAME;
          features[2 * frame + 1] = Math.max(features[2 * frame + 1], magnitude);
        }
        clips.add(features);
      }
      return FeatureBatch.of(audio.manager(), clips, featureFormat());
    }
  }

  /** How often the mean is repeated. */
  public record MeanOptions(int copies) {}

  private static final class Mean implements Encoder<FeatureBatch> {
    private final int copies;

    Mean(MeanOptions options, Resources resources) {
      this.copies = options.copies();
    }

    @Override
    public Class<FeatureBatch> inputType() {
      return FeatureBatch.class;
    }

    @Override
    public int dimension() {
      return 2 * copies;
    }

    @Override
    public EmbeddingBatch encode(FeatureBatch features) {
      float[] values = features.toFloats();
      int stride = values.length / features.size();
      float[] vectors = new float[features.size() * dimension()];
      for (int clip = 0; clip < features.size(); clip++) {
        for (int i = 0; i < features.frames(clip) * 2; i++) {
          for (int copy = 0; copy < copies; copy++) {
            vectors[clip * dimension() + 2 * copy + i % 2] +=
                values[clip * stride + i] / features.frames(clip);
          }
        }
      }
      return new EmbeddingBatch(
          features.manager().create(vectors, new Shape(features.size(), dimension())));
    }
  }

  /** A file that the encoder opens; empty for none. */
  public record PeakOptions(String weights) {}

  private static final class Peak implements Encoder<AudioBatch> {
    Peak(PeakOptions options, Resources resources) {
      if (!options.weights().isEmpty()) {
        resources.file(Path.of(options.weights()));
      }
    }

    @Override
    public Class<AudioBatch> inputType() {
      return AudioBatch.class;
    }

    @Override
    public Optional<AudioFormat> audioFormat() {
      return Optional.of(AudioFormat.mono(RATE));
    }

    @Override
    public int dimension() {
      return 3;
    }

    @Override
    public EmbeddingBatch encode(AudioBatch audio) {
      float[] samples = audio.toFloats();
      int padded = samples.length / audio.size();
      float[] vectors = new float[3 * audio.size()];
      for (int clip = 0; clip < audio.size(); clip++) {
        for (int i = 0; i < audio.length(clip); i++) {
          float sample = samples[clip * padded + i];
          vectors[3 * clip] = Math.max(vectors[3 * clip], sample);
          vectors[3 * clip + 1] += Math.abs(sample);
        }
        vectors[3 * clip + 2] = audio.length(clip);
      }
      return new EmbeddingBatch(audio.manager().create(vectors, new Shape(audio.size(), 3)));
    }
  }

  /** The peak of each whole window of 80 samples. */
  private static final class Windows implements Encoder<AudioBatch> {
    @Override
    public Class<AudioBatch> inputType() {
      return AudioBatch.class;
    }

    @Override
    public Optional<AudioFormat> audioFormat() {
      return Optional.of(AudioFormat.mono(RATE));
    }

    @Override
    public Optional<Framing> framing() {
      return Optional.of(new Framing((double) FRAME / RATE, (double) FRAME / RATE));
    }

    @Override
    public int dimension() {
      return 1;
    }

    @Override
    public EmbeddingBatch encode(AudioBatch audio) {
      float[] samples = audio.toFloats();
      int padded = samples.length / audio.size();
      int[] counts = new int[audio.size()];
      List<Float> peaks = new ArrayList<>();
      for (int clip = 0; clip < audio.size(); clip++) {
        counts[clip] = audio.length(clip) / FRAME;
        for (int window = 0; window < counts[clip]; window++) {
          float peak = 0;
          for (int i = 0; i < FRAME; i++) {
            peak = Math.max(peak, samples[clip * padded + window * FRAME + i]);
          }
          peaks.add(peak);
        }
      }
      float[] vectors = new float[peaks.size()];
      for (int i = 0; i < vectors.length; i++) {
        vectors[i] = peaks.get(i);
      }
      return new EmbeddingBatch(
          audio.manager().create(vectors, new Shape(vectors.length, 1)), counts);
    }
  }

  /** The number of letters of a text, three times over. */
  private record Words(NDManager manager) implements Encoder<TextBatch> {
    @Override
    public Class<TextBatch> inputType() {
      return TextBatch.class;
    }

    @Override
    public int dimension() {
      return 3;
    }

    @Override
    public EmbeddingBatch encode(TextBatch texts) {
      return counts(manager, texts.texts().stream().map(String::length).toList());
    }
  }

  /** The number of tags, three times over. */
  private record TagCount(NDManager manager) implements Encoder<TagBatch> {
    @Override
    public Class<TagBatch> inputType() {
      return TagBatch.class;
    }

    @Override
    public int dimension() {
      return 3;
    }

    @Override
    public EmbeddingBatch encode(TagBatch tags) {
      return counts(manager, tags.tags().stream().map(List::size).toList());
    }
  }

  private static EmbeddingBatch counts(NDManager manager, List<Integer> counts) {
    float[] vectors = new float[3 * counts.size()];
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = counts.get(i / 3);
    }
    return new EmbeddingBatch(manager.create(vectors, new Shape(counts.size(), 3)));
  }

  /** Mean over the pairs of how much louder the second is. */
  private static final class Step implements Metric<GroupedEmbeddings> {
    @Override
    public Class<GroupedEmbeddings> evidenceType() {
      return GroupedEmbeddings.class;
    }

    @Override
    public Score score(GroupedEmbeddings evidence) {
      int[] before = evidence.rows("this");
      int[] after = evidence.rows("next");
      double sum = 0;
      for (int i = 0; i < before.length; i++) {
        EmbeddingSet set = evidence.embeddings();
        sum += set.value(after[i], 0) - set.value(before[i], 0);
      }
      return Score.of(
          sum / before.length, Direction.HIGHER_IS_BETTER, before.length, Signature.of("step"));
    }
  }

  /** Mean over the clips of the first value of the text's vector. */
  private static final class Spelling implements Metric<PairedEmbeddings> {
    @Override
    public Class<PairedEmbeddings> evidenceType() {
      return PairedEmbeddings.class;
    }

    @Override
    public Score score(PairedEmbeddings evidence) {
      return ofFirst("spelling", evidence.text());
    }
  }

  /** Mean over the classes of the first value of their vector. */
  private static final class Naming implements Metric<PromptedEmbeddings> {
    @Override
    public Class<PromptedEmbeddings> evidenceType() {
      return PromptedEmbeddings.class;
    }

    @Override
    public Score score(PromptedEmbeddings evidence) {
      return ofFirst("naming", evidence.classes());
    }
  }

  /** Mean over the clips of the sum of the first values of the vectors of their tags. */
  private static final class Borne implements Metric<TaggedEmbeddings> {
    @Override
    public Class<TaggedEmbeddings> evidenceType() {
      return TaggedEmbeddings.class;
    }

    @Override
    public Score score(TaggedEmbeddings evidence) {
      EmbeddingSet words = evidence.words();
      double sum =
          evidence.tags().stream()
              .flatMap(List::stream)
              .mapToDouble(tag -> words.value(words.ids().indexOf(tag), 0))
              .sum();
      int size = evidence.clips().size();
      return Score.of(sum / size, Direction.HIGHER_IS_BETTER, size, Signature.of("borne"));
    }
  }

  private static Score ofFirst(String metric, EmbeddingSet set) {
    double sum = 0;
    for (int row = 0; row < set.size(); row++) {
      sum += set.value(row, 0);
    }
    Signature signature = Signature.of(metric);
    return Score.of(sum / set.size(), Direction.HIGHER_IS_BETTER, set.size(), signature);
  }

  /** Share of the clips that lie closest to the mean of their own class. */
  private static final class Centroids implements Metric<LabelledEmbeddings> {
    @Override
    public Class<LabelledEmbeddings> evidenceType() {
      return LabelledEmbeddings.class;
    }

    @Override
    public Score score(LabelledEmbeddings evidence) {
      EmbeddingSet set = evidence.embeddings();
      Map<String, double[]> means = new LinkedHashMap<>();
      for (String label : evidence.labels()) {
        means.computeIfAbsent(label, key -> mean(evidence, key));
      }
      List<SampleScore> samples = new ArrayList<>();
      for (int row = 0; row < set.size(); row++) {
        samples.add(
            SampleScore.prediction(
                set.ids().get(row), evidence.labels().get(row), nearest(set, row, means)));
      }
      double right = samples.stream().mapToDouble(SampleScore::value).average().orElseThrow();
      return Score.of(right, Direction.HIGHER_IS_BETTER, set.size(), Signature.of("centroids"))
          .withSamples(samples);
    }

    private static double[] mean(LabelledEmbeddings evidence, String label) {
      EmbeddingSet set = evidence.embeddings();
      double[] mean = new double[set.dimension()];
      double members = evidence.labels().stream().filter(label::equals).count();
      for (int row = 0; row < set.size(); row++) {
        for (int i = 0; i < mean.length && evidence.labels().get(row).equals(label); i++) {
          mean[i] += set.value(row, i) / members;
        }
      }
      return mean;
    }

    private static String nearest(EmbeddingSet set, int row, Map<String, double[]> means) {
      String nearest = "";
      double least = Double.POSITIVE_INFINITY;
      for (Map.Entry<String, double[]> mean : means.entrySet()) {
        double distance = 0;
        for (int i = 0; i < set.dimension(); i++) {
          distance += Math.pow(set.value(row, i) - mean.getValue()[i], 2);
        }
        if (distance < least) {
          least = distance;
          nearest = mean.getKey();
        }
      }
      return nearest;
    }
  }

  /** Clips that either set has at least. */
  public record GapOptions(int least) {}

  /** Distance of the means of the first value. */
  private record Gap(GapOptions options) implements Metric<EmbeddingSets> {
    @Override
    public Class<EmbeddingSets> evidenceType() {
      return EmbeddingSets.class;
    }

    @Override
    public Score score(EmbeddingSets evidence) {
      int size = Math.min(evidence.reference().size(), evidence.evaluated().size());
      if (size < options.least()) {
        throw new org.aulos.api.AulosException(
            "expected " + options.least() + " clips at least but were " + size);
      }
      Signature signature =
          Signature.of("gap")
              .with("space", evidence.reference().space())
              .with("least", options.least());
      double gap = Math.abs(mean(evidence.reference()) - mean(evidence.evaluated()));
      return Score.of(gap, Direction.LOWER_IS_BETTER, evidence.evaluated().size(), signature);
    }

    private static double mean(EmbeddingSet set) {
      double sum = 0;
      for (int row = 0; row < set.size(); row++) {
        sum += set.value(row, 0);
      }
      return sum / set.size();
    }
  }
}
