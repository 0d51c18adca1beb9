/**
 * Sound files to {@link org.aulos.api.Waveform} and back. {@link org.aulos.audio.AudioFiles} is the
 * only door; what a file holds is told by its content, never by its name.
 */
@org.jspecify.annotations.NullMarked
package org.aulos.audio;
