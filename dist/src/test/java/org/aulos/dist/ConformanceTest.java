package org.aulos.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.aulos.testkit.SourceJar;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The distribution, as it holds plugins of others to their contracts. */
class ConformanceTest {
  private static final String MODULE =
      """
      module acme {
        requires org.aulos.api;
        exports acme;
        provides org.aulos.api.spi.Plugin with acme.Offer;
      }
      """;

  private static final String PLUGIN =
      """
      package acme;

      import java.util.List;
      import org.aulos.api.spi.Component;
      import org.aulos.api.spi.Plugin;

      public final class Offer implements Plugin {
        @Override
        public String name() {
          return "acme";
        }

        @Override
        public List<Component<?, ?>> components() {
          return List.of(
              Component.encoder("peak", new Options(2), (options, resources) -> new Peak(options.copies())));
        }
      }
      """;

  private static final String OPTIONS =
      """
      package acme;

      import org.aulos.api.spi.Describe;

      @Describe("Peak of a clip.")
      public record Options(@Describe("How often it is told.") int copies) {}
      """;

  private static final String ENCODER =
      """
      package acme;

      import java.util.Arrays;
      import java.util.Optional;
      import org.aulos.api.AudioBatch;
      import org.aulos.api.AudioFormat;
      import org.aulos.api.EmbeddingBatch;
      import org.aulos.api.Encoder;

      record Peak(int dimension) implements Encoder<AudioBatch> {
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
        public EmbeddingBatch encode(AudioBatch audio) {
          if (!audio.format().equals(FORMAT)) {
            throw new IllegalArgumentException("expected " + FORMAT + " but was " + audio.format());
          }
          float[] all = audio.toFloats();
          return EmbeddingBatch.of(
              audio.manager(), audio.waveforms().stream().map(clip -> peak(HEARD)).toList());
        }

        private float[] peak(float[] samples) {
          float[] peak = new float[dimension];
          for (float sample : samples) {
            Arrays.fill(peak, Math.max(peak[0], Math.abs(sample)));
          }
          return peak;
        }
      }
      """;

  @TempDir Path folder;
  private Installation aulos;

  @BeforeEach
  void install() throws IOException {
    aulos = Installation.in(folder);
  }

  @AfterEach
  void remove() throws IOException {
    aulos.remove();
  }

  private static Path plugin(Path folder, String heard) {
    return SourceJar.named("acme.jar")
        .with(MODULE)
        .with(PLUGIN)
        .with(OPTIONS)
        .with(ENCODER.replace("HEARD", heard))
        .withResource("META-INF/services/org.aulos.api.spi.Plugin", "acme.Offer\n")
        .buildIn(folder);
  }

  @Test
  void aGoodJarKeepsEveryPromise() throws IOException, InterruptedException {
    Instant start = Instant.now();
    Launched run = aulos.run("plugin", "test", plugin(folder, "clip.channel(0)"));

    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .containsPattern("(?m)^plugin acme$")
        .containsPattern("(?m)^encoder:peak$")
        .containsPattern("(?m)^  kept +yields the same in any order$")
        .containsPattern("\\n\\d\\d promises kept, 0 broken, 0 not checked\\n");
    assertThat(run.code()).isZero();
    // On a quiet machine it takes three.
    assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(30));
  }

  @Test
  void aBrokenOneInAFolderIsToldWhatItMustDo() throws IOException, InterruptedException {
    Path own = folder.resolve("acme");
    plugin(own, "all");
    Launched run = aulos.run("plugin", "test", own);

    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .contains("BROKEN       yields the same for a batch as for each clip alone")
        .contains("the vectors of a clip must not depend on its batch, but value 0 of")
        .doesNotContain("org.junit", "org.assertj", "\tat ");
    assertThat(run.code()).isEqualTo(3);
  }
}
