package org.aulos.conformance;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.aulos.api.AudioBatch;
import org.aulos.api.AudioFormat;
import org.aulos.api.EmbeddingBatch;
import org.aulos.api.Encoder;
import org.aulos.api.Trainer;
import org.aulos.api.spi.Component;
import org.aulos.api.spi.Describe;
import org.aulos.api.spi.Plugin;

/**
 * A plugin with an encoder that is right, one that leaks, and components that cannot be checked.
 */
public final class Loudness implements Plugin {
  /** No choice at all. */
  @Describe("Peak of a clip.")
  public record None() {}

  /** A file that is not there. */
  @Describe("Peak of a clip, scaled.")
  public record Scaled(@Describe("A file that holds the scale.") Path scale) {}

  @Override
  public String name() {
    return "loudness";
  }

  @Override
  public List<Component<?, ?>> components() {
    return List.of(
        Component.encoder("peak", new None(), (options, resources) -> new Peak(false)),
        Component.encoder("leaky", new None(), (options, resources) -> new Peak(true)),
        Component.encoder(
            "scaled",
            new Scaled(Path.of("no-such-file")),
            (options, resources) -> {
              resources.file(options.scale());
              return new Peak(false);
            }),
        Component.encoder(
            "faulty",
            new None(),
            (options, resources) -> {
              throw new IllegalStateException("nobody thought of this");
            }),
        Component.trainer(
            "slow",
            new None(),
            (options, resources) ->
                (Trainer)
                    (data, listener) -> {
                      throw new AssertionError("trainers are not started");
                    }));
  }

  private record Peak(boolean leaks) implements Encoder<AudioBatch> {
    private static final AudioFormat FORMAT = AudioFormat.mono(8_000);

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
      if (!audio.format().equals(FORMAT)) {
        throw new IllegalArgumentException("expected " + FORMAT + " but was " + audio.format());
      }
      if (leaks) {
        audio.manager().create(0f);
      }
      return EmbeddingBatch.of(
          audio.manager(), audio.waveforms().stream().map(clip -> peak(clip.channel(0))).toList());
    }

    private static float[] peak(float[] samples) {
      float peak = 0;
      for (float sample : samples) {
        peak = Math.max(peak, Math.abs(sample));
      }
      return new float[] {peak};
    }
  }
}
