package org.aulos.api;

import org.jspecify.annotations.Nullable;

/**
 * What a generator is asked for. Each part is optional; a generator says which it heeds.
 *
 * @param id names the clip to be generated; unique within a request
 * @param lyrics the words to be sung
 * @param description genre, mood, instruments, in words
 * @param reference audio to follow
 */
public record Prompt(
    String id,
    @Nullable String lyrics,
    @Nullable String description,
    @Nullable Waveform reference) {}
