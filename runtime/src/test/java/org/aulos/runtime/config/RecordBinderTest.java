package org.aulos.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.aulos.api.OptionsException;
import org.aulos.api.spi.Describe;
import org.aulos.runtime.config.ConfigNode.Keys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordBinderTest {
  /** A scale, as a component would offer. */
  public enum Scale {
    SLANEY,
    HTK_LIKE
  }

  /** Options within options. */
  public record Band(double lowest, double highest) {
    /** Refuses an empty band. */
    public Band {
      if (!(lowest < highest)) {
        throw new IllegalArgumentException(
            "expected lowest < highest but was " + lowest + ".." + highest);
      }
    }
  }

  /** One option of every type there is. */
  public record Everything(
      int count,
      long seed,
      double share,
      boolean deltas,
      String label,
      Path weights,
      Scale scale,
      Band band,
      List<String> names,
      List<Integer> levels,
      List<Scale> scales) {
    static final Everything DEFAULTS =
        new Everything(
            3,
            42,
            0.5,
            false,
            "rain",
            Path.of("weights.bin"),
            Scale.SLANEY,
            new Band(20, 8_000),
            List.of("a"),
            List.of(1, 2),
            List.of(Scale.HTK_LIKE));

    /** Refuses a negative count. */
    public Everything {
      if (count < 0) {
        throw new IllegalArgumentException("expected count >= 0 but was " + count);
      }
    }
  }

  /** Keys of which one is a part of another. */
  public record Rates(int rate, int sampleRate) {
    /** Refuses a slow sample rate. */
    public Rates {
      if (sampleRate < 8_000) {
        throw new IllegalArgumentException("expected sampleRate >= 8000 but was " + sampleRate);
      }
    }
  }

  /** Lists by name. */
  @Describe("Words.")
  public record Words(@Describe("By label.") Map<String, List<String>> tags) {
    static final Words DEFAULTS = new Words(Map.of());
  }

  /** Names of the user's choice, with options and with values. */
  public record Named(Map<String, Share> parts, Map<String, Double> levels) {
    static final Named DEFAULTS = new Named(Map.of(), Map.of());
  }

  /** What a name stands for. */
  public record Share(double share, Path file) {
    /** All of nothing. */
    public static final Share DEFAULTS = new Share(1, Path.of(""));
  }

  /** Options whose constructor has a fault of its own. */
  public record Faulty(int divisor) {
    /** Fails for 0 in a way that no user can understand. */
    public Faulty {
      divisor = 100 / divisor;
    }
  }

  private static Everything bound(String yaml) {
    Problems problems = new Problems();
    Optional<Everything> bound = bind(yaml, Everything.DEFAULTS, problems);
    problems.throwIfAny();
    return bound.orElseThrow();
  }

  private static <O extends Record> Optional<O> bind(String yaml, O defaults, Problems problems) {
    Keys keys = ConfigSource.parse(yaml, "own.yaml");
    return new RecordBinder(problems).bind(keys, "encoder", defaults, Set.of("use"));
  }

  private static List<String> problemsOf(String yaml, Record defaults) {
    Problems problems = new Problems();
    assertThat(bind(yaml, defaults, problems)).isEmpty();
    return problems.messages();
  }

  private static String problemOf(String yaml) {
    List<String> problems = problemsOf(yaml, Everything.DEFAULTS);
    assertThat(problems).hasSize(1);
    return problems.get(0);
  }

  @Test
  void nothingGivenLeavesTheDefaults() {
    assertThat(bound("use: own")).isEqualTo(Everything.DEFAULTS);
  }

  @Test
  void everyTypeIsRead() {
    Everything options =
        bound(
            """
            count: 7
            seed: 12345678901
            share: 1e-3
            deltas: true
            label: "no"
            weights: models/own.bin
            scale: htk-like
            band: {highest: 4000}
            names: [x, y]
            levels: [5]
            scales: [slaney, htk-like]
            """);

    assertThat(options)
        .isEqualTo(
            new Everything(
                7,
                12_345_678_901L,
                0.001,
                true,
                "no",
                Path.of("models/own.bin"),
                Scale.HTK_LIKE,
                new Band(20, 4_000),
                List.of("x", "y"),
                List.of(5),
                List.of(Scale.SLANEY, Scale.HTK_LIKE)));
  }

  @Test
  void aSingleValueStandsForAListOfOne() {
    assertThat(bound("names: rain").names()).containsExactly("rain");
    assertThat(bound("levels: 9").levels()).containsExactly(9);
  }

  @Test
  void aListMayBeEmpty() {
    assertThat(bound("names: []").names()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"16_000,16000", "-3e2,-300", ".inf,Infinity", "-.inf,-Infinity", "5,5", ".5,0.5"})
  void numbersAreReadAsYamlWritesThem(String written, double expected) {
    assertThat(bound("share: " + written).share()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10d", "10f", "0x1p3", "NaN", "1e", "half", "_5", "5_"})
  void whatOnlyJavaTakesForANumberIsNone(String written) {
    assertThat(problemOf("share: " + written))
        .isEqualTo("own.yaml:1: encoder.share: expected a number but was '" + written + "'");
  }

  @Test
  void aWholeNumberThatIsTooLargeIsSaidToBe() {
    assertThat(problemOf("count: 3000000000"))
        .isEqualTo(
            "own.yaml:1: encoder.count: expected a whole number between -2147483648 and 2147483647"
                + " but was '3000000000'");
  }

  @ParameterizedTest
  @CsvSource({
    "count: many,a whole number but was 'many'",
    "count: 1.5,a whole number but was '1.5'",
    "count: [1],a whole number but was a list",
    "seed: {a: b},a whole number but was a mapping",
    "share: half,a number but was 'half'",
    "share:,a number but was nothing",
    "deltas: yes,true or false but was 'yes'",
    "label: [a],a text but was a list",
    "label: ~,a text but was nothing",
    "weights: {a: b},a path but was a mapping",
    "band: 7,'a mapping of lowest, highest but was ''7'''",
  })
  void everyWrongTypeIsNamedWithWhatIsExpected(String yaml, String expectation) {
    String key = yaml.substring(0, yaml.indexOf(':'));

    assertThat(problemOf(yaml))
        .isEqualTo("own.yaml:1: encoder." + key + ": expected " + expectation);
  }

  @Test
  void anItemOfAListIsNamedByItsPosition() {
    assertThat(problemOf("levels:\n  - 1\n  - two"))
        .isEqualTo("own.yaml:3: encoder.levels[1]: expected a whole number but was 'two'");
  }

  @Test
  void anUnknownConstantIsAnsweredWithAllOfThem() {
    assertThat(problemOf("scale: slany"))
        .isEqualTo(
            "own.yaml:1: encoder.scale: expected one of slaney, htk-like but was 'slany';"
                + " did you mean 'slaney'?");
  }

  @Test
  void anUnknownKeyIsAnsweredWithTheClosest() {
    assertThat(problemOf("use: own\ncuont: 7"))
        .startsWith("own.yaml:2: encoder.cuont: unknown key; did you mean 'count'? (allowed: use, ")
        .contains("count, seed, share");
  }

  @Test
  void optionsWithinOptionsAreNamedByTheirWholePath() {
    assertThat(problemOf("band:\n  lowst: 5"))
        .startsWith("own.yaml:2: encoder.band.lowst: unknown key; did you mean 'lowest'?");
  }

  @Test
  void theMessageOfAConstructorIsPutWhereItsKeyIsWritten() {
    assertThat(problemOf("label: x\ncount: -1"))
        .isEqualTo("own.yaml:2: encoder: expected count >= 0 but was -1");
  }

  @Test
  void aConstructorWithinOptionsIsBlamedToo() {
    assertThat(problemOf("count: 1\nband:\n  lowest: 9000"))
        .isEqualTo("own.yaml:3: encoder.band: expected lowest < highest but was 9000.0..8000.0");
  }

  @Test
  void aKeyThatIsPartOfAnotherIsNotBlamedForIt() {
    assertThat(problemsOf("rate: 1\nsample-rate: 2", new Rates(5, 16_000)))
        .containsExactly("own.yaml:2: encoder: expected sampleRate >= 8000 but was 2");
  }

  @Test
  void everyProblemIsReportedAtOnce() {
    assertThat(problemsOf("count: x\nshare: y\nzzz: 1\nscale: z", Everything.DEFAULTS)).hasSize(4);
  }

  @Test
  void aFaultOfAConstructorIsNotBlamedOnTheUser() {
    assertThatThrownBy(() -> bind("divisor: 0", new Faulty(1), new Problems()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Faulty");
  }

  @Test
  void namesOfTheUsersChoiceKeepTheirOrderAndAreFilledUpFromTheRecordsDefaults() {
    Named named =
        bind(
                """
                parts: {z: {share: 0.5}, a: {file: x.wav}}
                levels: {low: -6, high: 0.5}
                """,
                Named.DEFAULTS,
                new Problems())
            .orElseThrow();

    assertThat(named.parts())
        .containsExactly(
            Map.entry("z", new Share(0.5, Path.of(""))),
            Map.entry("a", new Share(1, Path.of("x.wav"))));
    assertThat(named.levels()).containsExactly(Map.entry("low", -6.0), Map.entry("high", 0.5));
    assertThat(RecordBinder.values(named))
        .hasToString(
            "{parts={z={share=0.5, file=}, a={share=1.0, file=x.wav}}, levels={low=-6.0, high=0.5}}");
  }

  @Test
  void namesMayStandForLists() {
    Problems problems = new Problems();

    Words words =
        bind("tags: {dog: [pet, bark], rain: water, wind: []}", Words.DEFAULTS, problems)
            .orElseThrow();

    assertThat(words.tags())
        .containsExactly(
            Map.entry("dog", List.of("pet", "bark")),
            Map.entry("rain", List.of("water")),
            Map.entry("wind", List.of()));
    assertThat(RecordBinder.values(words))
        .hasToString("{tags={dog=[pet, bark], rain=[water], wind=[]}}");
    assertThat(problemsOf("tags: {dog: [[pet]]}", Words.DEFAULTS))
        .singleElement()
        .asString()
        .contains("tags.dog[0]");
    Object text = Map.of("type", List.of("string", "number", "boolean"));
    assertThat(RecordSchema.properties(Words.DEFAULTS).get("tags"))
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsEntry("type", "object")
        .containsEntry(
            "additionalProperties",
            Map.of("anyOf", List.of(text, Map.of("type", "array", "items", text))));
  }

  @Test
  void mistakesBelowNamesOfTheUsersChoiceAreAllReported() {
    assertThat(
            problemsOf(
                """
                parts:
                  a: {sahre: 1}
                  b: 3
                levels:
                  low: soft
                  high: [1]
                """,
                Named.DEFAULTS))
        .satisfiesExactly(
            one ->
                assertThat(one)
                    .startsWith(
                        "own.yaml:2: encoder.parts.a.sahre: unknown key; did you mean 'share'?"),
            two ->
                assertThat(two)
                    .startsWith("own.yaml:3: encoder.parts.b: expected a mapping of share, file"),
            three ->
                assertThat(three)
                    .startsWith("own.yaml:5: encoder.levels.low: expected a number but was 'soft'"),
            four ->
                assertThat(four)
                    .startsWith(
                        "own.yaml:6: encoder.levels.high: expected a number but was a list"));
    assertThat(problemsOf("parts: [a]", Named.DEFAULTS))
        .singleElement()
        .asString()
        .contains("encoder.parts: expected a mapping of names but was a list");
  }

  @Test
  void pathsOfFilesStayAsTheyAreWrittenAndThoseOfArgumentsAreResolvedAtOnce() {
    Path folder = Path.of("/working/folder");
    Keys keys = ConfigSource.parse("label: x", "own.yaml");
    Keys over = ConfigSource.override(keys, "weights=../models/own.bin", folder);
    Problems problems = new Problems();

    assertThat(new RecordBinder(problems).bind(over, "", Everything.DEFAULTS, Set.of()))
        .map(Everything::weights)
        .contains(Path.of("/working/models/own.bin"));
    assertThat(bound("weights: ../models/own.bin").weights())
        .isEqualTo(Path.of("../models/own.bin"));
  }

  @Test
  void aPathThatNoFileCanHaveIsRefused() {
    assertThat(problemOf("weights: \"a\\0b\"")).contains("encoder.weights: expected a path");
  }

  @Test
  void whatIsWrittenOutBindsToTheSameOptions() {
    Random random = new Random(7);
    for (int trial = 0; trial < 200; trial++) {
      Everything options = any(random);

      assertThat(bound(yaml(RecordBinder.values(options)))).isEqualTo(options);
    }
  }

  private static Everything any(Random random) {
    double lowest = random.nextDouble() * 1e-6;
    return new Everything(
        random.nextInt(Integer.MAX_VALUE),
        random.nextLong(),
        random.nextGaussian() * Math.pow(10, random.nextInt(600) - 300),
        random.nextBoolean(),
        "text " + random.nextInt(),
        Path.of("folder", String.valueOf(random.nextInt())),
        Scale.values()[random.nextInt(2)],
        new Band(lowest, lowest + 1),
        List.of("n" + random.nextInt(), "it's \"quoted\": [no]"),
        random.ints(random.nextInt(4)).boxed().toList(),
        List.of(Scale.values()[random.nextInt(2)]));
  }

  /** Options as a flow mapping of YAML, every text quoted. */
  private static String yaml(Object value) {
    if (value instanceof java.util.Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> entry.getKey() + ": " + yaml(entry.getValue()))
          .collect(java.util.stream.Collectors.joining(", ", "{", "}"));
    }
    if (value instanceof List<?> list) {
      return list.stream()
          .map(RecordBinderTest::yaml)
          .collect(java.util.stream.Collectors.joining(", ", "[", "]"));
    }
    return value instanceof String text ? "'" + text.replace("'", "''") + "'" : value.toString();
  }

  @Test
  void valuesAreKeyedAsConfigurationsAreAndHoldPlainThings() {
    assertThat(RecordBinder.values(Everything.DEFAULTS))
        .containsEntry("scale", "slaney")
        .containsEntry("weights", "weights.bin")
        .containsEntry("scales", List.of("htk-like"))
        .containsEntry("band", java.util.Map.of("lowest", 20.0, "highest", 8_000.0));
  }

  @Test
  void noProblemsThrowNothingAndSeveralAreCounted() {
    Problems problems = new Problems();
    problems.throwIfAny();
    problems.add(ConfigNode.Origin.of("a.yaml:1"), "seed", "is odd");
    problems.add(ConfigNode.Origin.of("a.yaml:2"), "", "is even");

    assertThatThrownBy(problems::throwIfAny)
        .isInstanceOf(OptionsException.class)
        .hasMessage(
            "2 problems in the configuration:\n  a.yaml:1: seed: is odd\n  a.yaml:2: is even");
  }
}
