package org.aulos.conformance;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.aulos.api.AudioBatch;
import org.aulos.api.AudioFormat;
import org.aulos.api.Clip;
import org.aulos.api.Dataset;
import org.aulos.api.Direction;
import org.aulos.api.EmbeddingBatch;
import org.aulos.api.EmbeddingSets;
import org.aulos.api.Encoder;
import org.aulos.api.FeatureBatch;
import org.aulos.api.FeatureExtractor;
import org.aulos.api.FeatureFormat;
import org.aulos.api.GenerationRequest;
import org.aulos.api.Generator;
import org.aulos.api.Metric;
import org.aulos.api.Prompt;
import org.aulos.api.RenderedAudio;
import org.aulos.api.Score;
import org.aulos.api.Signature;
import org.aulos.api.Waveform;
import org.aulos.api.spi.Component;
import org.aulos.api.spi.Describe;
import org.aulos.api.spi.Plugin;

/** A plugin that breaks one promise in each role, and one of its options. */
public final class BrokenTwins implements Plugin {
  private static final AudioFormat FORMAT = AudioFormat.mono(8_000);

  /** No choice at all. */
  @Describe("Nothing to choose.")
  public record None() {}

  /** A choice that nobody explains. */
  @Describe("A size.")
  public record Unexplained(int size) {}

  @Override
  public String name() {
    return "broken-twins";
  }

  @Override
  public List<Component<?, ?>> components() {
    None none = new None();
    return List.of(
        Component.encoder("neighbourly", none, (options, resources) -> new Neighbourly()),
        Component.extractor("wider", none, (options, resources) -> new Wider()),
        Component.generator("moody", none, (options, resources) -> new Moody(new AtomicInteger())),
        Component.metric("optimist", none, (options, resources) -> new Optimist()),
        Component.dataset("twice", none, (options, resources) -> new Twice()),
        Component.extractor(
            "unexplained", new Unexplained(1), (options, resources) -> new Wider()));
  }

  /** The loudest sample of the whole batch. */
  private record Neighbourly() implements Encoder<AudioBatch> {
    @Override
    public Class<AudioBatch> inputType() {
      return AudioBatch.class;
    }

    @Override
    public Optional<AudioFormat> audioFormat() {
      return Optional.of(FORMAT);
    }

    @Override
    public int dimension() {
      return 1;
    }

    @Override
    public EmbeddingBatch encode(AudioBatch audio) {
      float peak = 0;
      for (float sample : audio.toFloats()) {
        peak = Math.max(peak, sample);
      }
      float[] vector = {peak};
      return EmbeddingBatch.of(
          audio.manager(), audio.waveforms().stream().map(clip -> vector).toList());
    }
  }

  /** One bin more than it states. */
  private record Wider() implements FeatureExtractor {
    @Override
    public AudioFormat audioFormat() {
      return FORMAT;
    }

    @Override
    public FeatureFormat featureFormat() {
      return new FeatureFormat(FORMAT.sampleRate(), 1);
    }

    @Override
    public FeatureBatch extract(AudioBatch audio) {
      return FeatureBatch.of(
          audio.manager(),
          audio.waveforms().stream().map(clip -> new float[2 * clip.frames()]).toList(),
          new FeatureFormat(FORMAT.sampleRate(), 2));
    }
  }

  /** Louder at each call, whatever the seed. */
  private record Moody(AtomicInteger calls) implements Generator {
    @Override
    public AudioFormat audioFormat() {
      return FORMAT;
    }

    @Override
    public AudioBatch generate(List<Prompt> prompts, GenerationRequest request) {
      float[] samples = new float[(int) Math.ceil(request.seconds() * FORMAT.sampleRate())];
      samples[0] = calls.incrementAndGet() / 1000f;
      Waveform clip = Waveform.mono(samples, FORMAT.sampleRate());
      return AudioBatch.of(request.manager(), prompts.stream().map(prompt -> clip).toList());
    }
  }

  /** Counts one clip more than there are. */
  private record Optimist() implements Metric<EmbeddingSets> {
    @Override
    public Class<EmbeddingSets> evidenceType() {
      return EmbeddingSets.class;
    }

    @Override
    public Score score(EmbeddingSets evidence) {
      return Score.of(
          0, Direction.LOWER_IS_BETTER, evidence.evaluated().size() + 1, Signature.of("optimist"));
    }
  }

  /** One id for two clips. */
  private record Twice() implements Dataset {
    @Override
    public List<Clip> clips() {
      return List.of(Clip.of("clip", new Silence("one")), Clip.of("clip", new Silence("two")));
    }
  }

  private record Silence(String recipe) implements RenderedAudio {
    @Override
    public Waveform render() {
      return Waveform.mono(new float[8], FORMAT.sampleRate());
    }
  }
}
