package org.aulos.runtime.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.aulos.api.AudioException;
import org.aulos.runtime.BenchResult;
import org.aulos.runtime.BenchResult.SampleResult;
import org.aulos.runtime.RunRecord;
import org.jspecify.annotations.Nullable;

/**
 * The kept clips to look at and listen to, with what each system made of them.
 *
 * @param shown clips on the page, at most {@value #MOST_CLIPS}
 * @param kept clips in the run's folder
 */
record KeptClips(List<Card> cards, int shown, int kept, boolean more) {
  /** Clips shown. */
  static final int MOST_CLIPS = 24;

  /** Seconds of each clip, and bytes of all clips together: they bound the size of the page. */
  private static final double MOST_SECONDS = 30;

  private static final long MOST_BYTES = 16L << 20;

  /** A clip. */
  record Card(
      String id,
      String dataset,
      String title,
      @Nullable Sound sound,
      @Nullable String problem,
      boolean judged,
      List<String> tasks,
      List<Row> rows) {}

  /** Picture and audio of a clip. */
  record Sound(
      String picture,
      String audio,
      List<Spectrogram.Tick> ticks,
      String duration,
      @Nullable String cutFrom,
      String rate) {}

  /** What one system found. */
  record Row(String system, List<Verdict> verdicts) {}

  /**
   * What one system found in one task.
   *
   * @param compared whether it is a label that was compared, rather than a number
   * @param word right or wrong; empty if no labels are compared
   */
  record Verdict(boolean compared, String mark, String word, String text) {}

  private static final Verdict NONE = new Verdict(false, "", "", "–");

  static KeptClips of(
      Path folder, BenchResult result, List<SampleResult> samples, List<RunRecord.KeptClip> kept) {
    List<RunRecord.KeptClip> shown = choose(kept);
    Set<String> ids = shown.stream().map(RunRecord.KeptClip::id).collect(Collectors.toSet());
    Map<String, List<SampleResult>> found =
        samples.stream()
            .filter(sample -> ids.contains(sample.id()))
            .collect(Collectors.groupingBy(SampleResult::id));
    long bytes = MOST_BYTES / Math.max(1, shown.size());
    List<Card> cards = new ArrayList<>();
    for (RunRecord.KeptClip clip : shown) {
      cards.add(card(folder, clip, verdicts(result, clip, found), bytes));
    }
    return new KeptClips(cards, cards.size(), kept.size(), kept.size() > shown.size());
  }

  /** The first clips of each data set, as many of each as of the others, in their order. */
  private static List<RunRecord.KeptClip> choose(List<RunRecord.KeptClip> kept) {
    Map<String, List<RunRecord.KeptClip>> datasets =
        kept.stream()
            .collect(
                Collectors.groupingBy(
                    RunRecord.KeptClip::dataset, LinkedHashMap::new, Collectors.toList()));
    Set<RunRecord.KeptClip> chosen = new LinkedHashSet<>();
    for (int turn = 0; turn < MOST_CLIPS; turn++) {
      for (List<RunRecord.KeptClip> clips : datasets.values()) {
        if (turn < clips.size() && chosen.size() < MOST_CLIPS) {
          chosen.add(clips.get(turn));
        }
      }
    }
    return kept.stream().filter(chosen::contains).toList();
  }

  private static Card card(
      Path folder, RunRecord.KeptClip clip, Map<String, Map<String, Verdict>> found, long bytes) {
    Sound sound = null;
    String problem = null;
    try {
      sound = sound(Recording.read(folder, clip.file(), MOST_SECONDS, bytes));
    } catch (AudioException e) {
      problem = e.getMessage();
    }
    Set<String> systems = new LinkedHashSet<>();
    found.values().forEach(verdicts -> systems.addAll(verdicts.keySet()));
    List<Row> rows = new ArrayList<>();
    for (String system : systems) {
      rows.add(
          new Row(system, found.values().stream().map(v -> v.getOrDefault(system, NONE)).toList()));
    }
    return new Card(
        clip.id(),
        clip.dataset(),
        clip.label().isEmpty() ? clip.id() : clip.label(),
        sound,
        problem,
        !rows.isEmpty(),
        List.copyOf(found.keySet()),
        rows);
  }

  private static Sound sound(Recording recording) {
    boolean cut = recording.totalSeconds() > recording.seconds() + 0.01;
    return new Sound(
        Pictures.dataUri(Spectrogram.of(recording.mono(), recording.sampleRate())),
        Pictures.dataUri("audio/wav", recording.wav()),
        Spectrogram.ticks(recording.sampleRate()),
        Numbers.duration(recording.seconds()),
        cut ? Numbers.duration(recording.totalSeconds()) : null,
        Numbers.count(recording.sampleRate()) + " Hz");
  }

  /** Verdicts on a clip by task and system, in the order of the result. */
  private static Map<String, Map<String, Verdict>> verdicts(
      BenchResult result, RunRecord.KeptClip clip, Map<String, List<SampleResult>> found) {
    Map<String, Map<String, Verdict>> verdicts = new LinkedHashMap<>();
    for (SampleResult sample : found.getOrDefault(clip.id(), List.of())) {
      BenchResult.TaskResult task = result.tasks().get(sample.task());
      if (task != null && task.dataset().equals(clip.dataset())) {
        verdicts
            .computeIfAbsent(sample.task(), key -> new LinkedHashMap<>())
            .put(sample.system(), verdict(sample));
      }
    }
    return verdicts;
  }

  private static Verdict verdict(SampleResult sample) {
    if (sample.expected() == null || sample.predicted() == null) {
      return new Verdict(false, "", "", Numbers.plain(sample.value()));
    }
    return sample.expected().equals(sample.predicted())
        ? new Verdict(true, "✓", "right", sample.predicted())
        : new Verdict(true, "✗", "wrong", sample.predicted());
  }
}
