package org.aulos.api;

/** Where the audio of a clip comes from. Nothing is read or rendered until the pipeline asks. */
public sealed interface AudioSource permits AudioFile, RenderedAudio {}
