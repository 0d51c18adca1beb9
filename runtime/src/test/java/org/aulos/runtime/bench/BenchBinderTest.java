package org.aulos.runtime.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.aulos.api.OptionsException;
import org.aulos.runtime.BenchResult.PaperResult;
import org.aulos.runtime.Catalog;
import org.aulos.runtime.RunSettings;
import org.aulos.runtime.TinyPlugin;
import org.aulos.runtime.config.ConfigNode.Keys;
import org.aulos.runtime.config.ConfigSource;
import org.aulos.runtime.pipeline.SystemConfig;
import org.aulos.runtime.plugin.LoadedPlugin;
import org.junit.jupiter.api.Test;

class BenchBinderTest {
  private static final Path FOLDER = Path.of("/configurations");
  private static final Path WORKING = Path.of("/working");
  private static final Catalog CATALOG = new Catalog(Set.of(LoadedPlugin.of(new TinyPlugin())));
  private static final String GOOD =
      """
      title: Beeps
      datasets:
        beeps: beeps
      systems:
        mean: {extractor: two-bins, encoder: mean}
      tasks:
        classes: {metric: centroids}
        gap: {metric: gap, reference: soft, evaluated: loud}
      """;

  private static Keys parse(String yaml) {
    return ConfigSource.parse(yaml, "bench.yaml");
  }

  private static BenchConfig bind(Keys keys) {
    return BenchBinder.bind(keys, "own", FOLDER, CATALOG);
  }

  private static BenchConfig bindWith(String argument) {
    return bind(ConfigSource.override(parse(GOOD), argument, WORKING));
  }

  private static SystemConfig system(BenchConfig config) {
    return Objects.requireNonNull(config.systems().get("mean"));
  }

  private static TaskConfig task(BenchConfig config, String name) {
    return Objects.requireNonNull(config.tasks().get(name));
  }

  /** The problems, each as its place, its key and what is wrong. */
  private static List<String> problemsOf(String yaml) {
    OptionsException thrown = catchThrowableOfType(OptionsException.class, () -> bind(parse(yaml)));
    return String.valueOf(thrown.getMessage()).lines().skip(1).map(String::strip).toList();
  }

  private static List<String> problemsAfter(String good, String wrong) {
    assertThat(GOOD).contains(good);
    return problemsOf(GOOD.replace(good, wrong));
  }

  @Test
  void aWholeBenchmarkIsBound() {
    BenchConfig config = bind(parse(GOOD));

    assertThat(config.title()).isEqualTo("Beeps");
    assertThat(config.settings()).isEqualTo(RunSettings.DEFAULTS);
    assertThat(config.datasets()).containsOnlyKeys("beeps");
    assertThat(system(config).encoder().key()).isEqualTo("encoder:mean");
    assertThat(task(config, "gap").evaluated()).map(Object::toString).contains("loud");
  }

  @Test
  void withoutTitleTheNameIsTheTitle() {
    assertThat(bind(parse(GOOD.replace("title: Beeps\n", ""))).title()).isEqualTo("own");
  }

  @Test
  void tasksThatNameNoDataSetHaveTheOnlyOneThereIs() {
    assertThat(task(bind(parse(GOOD)), "classes").dataset()).isEqualTo("beeps");
  }

  @Test
  void fiveMistakesGiveFiveMessagesEachWithItsLineItsKeyAndARemedy() {
    List<String> problems =
        problemsOf(
            """
            titel: Beeps
            datasets:
              beeps: {use: beeps, clip: 5}
            systems:
              mean:
                extractor: two-bin
                encoder: {use: mean, copies: many}
            tasks:
              classes: {metric: centroids, dataset: beps}
            """);

    assertThat(problems).hasSize(5);
    assertThat(problems.get(0))
        .startsWith("bench.yaml:1: titel: unknown key; did you mean 'title'?");
    assertThat(problems.get(1))
        .startsWith("bench.yaml:3: datasets.beeps.clip: unknown key; did you mean 'clips'?");
    assertThat(problems.get(2))
        .startsWith("bench.yaml:6: systems.mean.extractor: no extractor is named 'two-bin';")
        .contains("did you mean 'two-bins'?");
    assertThat(problems.get(3))
        .isEqualTo(
            "bench.yaml:7: systems.mean.encoder.copies: expected a whole number but was 'many'");
    assertThat(problems.get(4))
        .isEqualTo(
            "bench.yaml:9: tasks.classes.dataset: no data set is named 'beps';"
                + " did you mean 'beeps'? (allowed: beeps)");
  }

  @Test
  void missingSectionsAreNamed() {
    assertThat(problemsOf("title: x"))
        .containsExactly(
            "bench.yaml:1: datasets: is missing; expected at least one of the datasets",
            "bench.yaml:1: systems: is missing; expected at least one of the systems",
            "bench.yaml:1: tasks: is missing; expected at least one of the tasks");
  }

  @Test
  void anEmptySectionIsSaidToBeEmpty() {
    assertThat(problemsAfter("  beeps: beeps\n", "  {}\n"))
        .containsExactly("bench.yaml:2: datasets: is empty; expected at least one of the datasets");
  }

  @Test
  void aSectionIsAMapping() {
    assertThat(problemsAfter("  beeps: beeps\n", "  [beeps]\n"))
        .containsExactly(
            "bench.yaml:3: datasets: expected a mapping of names to datasets but was a list");
  }

  @Test
  void aSystemHasAnEncoder() {
    assertThat(problemsAfter("{extractor: two-bins, encoder: mean}", "{extractor: two-bins}"))
        .containsExactly("bench.yaml:5: systems.mean: expected the key 'encoder'");
  }

  @Test
  void theKeysOfASystemAreItsOwn() {
    assertThat(problemsAfter("encoder: mean}", "encoder: mean, encodr: mean}"))
        .containsExactly(
            "bench.yaml:5: systems.mean.encodr: unknown key; did you mean 'encoder'?"
                + " (allowed: encoder, extractor, text-encoder, training)");
  }

  @Test
  void aComponentWithoutNameIsAskedForIt() {
    assertThat(problemsAfter("encoder: mean}", "encoder: {copies: 2}}"))
        .containsExactly(
            "bench.yaml:5: systems.mean.encoder: expected the key 'use' with the name of an encoder");
  }

  @Test
  void aListIsNoComponent() {
    assertThat(problemsAfter("encoder: mean}", "encoder: [mean]}"))
        .containsExactly(
            "bench.yaml:5: systems.mean.encoder: expected the name of an encoder but was a list");
  }

  @Test
  void aComponentOfAnotherRoleIsNotTaken() {
    assertThat(problemsAfter("encoder: mean}", "encoder: two-bins}").get(0))
        .contains("no encoder is named 'two-bins'");
  }

  @Test
  void ofSeveralDataSetsATaskNamesOne() {
    assertThat(problemsAfter("  beeps: beeps\n", "  beeps: beeps\n  more: beeps\n"))
        .containsExactly(
            "bench.yaml:8: tasks.classes: expected the key 'dataset' with one of beeps, more",
            "bench.yaml:9: tasks.gap: expected the key 'dataset' with one of beeps, more");
  }

  @Test
  void aDataSetOfTheWrongTypeIsOneProblem() {
    assertThat(
            problemsOf(
                GOOD.replace("  beeps: beeps\n", "  beeps: beeps\n  more: beeps\n")
                    .replace("{metric: centroids}", "{metric: centroids, dataset: [beeps]}")
                    .replace("metric: gap,", "metric: gap, dataset: more,")))
        .containsExactly("bench.yaml:8: tasks.classes.dataset: expected a text but was a list");
  }

  @Test
  void aTaskWhoseSetsNameTheirDataNeedsNoneOfItsOwn() {
    String yaml =
        GOOD.replace("  beeps: beeps\n", "  beeps: beeps\n  more: beeps\n")
            .replace("  classes: {metric: centroids}\n", "")
            .replace(
                "reference: soft, evaluated: loud",
                "reference: {dataset: beeps}, evaluated: {dataset: more}");

    assertThat(task(bind(parse(yaml)), "gap").datasets()).containsExactly("beeps", "more");
  }

  @Test
  void theDataOfASetIsThere() {
    assertThat(problemsAfter("reference: soft", "reference: {dataset: beps}"))
        .containsExactly(
            "bench.yaml:8: tasks.gap.reference.dataset: no data set is named 'beps';"
                + " did you mean 'beeps'? (allowed: beeps)");
  }

  @Test
  void aSetMayBeAListOfLabels() {
    TaskConfig task = task(bind(parse(GOOD.replace("soft", "[soft, loud]"))), "gap");

    assertThat(task.reference().orElseThrow().labels()).containsExactly("soft", "loud");
  }

  @Test
  void aProblemOfOneDataSetIsNotRepeatedForItsTasks() {
    assertThat(problemsAfter("  beeps: beeps\n", "  beeps: beps\n")).hasSize(1);
  }

  @Test
  void relativeDataIsRelativeToTheFileOrForAnArgumentToTheWorkingDirectory() {
    assertThat(bind(parse(GOOD)).data()).isEqualTo(FOLDER);
    assertThat(bind(parse(GOOD + "data: ../audio\n")).data()).isEqualTo(Path.of("/audio"));
    assertThat(bindWith("data=audio").data()).isEqualTo(WORKING.resolve("audio"));
  }

  @Test
  void anArgumentReachesTheOptionsOfABareName() {
    TinyPlugin.MeanOptions options =
        (TinyPlugin.MeanOptions)
            system(bindWith("systems.mean.encoder.copies=4")).encoder().options();

    assertThat(options.copies()).isEqualTo(4);
  }

  @Test
  void anArgumentReachesTheChoicesOfABareLabel() {
    SubsetOptions reference =
        task(bindWith("tasks.gap.reference.folds=f1"), "gap").reference().orElseThrow();

    assertThat(reference.labels()).containsExactly("soft");
    assertThat(reference.folds()).containsExactly("f1");
  }

  @Test
  void settingsAreReadAtTheTop() {
    assertThat(bindWith("batch-size=3").settings().batchSize()).isEqualTo(3);
    assertThat(problemsOf(GOOD + "batch-size: 0\n"))
        .containsExactly("bench.yaml:9: expected 1 <= batch-size <= 4096 but was 0");
  }

  @Test
  void clipsCanBeEmbeddedWithoutTasks() {
    Keys keys = parse(GOOD.substring(0, GOOD.indexOf("tasks")));

    BenchConfig config = BenchBinder.bindWithoutTasks(keys, "own", FOLDER, CATALOG);

    assertThat(config.tasks()).isEmpty();
  }

  @Test
  void anExtractionIsADataSetAndAnExtractor() {
    ExtractConfig config =
        ExtractConfig.bind(parse("dataset: beeps\nextractor: two-bins\nlimit: 3"), CATALOG);

    assertThat(config.settings().limit()).isEqualTo(3);
    assertThat(Stream.of(config.dataset(), config.extractor()).map(chosen -> chosen.key()))
        .containsExactly("dataset:beeps", "extractor:two-bins");
  }

  @Test
  void anExtractionWithoutItsPartsIsAskedForBoth() {
    OptionsException thrown =
        catchThrowableOfType(
            OptionsException.class, () -> ExtractConfig.bind(parse("limit: 3"), CATALOG));

    assertThat(thrown.getMessage())
        .contains("dataset: is missing; expected the name of a dataset")
        .contains("extractor: is missing; expected the name of an extractor");
  }

  @Test
  void withoutSeedsThereIsTheOneOfTheSettings() {
    assertThat(bindWith("seed=7").seeds()).containsExactly(7L);
  }

  @Test
  void theFirstOfSeveralSeedsIsTheOneOfTheSettings() {
    BenchConfig config = bindWith("seeds=[3, 1]");

    assertThat(config.seeds()).containsExactly(3L, 1L);
    assertThat(config.settings().seed()).isEqualTo(3);
  }

  @Test
  void seedsAreEachThereOnceAndNotBesideASingleOne() {
    assertThat(problemsOf(GOOD + "seeds: [1, 2, 1]\n"))
        .containsExactly(
            "bench.yaml:9: expected at most 1000 seeds, each once, but were 3: [1, 2, 1]");
    assertThat(problemsOf(GOOD + "seeds: [1, x]\n"))
        .containsExactly("bench.yaml:9: seeds[1]: expected a whole number but was 'x'");
    assertThat(problemsOf(GOOD + "seed: 1\nseeds: [1, 2]\n"))
        .containsExactly(
            "bench.yaml:10: seeds: stands beside 'seed' (bench.yaml:9); leave one of them out");
  }

  @Test
  void aPartOfABenchmarkNeedsOnlyItsOwnData() {
    String two =
        GOOD.replace("  beeps: beeps\n", "  beeps: beeps\n  more: beeps\n")
            .replace("  mean:", "  other: {encoder: peak}\n  mean:")
            .replace("{metric: centroids}", "{metric: centroids, dataset: more}")
            .replace("reference: soft", "dataset: beeps, reference: soft");

    BenchConfig config = bind(parse(two + "only-tasks: classes\nonly-systems: [other]\n"));

    assertThat(config.tasks()).containsOnlyKeys("classes");
    assertThat(config.systems()).containsOnlyKeys("other");
    assertThat(config.datasets()).containsOnlyKeys("more");
  }

  @Test
  void aTaskThatJudgesNoneOfThePartIsLeftOutWithItsData() {
    String two =
        GOOD.replace("  beeps: beeps\n", "  beeps: beeps\n  more: beeps\n")
            .replace("  mean:", "  other: {encoder: peak}\n  mean:")
            .replace("{metric: centroids}", "{metric: centroids, dataset: more, systems: [mean]}")
            .replace("reference: soft", "dataset: beeps, reference: soft");

    BenchConfig config = bind(parse(two + "only-systems: [other]\n"));

    assertThat(config.tasks()).containsOnlyKeys("gap");
    assertThat(config.datasets()).containsOnlyKeys("beeps");
    assertThat(problemsOf(two + "only-systems: [other]\nonly-tasks: classes\n"))
        .containsExactly("bench.yaml:11: only-systems: none of the tasks judges other");
  }

  @Test
  void aPartThatIsNotThereIsNamed() {
    assertThat(problemsOf(GOOD + "only-tasks: clases\n"))
        .containsExactly(
            "bench.yaml:9: only-tasks: none of the tasks is named 'clases'; did you mean 'classes'? (allowed: classes, gap)");
  }

  @Test
  void aTaskNamesSystemsThatThereAre() {
    assertThat(problemsAfter("{metric: centroids}", "{metric: centroids, systems: [meen]}"))
        .containsExactly(
            "bench.yaml:7: tasks.classes.systems: none of the systems is named 'meen'; did you mean 'mean'? (allowed: mean)");
  }

  @Test
  void jobsWithoutTasksTakeOneSeed() {
    Keys keys = parse(GOOD.substring(0, GOOD.indexOf("tasks:")) + "seeds: [1, 2]\n");

    assertThat(
            catchThrowableOfType(
                OptionsException.class,
                () -> BenchBinder.bindWithoutTasks(keys, "own", FOLDER, CATALOG)))
        .hasMessageContaining("seeds: belongs to a benchmark; leave it out");
  }

  @Test
  void whatAPaperReportsIsBoundToItsSystem() {
    BenchConfig config = bindWith("tasks.classes.paper={source: A 2020, values: {mean: 0.5}}");
    BenchConfig only = bindWith("tasks.classes.paper={source: A 2020, value: 0.5}");
    BenchConfig listed = bindWith("tasks.classes.paper=[{source: A 2020, value: 0.5}]");

    assertThat(task(config, "classes").paper())
        .containsExactly(Map.entry("mean", new PaperResult(0.5, "A 2020")))
        .isEqualTo(task(only, "classes").paper())
        .isEqualTo(task(listed, "classes").paper());
    assertThat(task(config, "gap").paper()).isEmpty();
  }

  @Test
  void aPaperMayReportOfOtherData() {
    BenchConfig config =
        bindWith("tasks.classes.paper={source: A 2020, data: ESC-50, values: {mean: 0.5}}");

    assertThat(task(config, "classes").paper())
        .containsExactly(Map.entry("mean", new PaperResult(0.5, "A 2020", "ESC-50")));
  }

  @Test
  void whatIsNotRunMayHaveANumberOfAPaper() {
    BenchConfig config = bindWith("tasks.classes.paper={source: A 2020, others: {median: 0.5}}");

    assertThat(task(config, "classes").paper()).isEmpty();
    assertThat(task(config, "classes").published())
        .containsExactly(Map.entry("median", new PaperResult(0.5, "A 2020")));
  }

  @Test
  void papersAreBoundAsStrictlyAsAllElse() {
    assertThat(paperProblems("{values: {mean: 0.5}}"))
        .containsExactly("tasks.classes.paper: expected the key 'source'");
    assertThat(paperProblems("{source: A}"))
        .containsExactly(
            "tasks.classes.paper: expected either the key 'values' or the key 'value'");
    assertThat(paperProblems("{source: ' ', value: 1}"))
        .containsExactly(
            "tasks.classes.paper: expected a source, as in 'Piczak 2015, section 3.2', but it is blank");
    assertThat(paperProblems("{source: A, value: .inf}"))
        .containsExactly("tasks.classes.paper: expected a finite value but was Infinity");
    assertThat(paperProblems("{source: A, values: {meen: 1}}"))
        .containsExactly(
            "tasks.classes.paper.values.meen: no system is named 'meen'; did you mean 'mean'? (allowed: mean); what is not run here belongs under 'others'");
    assertThat(paperProblems("{source: A, others: {mean: 1}}"))
        .containsExactly(
            "tasks.classes.paper.others.mean: 'mean' is a system that is run; its number belongs under 'values'");
    assertThat(paperProblems("{source: A, values: {mean: much}}"))
        .containsExactly("tasks.classes.paper.values.mean: expected a number but was 'much'");
    assertThat(paperProblems("{source: A, values: 1}"))
        .containsExactly(
            "tasks.classes.paper.values: expected a mapping of systems to numbers but was '1'");
    assertThat(paperProblems("{source: A, value: 1, page: 3}"))
        .singleElement()
        .asString()
        .startsWith("tasks.classes.paper.page: unknown key");
    assertThat(paperProblems("Piczak 2015"))
        .containsExactly(
            "tasks.classes.paper: expected a mapping of source and values but was 'Piczak 2015'");
    assertThat(paperProblems("[{source: A, value: 1}, {source: B, value: 2}]"))
        .containsExactly("tasks.classes.paper[1]: 'mean' has a number already, from A");
  }

  @Test
  void aBareNumberOfAPaperNeedsToBelongToOneSystem() {
    String two = GOOD.replace("tasks:\n", "  other: {encoder: peak}\ntasks:\n");

    assertThat(
            problemsOf(
                two.replace(
                    "{metric: centroids}", "{metric: centroids, paper: {source: A, value: 1}}")))
        .singleElement()
        .asString()
        .endsWith(
            "tasks.classes.paper.value: there are 2 systems; give the number of each, as in"
                + " values: {mean: 1.0}");
  }

  /** The problems of what a paper reports, without their place. */
  private static List<String> paperProblems(String paper) {
    return problemsOf(
            GOOD.replace("{metric: centroids}", "{metric: centroids, paper: " + paper + "}"))
        .stream()
        .map(problem -> problem.substring(problem.indexOf(": ") + 2))
        .toList();
  }
}
