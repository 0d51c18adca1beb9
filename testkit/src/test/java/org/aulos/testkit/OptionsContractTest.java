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

/** Each promise of the contract is broken by records that are wrong in one respect. */
public class OptionsContractTest extends BrokenTwins<OptionsContractTest.Fault> {
  OptionsContractTest() {
    super(OptionsContract.class, Twin.class, Fault.class);
  }

  enum Fault implements BrokenTwins.Fault {
    NOT_PUBLIC("areAPublicRecordInAnExportedPackage", "Hidden is not public"),
    UNDESCRIBED("describeThemselves", "Undescribed has no @Describe"),
    HALF_DESCRIBED("describeThemselves", "'lost' of"),
    NESTED_UNDESCRIBED("describeThemselves", "Undescribed has no @Describe"),
    MAP("areOfSupportedTypes", "is a java.util.Map<java.lang.Integer, java.lang.String>"),
    LIST_OF_RECORDS("areOfSupportedTypes", "mappings of names to these, or records of these"),
    LIST_OF_LISTS("areOfSupportedTypes", "is a java.util.List<java.util.List<java.lang.String>>"),
    BOXED("areOfSupportedTypes", "'count' of"),
    CHANGED("canBeBuiltAgain", "Restless[count=2] became Restless[count=3]"),
    REFUSED("canBeBuiltAgain", "expected no second flock");

    private final String promise;
    private final String message;

    Fault(String promise, String message) {
      this.promise = promise;
      this.message = message;
    }

    @Override
    public String promise() {
      return promise;
    }

    @Override
    public String message() {
      return message;
    }
  }

  /** The class that an author would write. */
  static final class Twin implements OptionsContract {
    @Override
    public Record defaults() {
      for (Fault fault : Fault.values()) {
        if (has(fault)) {
          return faulty(fault);
        }
      }
      return new Good(
          3, Path.of("meadow"), List.of(Colour.BLACK), List.of(1, 2), new Dog("Rex", 80));
    }

    private static Record faulty(Fault fault) {
      return switch (fault) {
        case NOT_PUBLIC -> new Hidden(1);
        case UNDESCRIBED -> new Undescribed(1);
        case HALF_DESCRIBED -> new HalfDescribed(1, 2);
        case NESTED_UNDESCRIBED -> new Nested(new Undescribed(1));
        case MAP -> new Mapped(Map.of());
        case LIST_OF_RECORDS -> new Kennel(List.of());
        case LIST_OF_LISTS -> new Matrix(List.of());
        case BOXED -> new Boxed(1);
        case CHANGED -> new Restless(1);
        case REFUSED -> new Strict(1);
      };
    }
  }

  /** Options of every supported type. */
  @Describe("Counts sheep.")
  public record Good(
      @Describe("How many; greater than 0.") int count,
      @Describe("Where they are.") Path meadow,
      @Describe("What they look like.") List<Colour> colours,
      @Describe("When they were born.") List<Integer> years,
      @Describe("Who watches them.") Dog dog) {}

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
  public record Nested(@Describe("Of whom.") Undescribed flock) {}

  /** Holds what no configuration file can. */
  @Describe("Counts sheep.")
  public record Mapped(@Describe("By number.") Map<Integer, String> names) {}

  /** Holds a list of mappings. */
  @Describe("Counts sheep.")
  public record Kennel(@Describe("Who watches them.") List<Dog> dogs) {}

  /** Holds a list of lists. */
  @Describe("Counts sheep.")
  public record Matrix(@Describe("By row.") List<List<String>> rows) {}

  /** Holds an object where a number would do. */
  @Describe("Counts sheep.")
  public record Boxed(@Describe("How many.") Integer count) {}

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

    /** Every other time. */
    public Strict {
      if (MADE.getAndSet(!MADE.get())) {
        throw new IllegalArgumentException("expected no second flock");
      }
    }
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
