package org.aulos.runtime;

import org.jspecify.annotations.Nullable;

/**
 * What the vectors of one system or the audio of one generator cost, over all data sets and seeds
 * of a run. Of clips whose vectors were in the store, or that were only read, there is no time.
 *
 * @param system its name
 * @param sampleRate rate of the audio that it takes or yields, in Hz
 * @param channels channels of that audio; 0 in runs of versions that did not note them
 * @param seconds mean duration of the clips that a generator made, in seconds; null of a system,
 *     and if it made none
 * @param parameters number of its learnt parameters; null if it does not tell
 * @param computed clips that were computed, and timed
 * @param cached clips whose vectors came from the store, or that were only read
 * @param audioPerSecond seconds of audio that one worker turns into vectors in a second, reading
 *     and resampling left out, or that a generator makes in a second; null if nothing was computed
 * @param secondsPerClip median over the clips of their share in the time of their batch, or of the
 *     time that a generator took for each, in seconds; null if nothing was computed
 * @param elsewhere whether it computes outside this process, on a device that is not known
 */
public record Cost(
    String system,
    int sampleRate,
    int channels,
    @Nullable Double seconds,
    @Nullable Long parameters,
    int computed,
    int cached,
    @Nullable Double audioPerSecond,
    @Nullable Double secondsPerClip,
    boolean elsewhere) {}
