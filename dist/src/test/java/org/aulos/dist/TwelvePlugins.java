package org.aulos.dist;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.aulos.testkit.SourceJar;

/** Twelve plugins as other people would build them: six are in order, six are broken. */
final class TwelvePlugins {
  /** A file that the plugin with the broken constructor leaves in the working directory. */
  static final String TRACE = "constructor-ran";

  private static final Path MODULES = Path.of("target", "aulos", "mods");

  private static final String MODULE =
      """
      module NAME {
        requires org.aulos.api;
        REQUIRES
        exports NAME;
        provides org.aulos.api.spi.Plugin with NAME.Offer;
      }
      """;

  private static final String PLUGIN =
      """
      package NAME;

      import java.util.List;
      import org.aulos.api.spi.Component;
      import org.aulos.api.spi.Plugin;

      public final class Offer implements Plugin {
        public Offer() throws Exception {
          CONSTRUCTOR
        }

        @Override
        public String name() {
          return "NAME";
        }

        @Override
        public List<Component<?, ?>> components() {
          return List.of(
              Component.encoder("ENCODER", new Options(2), (options, resources) -> new Vectors(options.copies())));
        }
      }
      """;

  private static final String OPTIONS =
      """
      package NAME;

      public record Options(int copies) {}
      """;

  private static final String ENCODER =
      """
      package NAME;

      import ai.djl.ndarray.types.Shape;
      import java.util.Optional;
      import org.aulos.api.AudioBatch;
      import org.aulos.api.AudioFormat;
      import org.aulos.api.EmbeddingBatch;
      import org.aulos.api.Encoder;

      final class Vectors implements Encoder<AudioBatch> {
        private final int copies;

        Vectors(int copies) {
          this.copies = copies;
        }

        @Override
        public Class<AudioBatch> inputType() {
          return AudioBatch.class;
        }

        @Override
        public Optional<AudioFormat> audioFormat() {
          return Optional.of(AudioFormat.mono(8_000));
        }

        @Override
        public int dimension() {
          return copies;
        }

        @Override
        public EmbeddingBatch encode(AudioBatch audio) {
          float[] samples = audio.toFloats();
          int stride = samples.length / audio.size();
          float[] vectors = new float[audio.size() * copies];
          for (int clip = 0; clip < audio.size(); clip++) {
            float value = VALUE;
            for (int i = 0; i < copies; i++) {
              vectors[clip * copies + i] = (i + 1) * value;
            }
          }
          return new EmbeddingBatch(audio.manager().create(vectors, new Shape(audio.size(), copies)));
        }

        static float first(float[] samples, int from) {
          return samples[from];
        }
      }
      """;

  private static final String FIRST = "first(samples, clip * stride)";

  private TwelvePlugins() {}

  static void buildIn(Path folder) throws IOException {
    module("plain", "plain", "", "", FIRST).buildIn(folder);
    classes("crossings", "crossings", "", FIRST)
        .withResource("META-INF/services/org.aulos.api.spi.Plugin", "crossings.Offer\n")
        .buildIn(folder.resolve("crossings"));
    module("tensor", "tensor", "", "", "audio.samples().get(clip).square().mean().getFloat()")
        .buildIn(folder);
    fourier(folder.resolve("fourier"));
    withLibrary(folder.resolve("one"), "one");
    withLibrary(folder.resolve("two"), "two");

    Files.createDirectory(folder.resolve("broken-empty"));
    Files.writeString(folder.resolve("broken-jar.jar"), "no jar");
    anotherApi(folder.resolve("broken-api"));
    module("missing", "missing", "requires library;", "", FIRST)
        .withLibrary(buildLibrary(folder.resolve(".elsewhere"), "gone"))
        .buildIn(folder.resolve("broken-missing"));
    module(
            "throwing",
            "throwing",
            "",
            "java.nio.file.Files.createFile(java.nio.file.Path.of(\""
                + TRACE
                + "\")); if (true) throw new IllegalStateException(\"no licence\");",
            FIRST)
        .buildIn(folder.resolve("broken-constructor"));
    module("split", "split", "", "", FIRST).buildIn(folder.resolve("broken-split"));
    SourceJar.named("second.jar")
        .with("module second { }")
        .with("package split; class Own {}")
        .buildIn(folder.resolve("broken-split"));
  }

  private static SourceJar classes(String name, String encoder, String constructor, String value) {
    return SourceJar.named(name + ".jar")
        .with(
            PLUGIN
                .replace("NAME", name)
                .replace("ENCODER", encoder)
                .replace("CONSTRUCTOR", constructor))
        .with(OPTIONS.replace("NAME", name))
        .with(ENCODER.replace("NAME", name).replace("VALUE", value));
  }

  static SourceJar module(
      String name, String encoder, String requires, String constructor, String value) {
    return classes(name, encoder, constructor, value)
        .with(MODULE.replace("NAME", name).replace("REQUIRES", requires));
  }

  /** With JTransforms of its own beside it, although Aulos has that module. */
  private static void fourier(Path folder) throws IOException {
    Files.createDirectories(folder.resolve("lib"));
    SourceJar jar =
        module(
            "fourier",
            "fourier",
            "requires JTransforms;",
            "",
            "Spectrum.of(java.util.Arrays.copyOfRange(samples, clip * stride, clip * stride + 512))");
    jar =
        jar.with(
            "package fourier; final class Spectrum { static float of(float[] samples) { new org.jtransforms.fft.FloatFFT_1D(samples.length).realForward(samples); return samples[2]; } }");
    for (String name : new String[] {"JTransforms", "JLargeArrays"}) {
      Path library = moduleOfAulos(name);
      Files.copy(library, folder.resolve("lib").resolve(library.getFileName()));
      jar = jar.withLibrary(library);
    }
    jar.buildIn(folder);
  }

  private static Path moduleOfAulos(String name) {
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(MODULES, name + "-*.jar")) {
      return jars.iterator().next().toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** With a library that others have in another version. */
  private static void withLibrary(Path folder, String version) {
    module(
            version,
            "library-" + version,
            "requires library;",
            "",
            FIRST + " * library.Version.number()")
        .withLibrary(buildLibrary(folder, version))
        .buildIn(folder);
  }

  /** A library of which each version computes something else. */
  static Path buildLibrary(Path folder, String version) {
    return SourceJar.named("library.jar")
        .with("module library { exports library; }")
        .with(
            "package library; public final class Version { public static int number() { return "
                + version.length()
                + "; } }")
        .buildIn(folder);
  }

  private static void anotherApi(Path folder) {
    Path api =
        SourceJar.named("api.jar")
            .with("module org.aulos.api { exports org.aulos.api.spi; }")
            .with("package org.aulos.api.spi; public interface Plugin { int later(); }")
            .withOptions("--module-version", "9.1")
            .buildIn(folder.resolveSibling(".api"));
    SourceJar.named("later.jar")
        .with(MODULE.replace("NAME", "later").replace("REQUIRES", ""))
        .with(
            "package later; public class Offer implements org.aulos.api.spi.Plugin { public int later() { return 1; } }")
        .withLibrary(api)
        .buildIn(folder);
  }
}
