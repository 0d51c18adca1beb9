package org.aulos.audio;

import java.io.IOException;
import org.aulos.api.Waveform;

/** What a file turned out to hold: its description and, on demand, its samples. */
interface Content {
  /** The file's description. */
  AudioInfo info(FileBytes file) throws IOException;

  /** Decodes the excerpt, sample exact. */
  Waveform read(FileBytes file, Excerpt excerpt) throws IOException;
}
