package org.aulos.runtime;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The circumstances of a run: the content of {@code run.json}, everything that {@link BenchResult}
 * leaves out.
 *
 * @param started when, in ISO 8601
 * @param seconds how long it took
 * @param command the command line
 * @param machine processor, cores, memory, operating system, Java
 * @param device device of the tensors
 * @param workers worker threads
 * @param batchSize clips in a batch
 * @param engines engines with their versions
 * @param plugins the plugins that were added to Aulos
 * @param passes how fast each data set was processed
 * @param costs what each system and each generator cost
 * @param memory the most memory that the process has held; null if it was not noted
 * @param trainings what the encoders of systems were trained in
 * @param generations how fast each generator was
 * @param resultDigest SHA-256 of {@code result.json}
 * @param clips clips kept for listening
 */
public record RunRecord(
    String started,
    double seconds,
    List<String> command,
    Map<String, String> machine,
    String device,
    int workers,
    int batchSize,
    Map<String, String> engines,
    List<AddedPlugin> plugins,
    List<Pass> passes,
    List<Cost> costs,
    @Nullable PeakMemory memory,
    List<Trained> trainings,
    List<Generated> generations,
    String resultDigest,
    List<KeptClip> clips) {
  /** A record; those that were written before it told all of these have none. */
  public RunRecord {
    costs = costs == null ? List.of() : List.copyOf(costs);
    plugins = plugins == null ? List.of() : List.copyOf(plugins);
    trainings = trainings == null ? List.of() : List.copyOf(trainings);
    generations = generations == null ? List.of() : List.copyOf(generations);
  }

  /**
   * A training that the encoder of a system comes from.
   *
   * @param system its name
   * @param seed of the training
   * @param folder of the training, with its curves
   * @param seconds time that it has taken in all, interruptions left out
   * @param anew whether it was trained in this run, or found finished
   */
  public record Trained(String system, long seed, String folder, double seconds, boolean anew) {}

  /**
   * What a generator has made.
   *
   * @param generator its name, with the seed if there are several
   * @param clips clips that it made
   * @param audioSeconds duration of these clips together
   * @param seconds time that it took to make them, one after the other
   */
  public record Generated(String generator, int clips, double audioSeconds, double seconds) {}

  /**
   * A plugin that was loaded but is no part of Aulos.
   *
   * @param name its name
   * @param version its version
   * @param origin the jar or folder that it lay in
   * @param digest SHA-256 over its code and that of its private libraries
   */
  public record AddedPlugin(String name, String version, String origin, String digest) {}

  /**
   * One pass over a data set.
   *
   * @param dataset its name
   * @param clips clips read
   * @param cached vectors that were taken from the store
   * @param computed vectors that were computed
   * @param audioSeconds duration of the clips read
   * @param seconds time it took
   * @param work what the workers did with that time; null in runs of versions that did not note it
   */
  public record Pass(
      String dataset,
      int clips,
      int cached,
      int computed,
      double audioSeconds,
      double seconds,
      @Nullable WorkTimes work) {
    /** Seconds of audio processed in a second. */
    public double realTimeFactor() {
      return seconds > 0 ? audioSeconds / seconds : 0;
    }
  }

  /**
   * A clip kept in the run's folder for listening.
   *
   * @param dataset name of its data set
   * @param id its id in the data set
   * @param label its class; empty if it has none
   * @param file a WAV file, relative to the run's folder
   */
  public record KeptClip(String dataset, String id, String label, String file) {}
}
