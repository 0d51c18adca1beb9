package org.aulos.runtime.report;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.aulos.runtime.BenchResult;
import org.aulos.runtime.BenchResult.SampleResult;
import org.aulos.runtime.RunRecord;
import org.jspecify.annotations.Nullable;

/** Everything that the page shows, ready for its template. */
record Page(
    String name,
    String title,
    String version,
    String seed,
    boolean severalSeeds,
    Assets assets,
    List<DatasetLine> datasets,
    @Nullable Circumstances run,
    ScoreTable scores,
    ScorePlots plots,
    @Nullable CostSection costs,
    Confusions confusions,
    boolean confused,
    KeptClips clips,
    boolean heard,
    List<Failure> failures,
    boolean failed,
    Settings settings) {

  /**
   * Style and scripts.
   *
   * @param policy content security policy: no address but data inside the page, no script but these
   */
  record Assets(String style, String library, String script, String policy) {
    static Assets load() {
      String library =
          "/*!\n" + Templates.resource("d3/LICENSE") + "*/\n" + Templates.resource("d3/d3.min.js");
      String script = Templates.resource("report.js");
      return new Assets(
          Templates.style(),
          library,
          script,
          "default-src 'none'; img-src data:; media-src data:; style-src 'unsafe-inline'; "
              + "script-src 'sha256-%s' 'sha256-%s'".formatted(digest(library), digest(script)));
    }

    private static String digest(String script) {
      try {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        return Base64.getEncoder()
            .encodeToString(sha256.digest(script.getBytes(StandardCharsets.UTF_8)));
      } catch (NoSuchAlgorithmException e) {
        throw new AssertionError("every Java platform has SHA-256", e);
      }
    }
  }

  /** A data set in the header. */
  record DatasetLine(
      String name, String clips, String duration, int classes, int failures, String fingerprint) {}

  /** A clip that could not be read. */
  record Failure(String dataset, String id, String problem) {}

  static Page of(
      Path folder, BenchResult result, List<SampleResult> samples, @Nullable RunRecord run) {
    ScoreTable scores = ScoreTable.of(result);
    List<SampleResult> found = ofFirstSeed(result, samples);
    Confusions confusions = Confusions.of(result, found);
    KeptClips clips = KeptClips.of(folder, result, found, run == null ? List.of() : run.clips());
    List<Failure> failures = failures(result);
    return new Page(
        result.name(),
        result.title().isBlank() ? result.name() : result.title(),
        result.version(),
        String.join(", ", result.seeds().stream().map(String::valueOf).toList()),
        result.seeds().size() > 1,
        Assets.load(),
        datasets(result),
        run == null ? null : Circumstances.of(run),
        scores,
        ScorePlots.of(result, scores),
        CostSection.of(result, run),
        confusions,
        !confusions.tasks().isEmpty(),
        clips,
        !clips.cards().isEmpty(),
        failures,
        !failures.isEmpty(),
        Settings.of(result));
  }

  /** One verdict for each clip. */
  private static List<SampleResult> ofFirstSeed(BenchResult result, List<SampleResult> samples) {
    return samples.stream()
        .filter(sample -> sample.seed() == null || sample.seed() == result.seed())
        .toList();
  }

  private static List<DatasetLine> datasets(BenchResult result) {
    List<DatasetLine> lines = new ArrayList<>();
    result
        .datasets()
        .forEach(
            (name, dataset) ->
                lines.add(
                    new DatasetLine(
                        name,
                        Numbers.count(dataset.clips()),
                        Numbers.duration(dataset.seconds()),
                        dataset.classes().size(),
                        dataset.failures().size(),
                        dataset
                            .fingerprint()
                            .substring(0, Math.min(12, dataset.fingerprint().length())))));
    return lines;
  }

  private static List<Failure> failures(BenchResult result) {
    List<Failure> failures = new ArrayList<>();
    result
        .datasets()
        .forEach(
            (name, dataset) -> {
              for (BenchResult.ClipFailure failure : dataset.failures()) {
                failures.add(new Failure(name, failure.id(), failure.problem()));
              }
            });
    return failures;
  }
}
