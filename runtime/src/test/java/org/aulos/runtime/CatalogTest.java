package org.aulos.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.aulos.api.OptionsException;
import org.aulos.api.PluginException;
import org.aulos.api.spi.Component;
import org.aulos.api.spi.Plugin;
import org.aulos.api.spi.Role;
import org.aulos.runtime.dataset.DatasetsPlugin;
import org.aulos.runtime.plugin.LoadedPlugin;
import org.junit.jupiter.api.Test;

class CatalogTest {
  private final Catalog catalog =
      new Catalog(Set.of(LoadedPlugin.of(new TinyPlugin()), LoadedPlugin.of(new DatasetsPlugin())));

  /** Offers an encoder of the name that the tiny plugin has one of. */
  private static final class Rival implements Plugin {
    @Override
    public String name() {
      return "rival";
    }

    @Override
    public List<Component<?, ?>> components() {
      return List.of(
          Component.encoder(
              "mean",
              new TinyPlugin.NoOptions(),
              (options, resources) -> {
                throw new OptionsException("never made");
              }));
    }
  }

  @Test
  void theComponentsOfARoleAreOrderedByName() {
    assertThat(catalog.entries(Role.ENCODER))
        .extracting(entry -> entry.component().name())
        .containsExactly("mean", "peak", "tag-count", "windows", "words");
  }

  @Test
  void allComponentsAreListedRoleByRole() {
    assertThat(catalog.entries())
        .extracting(entry -> entry.component().key())
        .startsWith("extractor:two-bins", "encoder:mean")
        .endsWith("dataset:voxforge");
  }

  @Test
  void oneNameInTwoRolesIsTwoComponents() {
    assertThat(catalog.find(Role.ENCODER, "mean")).isPresent();
    assertThat(catalog.find(Role.METRIC, "mean")).isEmpty();
  }

  @Test
  void anAbsentComponentIsAnsweredWithThoseThereAre() {
    assertThatThrownBy(() -> catalog.require(Role.METRIC, "absent"))
        .isInstanceOf(PluginException.class)
        .hasMessage(
            "no metric is named 'absent'; available: [borne, centroids, gap, naming, spelling, step]");
  }

  @Test
  void twoOfOneNameAreRefusedWithBothPlugins() {
    Set<LoadedPlugin> both =
        Set.of(LoadedPlugin.of(new TinyPlugin()), LoadedPlugin.of(new Rival()));

    assertThatThrownBy(() -> new Catalog(both))
        .isInstanceOf(PluginException.class)
        .hasMessageContaining("'encoder:mean'")
        .hasMessageContaining("'tiny'")
        .hasMessageContaining("'rival'");
  }

  @Test
  void openingWithTwoOfOneNameIsAProblemOfPluginsToo() {
    List<Plugin> both = List.of(new TinyPlugin(), new Rival());
    Places places = Places.below(Path.of("places"));

    assertThatThrownBy(() -> Aulos.open(both, places))
        .isExactlyInstanceOf(PluginException.class)
        .hasMessageStartingWith("two plugins offer 'encoder:mean'");
  }

  @Test
  void anEntryDescribesItselfAndItsOptions() {
    Catalog.Entry beeps = catalog.require(Role.DATASET, "beeps");

    assertThat(beeps.description()).isEqualTo("Square waves, a loudness for each class.");
    assertThat(beeps.options())
        .containsExactly(
            new OptionDescription("clips", "whole number", 12, "Their number."),
            new OptionDescription("seconds", "number", 0.2, "Length of the shortest, in seconds."),
            new OptionDescription(
                "classes", "list of text", List.of("soft", "loud"), "Their classes."),
            new OptionDescription(
                "damaged", "list of text", List.of(), "Ids of those that cannot be read."),
            new OptionDescription("labelled", "true | false", true, "Whether they are labelled."),
            new OptionDescription(
                "untagged", "whole number", 0, "How many of the first have no tags."));
  }

  @Test
  void anAuthorWhoSaysNothingLeavesItEmpty() {
    assertThat(catalog.require(Role.METRIC, "gap").description()).isEmpty();
    assertThat(catalog.require(Role.METRIC, "gap").options())
        .containsExactly(new OptionDescription("least", "whole number", 2, ""));
  }

  /** Options of all other types. */
  public record Others(
      List<Integer> levels, Path file, TinyPlugin.GapOptions own, Thread.State s) {}

  @Test
  void everyTypeHasItsWords() {
    Others others =
        new Others(List.of(1), Path.of("f"), new TinyPlugin.GapOptions(3), Thread.State.NEW);

    assertThat(OptionDescription.of(others))
        .extracting(OptionDescription::type)
        .containsExactly(
            "list of whole number",
            "path",
            "mapping",
            "new | runnable | blocked | waiting | timed-waiting | terminated");
  }
}
