package org.aulos.dist;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noCodeUnits;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who may see whom, and what no code of ours does. */
class ArchitectureTest {
  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.aulos");

  @Test
  void everyModuleIsLookedAt() {
    for (Class<?> type :
        List.of(
            org.aulos.api.AudioBatch.class,
            org.aulos.audio.AudioFiles.class,
            org.aulos.cli.AulosCommand.class,
            org.aulos.conformance.ContractCheck.class,
            org.aulos.dsp.Stft.class,
            org.aulos.listen.Study.class,
            org.aulos.nn.TensorStft.class,
            org.aulos.plugins.byola.ByolaPlugin.class,
            org.aulos.plugins.coala.CoalaPlugin.class,
            org.aulos.plugins.eval.EvalPlugin.class,
            org.aulos.runtime.Aulos.class,
            org.aulos.tensorflow.SavedModel.class,
            org.aulos.testkit.PluginContract.class,
            org.aulos.training.TrainingRun.class)) {
      assertThat(OURS.contain(type)).as(type.getName()).isTrue();
    }
  }

  @Test
  void theApiDependsOnNothingOfOurs() {
    noClasses()
        .that()
        .resideInAPackage("org.aulos.api..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(allBut("api"))
        .check(OURS);
  }

  @Test
  void theApiNeedsNoLibraryButDjl() {
    classes()
        .that()
        .resideInAPackage("org.aulos.api..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("org.aulos.api..", "java..", "ai.djl..", "org.jspecify..")
        .check(OURS);
  }

  @Test
  void signalKernelsKnowNoTensorsAndNothingOfOurs() {
    classes()
        .that()
        .resideInAPackage("org.aulos.dsp..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("org.aulos.dsp..", "java..", "org.jtransforms..", "org.jspecify..")
        .check(OURS);
  }

  @Test
  void neuralBlocksKnowOnlySignalKernels() {
    noClasses()
        .that()
        .resideInAPackage("org.aulos.nn..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(allBut("nn", "dsp"))
        .check(OURS);
  }

  @Test
  void trainingJoinsTheContractsToTheLoop() {
    noClasses()
        .that()
        .resideInAPackage("org.aulos.training..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(allBut("training", "api", "nn"))
        .check(OURS);
  }

  @Test
  void savedModelsKnowTheContractsAlone() {
    noClasses()
        .that()
        .resideInAPackage("org.aulos.tensorflow..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(allBut("tensorflow", "api"))
        .check(OURS);
  }

  @Test
  void pluginsSeeTheContractsAndTheKernelsAlone() {
    noClasses()
        .that()
        .resideInAPackage("org.aulos.plugins..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(allBut("plugins", "api", "dsp", "nn", "tensorflow", "training"))
        .check(OURS);
  }

  @Test
  void pluginsDoNotSeeEachOther() {
    slices().matching("org.aulos.plugins.(*)..").should().notDependOnEachOther().check(OURS);
  }

  @Test
  void connectionsAreOpenedByThePullOfModelsAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.aulos.runtime.models")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.net.http..")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.net.Socket")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.net.URLConnection")
        .check(OURS);
  }

  @Test
  void nobodySeesAPluginByName() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.aulos.plugins..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.aulos.plugins..")
        .check(OURS);
  }

  @Test
  void theTestkitSeesTheContractsAlone() {
    noClasses()
        .that()
        .resideInAPackage("org.aulos.testkit..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(allBut("testkit", "api"))
        .check(OURS);
  }

  @Test
  void guiceLivesInTheRuntimeAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.aulos.runtime..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.google.inject..", "jakarta.inject..")
        .check(OURS);
  }

  @Test
  void theCommandLineAlonePrints() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.aulos.cli..")
        .should(ACCESS_STANDARD_STREAMS)
        .check(OURS);
  }

  @Test
  void theCommandLineUsesTheRuntimeByItsFrontDoor() {
    noClasses()
        .that()
        .resideInAPackage("org.aulos.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.aulos.runtime.bench..",
            "org.aulos.runtime.config..",
            "org.aulos.runtime.pipeline..",
            "org.aulos.runtime.report..")
        .check(OURS);
  }

  @Test
  void listeningTestsUseTheRuntimeByItsFrontDoorAndKnowNoCommands() {
    noClasses()
        .that()
        .resideInAPackage("org.aulos.listen..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.aulos.cli..",
            "org.aulos.nn..",
            "org.aulos.tensorflow..",
            "org.aulos.runtime.bench..",
            "org.aulos.runtime.config..",
            "org.aulos.runtime.pipeline..",
            "org.aulos.runtime.report..")
        .check(OURS);
  }

  @Test
  void nothingIsDeclaredToThrowJustAnything() {
    for (Class<? extends Throwable> broad : List.of(Exception.class, Throwable.class)) {
      noCodeUnits()
          .that()
          // What the compiler adds to fit Callable and AutoCloseable.
          .doNotHaveModifier(JavaModifier.SYNTHETIC)
          .should()
          .declareThrowableOfType(broad)
          .check(OURS);
    }
  }

  /**
   * In sources, since the compiler itself catches everything where it closes resources. Releasing
   * what is held and throwing the same again is no harm.
   */
  @Test
  void nothingSwallowsJustAnything() {
    Pattern swallowing =
        Pattern.compile(
            "catch \\([^)]*\\b(Exception|RuntimeException|Throwable|Error) (\\w+)\\) \\{(?![^}]*throw \\2;)");

    assertThat(sources())
        .isNotEmpty()
        .filteredOn(file -> swallowing.matcher(read(file)).find())
        .isEmpty();
  }

  private static String[] allBut(String... allowed) {
    return Stream.of(
            "api",
            "audio",
            "cli",
            "dsp",
            "listen",
            "nn",
            "plugins",
            "runtime",
            "tensorflow",
            "testkit",
            "training")
        .filter(name -> !List.of(allowed).contains(name))
        .map(name -> "org.aulos." + name + "..")
        .toArray(String[]::new);
  }

  private static List<Path> sources() {
    try (Stream<Path> files = Files.walk(Path.of(".."), 12)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> file.toString().contains("/src/main/java/"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
