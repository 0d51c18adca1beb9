package org.aulos.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.module.ModuleDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.aulos.api.Dataset;
import org.aulos.api.spi.Component;
import org.aulos.api.spi.Plugin;
import org.junit.jupiter.api.Test;

class PluginContractTest {
  private static final Component<Dataset, OptionsContractTest.Dog> DOGS =
      Component.dataset(
          "dogs", new OptionsContractTest.Dog("Rex", 80), (options, resources) -> List::of);
  private static final Component<Dataset, OptionsContractTest.Undescribed> SHEEP =
      Component.dataset(
          "sheep", new OptionsContractTest.Undescribed(3), (options, resources) -> List::of);

  /** Well declared in META-INF/services; the tests have no module of their own. */
  public static final class Good implements Plugin {
    @Override
    public String name() {
      return "farm-animals";
    }

    @Override
    public List<Component<?, ?>> components() {
      return List.of(DOGS);
    }
  }

  /** Everything is wrong. */
  public static final class Bad implements Plugin {
    private final List<Component<?, ?>> components = new ArrayList<>();

    @Override
    public String name() {
      return "Farm animals";
    }

    @Override
    public List<Component<?, ?>> components() {
      components.add(components.size() % 2 == 0 ? SHEEP : DOGS);
      return List.copyOf(components);
    }
  }

  /** Offers one name twice. */
  public static final class Twice implements Plugin {
    @Override
    public String name() {
      return "twice";
    }

    @Override
    public List<Component<?, ?>> components() {
      return List.of(DOGS, DOGS);
    }
  }

  /** Offers nothing. */
  public static final class Nothing implements Plugin {
    @Override
    public String name() {
      return "nothing";
    }

    @Override
    public List<Component<?, ?>> components() {
      return List.of();
    }
  }

  static final class GoodContract implements PluginContract {
    @Override
    public Plugin plugin() {
      return new Good();
    }
  }

  static final class BadContract implements PluginContract {
    private final Plugin plugin = new Bad();

    @Override
    public Plugin plugin() {
      return plugin;
    }
  }

  static final class TwiceContract implements PluginContract {
    @Override
    public Plugin plugin() {
      return new Twice();
    }
  }

  static final class NothingContract implements PluginContract {
    @Override
    public Plugin plugin() {
      return new Nothing();
    }
  }

  @Test
  void acceptsAGoodPluginButForTheModuleThatTestsDoNotHave() {
    ContractRun run = ContractRun.of(GoodContract.class);

    assertThat(run.failures()).containsOnlyKeys("isProvidedByItsModule");
    assertThat(run.tests()).isEqualTo(ContractRun.promises(PluginContract.class).size() + 4);
  }

  @Test
  void refusesAPluginThatIsWrongInEveryRespect() {
    assertThat(ContractRun.of(BadContract.class).failures())
        .hasEntrySatisfying(
            "hasAWellFormedName", message -> assertThat(message).contains("but is 'Farm animals'"))
        .hasEntrySatisfying(
            "listsTheSameComponentsAgain",
            message ->
                assertThat(message)
                    .contains("[dataset:sheep] and then [dataset:sheep, dataset:dogs]"))
        .hasEntrySatisfying(
            "isProvidedByItsModule",
            message -> assertThat(message).contains("no module-info.class beside"))
        .hasEntrySatisfying(
            "isNamedInMetaInfServices",
            message ->
                assertThat(message)
                    .contains(
                        "no line '" + Bad.class.getName() + "' in META-INF/services/org.aulos"))
        .hasEntrySatisfying(
            "dataset:sheep described",
            message -> assertThat(message).contains("Undescribed has no @Describe"));
  }

  @Test
  void refusesTwoComponentsOfOneName() {
    assertThat(ContractRun.of(TwiceContract.class).failures().get("namesEachComponentOnce"))
        .contains("there are two of 'dataset:dogs'");
  }

  @Test
  void refusesAPluginThatOffersNothing() {
    assertThat(ContractRun.of(NothingContract.class).failures().get("namesEachComponentOnce"))
        .contains("must offer at least one component");
  }

  @Test
  void wantsTheModuleToProvideThePlugin() {
    ModuleDescriptor silent = ModuleDescriptor.newModule("farm").build();
    ModuleDescriptor provider =
        ModuleDescriptor.newModule("farm")
            .provides(Plugin.class.getName(), List.of("org.farm.FarmPlugin"))
            .build();

    assertThatThrownBy(
            () -> PluginDeclarations.checkModule("org.farm.FarmPlugin", Optional.of(silent)))
        .hasMessageContaining(
            "module farm does not say 'provides org.aulos.api.spi.Plugin with org.farm.FarmPlugin;'");
    assertThatCode(
            () -> PluginDeclarations.checkModule("org.farm.FarmPlugin", Optional.of(provider)))
        .doesNotThrowAnyException();
  }
}
