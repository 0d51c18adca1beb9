package org.aulos.audio;

import java.util.OptionalLong;

/**
 * What a sound file says of itself, without its samples.
 *
 * @param container the file format: {@code wav}, {@code rf64}, {@code aiff}, {@code au}, {@code
 *     flac}, {@code ogg}, {@code mp3}, {@code adts}, {@code mp4}, {@code caf}, {@code wavpack} or
 *     {@code matroska}
 * @param codec how the samples are stored: {@code pcm_s16}, {@code pcm_f32} and the like for plain
 *     samples, otherwise FFmpeg's name of the codec, such as {@code vorbis}
 * @param sampleRate frames a second, in Hz, as the decoder delivers them
 * @param channels number of channels; at least 1
 * @param frames samples in each channel, or empty if only decoding can tell
 */
public record AudioInfo(
    String container, String codec, int sampleRate, int channels, OptionalLong frames) {}
