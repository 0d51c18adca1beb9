package org.aulos.runtime.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.aulos.api.AudioBatch;
import org.aulos.api.AudioFormat;
import org.aulos.api.AulosException;
import org.aulos.api.EmbeddingBatch;
import org.aulos.api.Encoder;
import org.aulos.api.OptionsException;
import org.aulos.api.PluginException;
import org.aulos.api.spi.Component;
import org.aulos.api.spi.Plugin;
import org.aulos.api.spi.Resources;
import org.aulos.api.spi.Role;
import org.aulos.runtime.RunSettings;
import org.aulos.runtime.TinyPlugin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineTest {
  private static final RunSettings SETTINGS = Workbench.settings(0, 1, 4, false);

  @TempDir private Path folder;
  private Workbench bench;

  @BeforeEach
  void open() {
    bench = new Workbench(folder, SETTINGS);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private Pipeline peakWith(String weights) {
    return bench.assemble(
        "own", null, bench.choose(Role.ENCODER, "peak", new TinyPlugin.PeakOptions(weights)));
  }

  @Test
  void aPipelineOfFeaturesHasTheFormatOfItsExtractor() {
    Pipeline mean = bench.mean("mean", 1, 3);

    assertThat(mean.audioFormat()).isEqualTo(AudioFormat.mono(TinyPlugin.RATE));
    assertThat(mean.dimension()).isEqualTo(6);
    assertThat(mean.spaceName()).matches("two-bins\\+mean@[0-9a-f]{12}");
  }

  @Test
  void anEncoderOfFeaturesNeedsAnExtractor() {
    assertThatThrownBy(() -> bench.assemble("own", null, bench.choose(Role.ENCODER, "mean")))
        .isInstanceOf(OptionsException.class)
        .hasMessage(
            "own.yaml:5: systems.own: encoder:mean takes features; name the extractor that makes"
                + " them, as in extractor: log-mel");
  }

  @Test
  void anEncoderOfAudioTakesNoExtractor() {
    assertThatThrownBy(
            () ->
                bench.assemble(
                    "own",
                    bench.choose(Role.EXTRACTOR, "two-bins"),
                    bench.choose(Role.ENCODER, "peak")))
        .isInstanceOf(OptionsException.class)
        .hasMessage(
            "own.yaml:5: systems.own: encoder:peak takes audio, not features; leave the extractor"
                + " out");
  }

  @Test
  void anEncoderOfTextsCannotStandInASystem() {
    assertThatThrownBy(() -> bench.assemble("own", null, bench.choose(Role.ENCODER, "words")))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining("encoder:words takes TextBatch, not audio");
  }

  @Test
  void aMissingFileIsNamedInFullWithThePlaceThatAsksForIt() {
    assertThatThrownBy(() -> peakWith("absent.bin"))
        .isInstanceOf(AulosException.class)
        .hasMessage(
            "own.yaml:5: encoder:peak: there is no file or folder " + folder.resolve("absent.bin"));
  }

  @Test
  void theSpaceChangesWithTheContentOfAFileAndNotWithItsFolder() throws IOException {
    Files.writeString(folder.resolve("a.bin"), "one");
    String space = peakWith("a.bin").space();
    Files.createDirectory(folder.resolve("moved"));
    Files.writeString(folder.resolve("moved/a.bin"), "one");
    assertThat(peakWith("moved/a.bin").space()).isEqualTo(space);

    Files.writeString(folder.resolve("a.bin"), "two");

    assertThat(peakWith("a.bin").space()).isNotEqualTo(space);
  }

  @Test
  void theSpaceChangesWithEachOption() {
    assertThat(List.of(bench.mean("a", 1, 1), bench.mean("b", 2, 1), bench.mean("c", 1, 2)))
        .extracting(Pipeline::space)
        .doesNotHaveDuplicates();
    assertThat(bench.mean("a", 1, 1).space()).isEqualTo(bench.mean("b", 1, 1).space());
  }

  @Test
  void filesOfOneNameInTwoFoldersBothCount() throws IOException {
    Files.createDirectories(folder.resolve("x"));
    Files.createDirectories(folder.resolve("y"));
    Files.writeString(folder.resolve("x/model.bin"), "first");
    Files.writeString(folder.resolve("y/model.bin"), "second");
    Consumer<Resources> both =
        resources -> {
          resources.file(Path.of("x/model.bin"));
          resources.file(Path.of("y/model.bin"));
        };
    String space = space(both, SETTINGS);

    Files.writeString(folder.resolve("x/model.bin"), "changed");

    assertThat(space(both, SETTINGS)).isNotEqualTo(space);
  }

  @Test
  void theSeedIsPartOfTheSpaceOfAnEncoderThatAsksForIt() {
    RunSettings other = new RunSettings(43, 0, "cpu", 1, 4, 600, false, false);

    assertThat(space(Resources::seed, other)).isNotEqualTo(space(Resources::seed, SETTINGS));
    assertThat(space(resources -> {}, other)).isEqualTo(space(resources -> {}, SETTINGS));
  }

  @Test
  void theVersionOfAnEncodersOwnEngineIsPartOfItsAddressAndNotOfItsSpace() {
    Consumer<Resources> older = resources -> resources.usesEngine("TensorFlow", "2.16.1");
    Consumer<Resources> newer = resources -> resources.usesEngine("TensorFlow", "2.17.0");

    assertThat(of(older, SETTINGS, Pipeline::storeKey))
        .isEqualTo(of(older, SETTINGS, Pipeline::storeKey))
        .isNotEqualTo(of(newer, SETTINGS, Pipeline::storeKey))
        .isNotEqualTo(of(resources -> {}, SETTINGS, Pipeline::storeKey));
    assertThat(space(older, SETTINGS)).isEqualTo(space(newer, SETTINGS));
  }

  @Test
  void anErrorOfOptionsKeepsItsClassAndGetsAPlace() {
    assertThatThrownBy(() -> space(fails(new OptionsException("no such colour")), SETTINGS))
        .isExactlyInstanceOf(OptionsException.class)
        .hasMessage("own.yaml:5: encoder:own: no such colour");
    assertThatThrownBy(() -> space(fails(new IllegalArgumentException("too small")), SETTINGS))
        .isExactlyInstanceOf(OptionsException.class)
        .hasMessage("own.yaml:5: encoder:own: too small");
  }

  @Test
  void anErrorOfResourcesIsNoneOfOptions() {
    assertThatThrownBy(() -> space(fails(new AulosException("is damaged")), SETTINGS))
        .isExactlyInstanceOf(AulosException.class)
        .hasMessage("own.yaml:5: encoder:own: is damaged");
  }

  @Test
  void aComponentThatNamesAnAbsentOneIsAProblemOfPlugins() {
    assertThatThrownBy(
            () -> space(resources -> resources.component(Role.METRIC, "absent"), SETTINGS))
        .isExactlyInstanceOf(PluginException.class)
        .hasMessageContaining("own.yaml:5: encoder:own: no metric is named 'absent'");
  }

  private static Consumer<Resources> fails(RuntimeException failure) {
    return resources -> {
      throw failure;
    };
  }

  /** The space of an encoder that does something with its resources while it is made. */
  private String space(Consumer<Resources> making, RunSettings settings) {
    return of(making, settings, Pipeline::space);
  }

  /** What a pipeline says whose encoder does something with its resources while it is made. */
  private String of(
      Consumer<Resources> making, RunSettings settings, Function<Pipeline, String> question) {
    try (Workbench own = new Workbench(folder, settings, new Own(making))) {
      return question.apply(own.assemble("own", null, own.choose(Role.ENCODER, "own")));
    }
  }

  private record Own(Consumer<Resources> making) implements Plugin {
    @Override
    public String name() {
      return "own";
    }

    @Override
    public List<Component<?, ?>> components() {
      return List.of(
          Component.encoder(
              "own",
              new TinyPlugin.NoOptions(),
              (options, resources) -> {
                making.accept(resources);
                return new Zero();
              }));
    }
  }

  private static final class Zero implements Encoder<AudioBatch> {
    @Override
    public Class<AudioBatch> inputType() {
      return AudioBatch.class;
    }

    @Override
    public java.util.Optional<AudioFormat> audioFormat() {
      return java.util.Optional.of(AudioFormat.mono(TinyPlugin.RATE));
    }

    @Override
    public int dimension() {
      return 1;
    }

    @Override
    public EmbeddingBatch encode(AudioBatch audio) {
      return new EmbeddingBatch(audio.manager().zeros(new Shape(audio.size(), 1)));
    }
  }
}
