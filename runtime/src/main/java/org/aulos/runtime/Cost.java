package org.aulos.runtime;

import org.jspecify.annotations.Nullable;

/**
 * What the vectors of one system cost, over all data sets and seeds of a run. Of clips whose
 * vectors were in the store there is no time.
 *
 * @param system its name
 * @param sampleRate rate of the audio that it takes, in Hz
 * @param parameters number of its learnt parameters; null if it does not tell
 * @param computed clips that were computed, and timed
 * @param cached clips whose vectors came from the store
 * @param audioPerSecond seconds of audio that one worker turns into vectors in a second, reading
 *     and resampling left out; null if nothing was computed
 * @param secondsPerClip median over the clips of their share in the time of their batch, in
 *     seconds; null if nothing was computed
 */
public record Cost(
    String system,
    int sampleRate,
    @Nullable Long parameters,
    int computed,
    int cached,
    @Nullable Double audioPerSecond,
    @Nullable Double secondsPerClip) {}
