package org.aulos.runtime;

import java.util.List;
import java.util.Map;
import org.aulos.runtime.BenchResult.ClipFailure;

/**
 * How a training went: the content of {@code run.json} in its folder.
 *
 * @param trainer role and name of the trainer
 * @param started when its last part began, in ISO 8601
 * @param seconds time that training has taken in all, interruptions left out
 * @param step steps taken
 * @param steps steps planned
 * @param finished whether it has come to its end
 * @param checkpoint folder of the last checkpoint, relative to that of the run
 * @param weightsDigest SHA-256 of its {@code weights.safetensors}; empty if it has none
 * @param clips clips learned from
 * @param leftOut clips that could not be read
 * @param data fingerprint of the clips learned from
 * @param command the command line of its last part
 * @param machine processor, cores, memory, operating system, Java
 * @param device device of the tensors
 * @param workers threads that decoded
 * @param threads threads within one tensor operation, on which last digits depend
 * @param engines engines with their versions
 * @param plugins the plugins that were added to Aulos
 */
public record TrainRecord(
    String trainer,
    String started,
    double seconds,
    long step,
    long steps,
    boolean finished,
    String checkpoint,
    String weightsDigest,
    int clips,
    List<ClipFailure> leftOut,
    String data,
    List<String> command,
    Map<String, String> machine,
    String device,
    int workers,
    int threads,
    Map<String, String> engines,
    List<RunRecord.AddedPlugin> plugins) {}
