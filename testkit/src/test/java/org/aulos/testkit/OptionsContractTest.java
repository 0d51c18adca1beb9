package org.aulos.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.module.ModuleDescriptor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.aulos.api.spi.Describe;
import org.aulos.api.spi.Plugin;
import org.junit.jupiter.api.Test;

public class OptionsContractTest {
  /** Options of every supported type. */
  @Describe("Counts sheep.")
  public record Good(
      @Describe("How many; greater than 0.") int count,
      @Describe("Where they are.") Path meadow,
      @Describe("What they look like.") List<Colour> colours,
      @Describe("Who watches them.") List<Dog> dogs) {}

  /** A nested record. */
  @Describe("A dog.")
  public record Dog(
      @Describe("Its name.") String name, @Describe("How loud, in dB.") double bark) {}

  /** A choice. */
  public enum Colour {
    BLACK,
    WHITE
  }

  /** Not described. */
  public record Undescribed(int count) {}

  /** One component is not described. */
  @Describe("Counts sheep.")
  public record HalfDescribed(@Describe("How many.") int count, int lost) {}

  /** Holds a record that is not described. */
  @Describe("Counts sheep.")
  public record Nested(@Describe("Of whom.") List<Undescribed> flocks) {}

  /** Holds what no configuration file can. */
  @Describe("Counts sheep.")
  public record Unsupported(@Describe("By name.") Map<String, Integer> counts) {}

  /** Not public. */
  @Describe("Counts sheep.")
  record Hidden(@Describe("How many.") int count) {}

  /** Changes what it is given. */
  @Describe("Counts sheep.")
  public record Restless(@Describe("How many.") int count) {
    /** One more each time. */
    public Restless {
      count++;
    }
  }

  /** Refuses a second life. */
  @Describe("Counts sheep.")
  public record Strict(@Describe("How many.") int count) {
    private static final AtomicBoolean MADE = new AtomicBoolean();

    /** Only once. */
    public Strict {
      if (MADE.getAndSet(true)) {
        throw new IllegalArgumentException("expected no second flock");
      }
    }
  }

  static final class GoodOptions implements OptionsContract {
    @Override
    public Record defaults() {
      return new Good(3, Path.of("meadow"), List.of(Colour.BLACK), List.of(new Dog("Rex", 80)));
    }
  }

  @Test
  void acceptsGoodOptions() {
    ContractRun run = ContractRun.of(GoodOptions.class);

    assertThat(run.failures()).isEmpty();
    assertThat(run.tests()).isEqualTo(4);
  }

  @Test
  void wantsEveryOptionDescribed() {
    assertThatThrownBy(() -> OptionsChecks.described(Undescribed.class))
        .hasMessageContaining("Undescribed has no @Describe");
    assertThatThrownBy(() -> OptionsChecks.described(HalfDescribed.class))
        .hasMessageContaining("'lost' of")
        .hasMessageContaining("HalfDescribed has no @Describe");
    assertThatThrownBy(() -> OptionsChecks.described(Nested.class))
        .hasMessageContaining("Undescribed has no @Describe");
  }

  @Test
  void wantsTypesThatConfigurationFilesCanHold() {
    assertThatThrownBy(() -> OptionsChecks.supported(Unsupported.class))
        .hasMessageContaining("'counts' of")
        .hasMessageContaining("is a java.util.Map<java.lang.String, java.lang.Integer>");
  }

  @Test
  void wantsAPublicRecord() {
    assertThatThrownBy(() -> OptionsChecks.visible(Hidden.class))
        .hasMessageContaining("Hidden is not public");
  }

  @Test
  void wantsDefaultsThatCanBeBuiltAgain() {
    assertThatThrownBy(() -> OptionsChecks.rebuilt(new Restless(1)))
        .hasMessageContaining("but Restless[count=2] became Restless[count=3]");
    assertThatThrownBy(() -> OptionsChecks.rebuilt(new Strict(1)))
        .hasMessageContaining("refused Strict[count=1]")
        .hasMessageContaining("expected no second flock");
  }

  @Test
  void wantsAnExportedPackage() {
    assertThat(ModuleOf.descriptor(Plugin.class))
        .map(ModuleDescriptor::name)
        .contains("org.aulos.api");
    assertThatThrownBy(
            () ->
                OptionsChecks.exported(
                    Good.class, Optional.of(ModuleDescriptor.newModule("meadow").build())))
        .hasMessageContaining("module meadow does not say 'exports org.aulos.testkit;'");
  }
}
