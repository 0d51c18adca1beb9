package org.aulos.runtime.config;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.aulos.api.OptionsException;
import org.aulos.runtime.config.ConfigNode.Items;
import org.aulos.runtime.config.ConfigNode.Keys;
import org.aulos.runtime.config.ConfigNode.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigSourceTest {
  private static final Path FOLDER = Path.of("/working/folder");

  @TempDir private Path temporary;

  private static Keys parse(String... lines) {
    return ConfigSource.parse(String.join("\n", lines), "bench.yaml");
  }

  private static Keys override(String yaml, String argument) {
    return ConfigSource.override(ConfigSource.parse(yaml, "bench.yaml"), argument, FOLDER);
  }

  private static ConfigNode at(Keys keys, String... path) {
    ConfigNode node = keys;
    for (String key : path) {
      node = ((Keys) node).get(key).orElseThrow();
    }
    return node;
  }

  private static String text(ConfigNode node) {
    return ((Value) node).text();
  }

  @Test
  void everyKeyAndValueKnowsItsLine() {
    Keys keys = parse("# settings", "seed: 7", "", "systems:", "  mfcc:", "    encoder: mean");

    assertThat(keys.originOf("seed")).hasToString("bench.yaml:2");
    assertThat(keys.originOf("systems")).hasToString("bench.yaml:4");
    assertThat(at(keys, "systems", "mfcc", "encoder").origin()).hasToString("bench.yaml:6");
  }

  @Test
  void itemsOfAListKnowTheirLines() {
    Items items = (Items) at(parse("labels:", "  - rain", "  - wind"), "labels");

    assertThat(items.items())
        .extracting(item -> item.origin().toString())
        .containsExactly("bench.yaml:2", "bench.yaml:3");
  }

  @Test
  void anAbsentKeyIsBlamedOnItsMapping() {
    assertThat(parse("a: 1").originOf("b")).hasToString("bench.yaml:1");
  }

  @Test
  void keysKeepTheOrderOfWriting() {
    assertThat(parse("z: 1", "a: 2", "m: 3").entries()).containsOnlyKeys("z", "a", "m");
    assertThat(parse("z: 1", "a: 2", "m: 3").entries().keySet()).containsExactly("z", "a", "m");
  }

  @ParameterizedTest
  @ValueSource(strings = {"key:", "key: ~", "key: null"})
  void nothingIsAnEmptyValue(String yaml) {
    assertThat(((Value) at(parse(yaml), "key")).empty()).isTrue();
  }

  @Test
  void anEmptyTextIsNotNothing() {
    assertThat(((Value) at(parse("key: ''"), "key")).empty()).isFalse();
  }

  @Test
  void valuesStayAsTheyAreWritten() {
    Keys keys = parse("octal: 010", "no: no", "date: 2024-01-01", "quoted: '5'");

    assertThat(keys.entries().values())
        .extracting(ConfigSourceTest::text)
        .containsExactly("010", "no", "2024-01-01", "5");
  }

  @Test
  void aKeyGivenTwiceIsRefusedWithBothPlaces() {
    assertThatThrownBy(() -> parse("seed: 1", "limit: 2", "seed: 3"))
        .isInstanceOf(OptionsException.class)
        .hasMessage("bench.yaml:3: the key 'seed' is given twice; first at bench.yaml:1");
  }

  @Test
  void whatIsNotYamlIsRefusedWithLineAndColumn() {
    assertThatThrownBy(() -> parse("seed: 1", "limit: [1, 2"))
        .isInstanceOf(OptionsException.class)
        .hasMessageMatching("(?s)bench\\.yaml:2:\\d+: is not valid YAML: .+");
  }

  @Test
  void aTabForIndentationIsRefusedWithItsPlace() {
    assertThatThrownBy(() -> parse("systems:", "\tmfcc: 1"))
        .isInstanceOf(OptionsException.class)
        .hasMessageStartingWith("bench.yaml:2:1: is not valid YAML");
  }

  @Test
  void anEmptyFileIsRefused() {
    assertThatThrownBy(() -> parse("# only a comment"))
        .hasMessage("bench.yaml: is empty; expected a YAML mapping");
  }

  @Test
  void aListIsNoConfiguration() {
    assertThatThrownBy(() -> parse("- a", "- b"))
        .hasMessage("bench.yaml:1: expected a YAML mapping but was a list");
  }

  @Test
  void aSecondDocumentIsRefused() {
    assertThatThrownBy(() -> parse("a: 1", "---", "b: 2"))
        .isInstanceOf(OptionsException.class)
        .hasMessageStartingWith("bench.yaml:2:");
  }

  @Test
  void aMappingAsKeyIsRefused() {
    assertThatThrownBy(() -> parse("{a: 1}: 2")).hasMessage("bench.yaml:1: expected a plain key");
  }

  @Test
  void aliasesRepeatWhatTheyName() {
    Keys keys = parse("first: &options {deltas: true}", "second: *options");

    assertThat(text(at(keys, "second", "deltas"))).isEqualTo("true");
  }

  @Test
  void aliasesThatMultiplyAreRefused() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
    for (int i = 1; i < 30; i++) {
      bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }

    assertThatThrownBy(() -> parse(bomb.toString()))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining("aliases");
  }

  @Test
  void anAliasWithinItselfIsRefused() {
    assertThatThrownBy(() -> parse("a: &a [*a, *a]")).isInstanceOf(OptionsException.class);
  }

  @Test
  void thirtyLevelsAreEnough() {
    assertThatThrownBy(() -> parse("a: " + "[".repeat(31) + "]".repeat(31)))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining("nested deeper than 30 levels");
  }

  @Test
  void boundlessNestingIsRefusedAndNotAnOverflow() {
    assertThatThrownBy(() -> parse("a: " + "[".repeat(500_000)))
        .isInstanceOf(OptionsException.class);
  }

  @Test
  void aFileIsReadWithItsName() throws IOException {
    Path file = Files.writeString(temporary.resolve("own.yaml"), "seed: 7\n");

    assertThat(ConfigSource.read(file).originOf("seed")).hasToString(file + ":1");
  }

  @Test
  void theMarkOfWindowsEditorsIsPassedOver() throws IOException {
    Path file = Files.writeString(temporary.resolve("own.yaml"), "\uFEFFseed: 7\r\nlimit: 3\r\n");

    assertThat(ConfigSource.read(file).entries()).containsOnlyKeys("seed", "limit");
  }

  @Test
  void anAbsentFileIsNamed() {
    assertThatThrownBy(() -> ConfigSource.read(temporary.resolve("absent.yaml")))
        .isInstanceOf(OptionsException.class)
        .hasMessage("there is no configuration " + temporary.resolve("absent.yaml"));
  }

  @Test
  void aFolderIsNoConfiguration() {
    assertThatThrownBy(() -> ConfigSource.read(temporary))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining(temporary.toString());
  }

  @Test
  void aHugeFileIsRefusedUnread() throws IOException {
    Path file = Files.write(temporary.resolve("own.yaml"), new byte[(1 << 20) + 1]);

    assertThatThrownBy(() -> ConfigSource.read(file))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining("larger than 1048576 bytes");
  }

  @Test
  void anotherEncodingIsNamedAsTheProblem() throws IOException {
    Path file = Files.write(temporary.resolve("own.yaml"), "title: Geräusche".getBytes(ISO_8859_1));

    assertThatThrownBy(() -> ConfigSource.read(file))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining("is not UTF-8 text");
  }

  @Test
  void unprintableBytesAreRefused() throws IOException {
    Path file = Files.write(temporary.resolve("own.yaml"), "a: \u0000".getBytes(UTF_8));

    assertThatThrownBy(() -> ConfigSource.read(file))
        .isInstanceOf(OptionsException.class)
        .hasMessageStartingWith(file + ": is not valid YAML");
  }

  @Test
  void anArgumentReplacesAValue() {
    Keys keys = override("seed: 7\nlimit: 3", "seed=9");

    assertThat(text(at(keys, "seed"))).isEqualTo("9");
    assertThat(keys.entries().keySet()).containsExactly("seed", "limit");
    assertThat(at(keys, "seed").origin()).hasToString("-o seed=9");
  }

  @Test
  void anArgumentLeavesTheOriginalAsItWas() {
    Keys keys = parse("a: {b: 1}");

    ConfigSource.override(keys, "a.b=2", FOLDER);

    assertThat(text(at(keys, "a", "b"))).isEqualTo("1");
  }

  @Test
  void anArgumentReachesIntoMappingsAndKeepsTheirOtherKeys() {
    Keys keys = override("systems: {a: {extractor: e, encoder: f}}", "systems.a.encoder=g");

    assertThat(text(at(keys, "systems", "a", "encoder"))).isEqualTo("g");
    assertThat(text(at(keys, "systems", "a", "extractor"))).isEqualTo("e");
  }

  @Test
  void anArgumentMakesTheMappingsOnItsWay() {
    assertThat(text(at(override("seed: 1", "a.b.c=2"), "a", "b", "c"))).isEqualTo("2");
  }

  @Test
  void aBareNameBecomesTheMappingThatItIsShortFor() {
    Keys keys = override("encoder: statistics", "encoder.deltas=true");

    assertThat(text(at(keys, "encoder", "use"))).isEqualTo("statistics");
    assertThat(text(at(keys, "encoder", "deltas"))).isEqualTo("true");
  }

  @Test
  void aListIsNotSilentlyThrownAwayByAnArgumentThatReachesIntoIt() {
    assertThatThrownBy(() -> override("reference: [rain, wind]", "reference.folds=1"))
        .isInstanceOf(OptionsException.class)
        .hasMessage("-o reference.folds=1: 'reference' is a list and has no key 'folds'");
  }

  @Test
  void theValueOfAnArgumentIsYaml() {
    Keys keys = override("seed: 1", "labels=[rain, {a: b}]");

    assertThat(((Items) at(keys, "labels")).items()).hasSize(2);
    assertThat(at(keys, "labels").origin()).hasToString("-o labels=[rain, {a: b}]");
  }

  @Test
  void anArgumentWithoutValueIsNothing() {
    assertThat(((Value) at(override("a: 1", "a="), "a")).empty()).isTrue();
  }

  @Test
  void aValueMayHoldTheSignOfEquality() {
    assertThat(text(at(override("a: 1", "a=b=c"), "a"))).isEqualTo("b=c");
  }

  @ParameterizedTest
  @ValueSource(strings = {"seed", "=7", ""})
  void anArgumentIsAnAssignment(String argument) {
    assertThatThrownBy(() -> override("seed: 1", argument))
        .isInstanceOf(OptionsException.class)
        .hasMessage("-o " + argument + ": expected key=value, as in -o seed=7");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a..b=1", ".a=1", "a.=1"})
  void aKeyHasNoEmptyParts(String argument) {
    assertThatThrownBy(() -> override("seed: 1", argument))
        .isInstanceOf(OptionsException.class)
        .hasMessageStartingWith("-o " + argument + ": expected key=value");
  }

  @Test
  void anArgumentWhoseValueIsNotYamlIsNamed() {
    assertThatThrownBy(() -> override("a: 1", "a=[1"))
        .isInstanceOf(OptionsException.class)
        .hasMessageStartingWith("-o a=[1");
  }

  @Test
  void anArgumentCarriesTheFolderOfItsPathsAndAFileDoesNot() {
    Keys keys = override("data: here", "more={path: there}");

    assertThat(at(keys, "more", "path").origin().folder()).isEqualTo(FOLDER);
    assertThat(at(keys, "data").origin().folder()).isNull();
  }
}
