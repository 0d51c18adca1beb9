package org.aulos.runtime.pipeline;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.aulos.api.AudioBatch;
import org.aulos.api.AudioFormat;
import org.aulos.api.EmbeddingBatch;
import org.aulos.api.Encoder;
import org.aulos.api.FeatureBatch;
import org.aulos.api.FeatureExtractor;
import org.aulos.api.FeatureFormat;
import org.aulos.api.Framing;
import org.aulos.api.OptionsException;
import org.aulos.api.spi.Role;
import org.aulos.runtime.BenchResult.SystemResult;
import org.aulos.runtime.BenchResult.TrainingResult;
import org.aulos.runtime.CodeOrigin;
import org.aulos.runtime.Digests;
import org.aulos.runtime.config.ComponentBinder.Chosen;
import org.aulos.runtime.config.RecordBinder;
import org.jspecify.annotations.Nullable;

/**
 * A system, assembled: audio to vectors. Stages that do not fit each other are refused when it is
 * assembled.
 */
public final class Pipeline {
  private static final String EXTRACTOR_INPUT = "extractor ";
  private static final String ENCODER_INPUT = "encoder ";

  private final SystemConfig config;
  private final @Nullable FeatureExtractor extractor;
  private final Encoder<?> encoder;
  private final @Nullable TextSide text;
  private final Map<String, String> inputs;
  private final boolean random;
  private final String machinery;

  private Pipeline(
      SystemConfig config,
      @Nullable FeatureExtractor extractor,
      Encoder<?> encoder,
      @Nullable TextSide text,
      Map<String, String> inputs,
      boolean random,
      String machinery) {
    this.config = config;
    this.extractor = extractor;
    this.encoder = encoder;
    this.text = text;
    this.inputs = inputs;
    this.random = random;
    this.machinery = machinery;
  }

  /**
   * Assembles a system.
   *
   * @throws OptionsException if its stages do not fit each other
   */
  public static Pipeline assemble(SystemConfig config, ComponentFactory factory) {
    Map<String, String> inputs = new TreeMap<>();
    Map<String, String> engines = new TreeMap<>();
    FeatureExtractor extractor = null;
    FeatureFormat features = null;
    boolean random = false;
    if (config.extractor().isPresent()) {
      ComponentFactory.Made<FeatureExtractor> made =
          factory.make(Role.EXTRACTOR, config.extractor().get(), config.folder(), null);
      made.inputs().forEach((input, value) -> inputs.put(EXTRACTOR_INPUT + input, value));
      random = made.random();
      engines.putAll(made.engines());
      extractor = made.component();
      features = extractor.featureFormat();
    }
    ComponentFactory.Made<Encoder<?>> made =
        factory.make(Role.ENCODER, config.encoderToMake(), config.folder(), features);
    made.inputs().forEach((input, value) -> inputs.put(ENCODER_INPUT + input, value));
    engines.putAll(made.engines());
    checkFit(config, extractor, made.component());
    Chosen words = config.textEncoderToMake().orElse(null);
    TextSide text = null;
    if (words != null) {
      ComponentFactory.Made<Encoder<?>> side =
          factory.make(Role.ENCODER, words, config.folder(), null);
      random |= side.random();
      text = TextSide.of(config, words, side.component());
    }
    return new Pipeline(
        config,
        extractor,
        made.component(),
        text,
        inputs,
        random || made.random(),
        factory.machinery() + engines);
  }

  private static void checkFit(
      SystemConfig config, @Nullable FeatureExtractor extractor, Encoder<?> encoder) {
    String where = config.encoder().origin() + ": " + config.path() + ": ";
    String name = config.encoder().key();
    if (encoder.inputType() == FeatureBatch.class) {
      if (extractor == null) {
        throw new OptionsException(
            where
                + name
                + " takes features; name the extractor that makes them, as in extractor: log-mel");
      }
    } else if (encoder.inputType() == AudioBatch.class) {
      if (extractor != null) {
        throw new OptionsException(
            where + name + " takes audio, not features; leave the extractor out");
      }
      if (encoder.audioFormat().isEmpty()) {
        throw new OptionsException(
            where
                + name
                + " takes audio but does not say in which format; this is a fault of its plugin");
      }
    } else {
      throw new OptionsException(
          where
              + name
              + " takes "
              + encoder.inputType().getSimpleName()
              + ", not audio; it cannot stand in a system that is given clips");
    }
  }

  /** Its name in the configuration. */
  public String name() {
    return config.name();
  }

  /** What was chosen. */
  public SystemConfig config() {
    return config;
  }

  /** Whether its vectors depend on the seed. */
  public boolean random() {
    return random;
  }

  /** The windows of a clip that have a vector each; empty if a clip has one vector. */
  public Optional<Framing> framing() {
    return encoder.framing();
  }

  /** How the audio behind its vectors is cut, as signatures name it. */
  public String windows() {
    return framing().map(Framing::toString).orElse("whole clips");
  }

  /** The audio it takes. */
  public AudioFormat audioFormat() {
    return extractor != null ? extractor.audioFormat() : encoder.audioFormat().orElseThrow();
  }

  /** Values in each of its vectors. */
  public int dimension() {
    return encoder.dimension();
  }

  /** Number of the learnt parameters of its encoder; empty if that does not know. */
  public OptionalLong parameters() {
    return encoder.parameters();
  }

  /** Its encoder of texts or tags, if it has one. */
  public Optional<TextSide> text() {
    return Optional.ofNullable(text);
  }

  /**
   * The system as results tell it.
   *
   * @param training the training that its encoder comes from; null if its options say all
   */
  public SystemResult result(@Nullable TrainingResult training) {
    return new SystemResult(
        config.extractor().map(Chosen::result).orElse(null),
        config.encoder().result(),
        config.textEncoder().map(Chosen::result).orElse(null),
        audioFormat().sampleRate(),
        audioFormat().channels(),
        dimension(),
        training);
  }

  /** Its features of a batch, if it works on features. */
  Optional<FeatureBatch> features(AudioBatch audio) {
    return Optional.ofNullable(extractor).map(own -> own.extract(audio));
  }

  /** Its vectors of a batch. */
  EmbeddingBatch encode(AudioBatch audio, @Nullable FeatureBatch features) {
    return encode(encoder, features != null ? features : audio);
  }

  private static <I> EmbeddingBatch encode(Encoder<I> encoder, Object input) {
    return encoder.encode(encoder.inputType().cast(input));
  }

  /** Pipelines of equal stage keys share the features. */
  String featuresKey() {
    return config
        .extractor()
        .map(choice -> describe(choice, EXTRACTOR_INPUT) + extractorInputs())
        .orElse("audio " + audioFormat());
  }

  /** The weights and the seed of the extractor, if it has any. */
  private String extractorInputs() {
    return inputs.entrySet().stream()
        .filter(input -> input.getKey().startsWith(EXTRACTOR_INPUT))
        .map(Map.Entry::toString)
        .collect(Collectors.joining(","));
  }

  /**
   * Digest of every choice that decides its vectors: components, options, weights, seed if it
   * matters, conversion of the audio.
   */
  public String space() {
    return Digests.sha256(
        String.join(
            "|",
            featuresKey(),
            describe(config.encoder(), ENCODER_INPUT),
            audioFormat().toString(),
            ClipReader.RESAMPLER,
            inputs.toString()));
  }

  /** Its name and the beginning of {@link #space()}, for people. */
  public String spaceName() {
    String stages =
        config.extractor().map(choice -> choice.entry().component().name() + "+").orElse("")
            + config.encoder().entry().component().name();
    return stages + "@" + space().substring(0, 12);
  }

  /**
   * Address of its vectors in the store: {@link #space()}, the code that computes it, and the
   * engines and the kind of device, since these differ in the last digits.
   */
  String storeKey() {
    StringBuilder code = new StringBuilder(space()).append(machinery);
    List.of(config.encoder()).forEach(choice -> code.append(codeOf(choice)));
    config.extractor().ifPresent(choice -> code.append(codeOf(choice)));
    code.append(CodeOrigin.ofAulos());
    return Digests.sha256(code.toString());
  }

  private static String codeOf(Chosen choice) {
    return choice.entry().source().codeDigest();
  }

  /**
   * The choice, without the folders of files: these are known by their digests among the inputs.
   */
  private String describe(Chosen choice, String stage) {
    Map<String, Object> values = RecordBinder.values(choice.options());
    values.replaceAll(
        (key, value) -> {
          String text = value.toString();
          String name = text.substring(text.lastIndexOf('/') + 1);
          return inputs.containsKey(stage + ComponentFactory.FILE_INPUT + name) ? name : value;
        });
    return choice.key() + values;
  }
}
