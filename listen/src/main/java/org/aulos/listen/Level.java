package org.aulos.listen;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.aulos.api.AulosException;

/**
 * What was measured of a clip, and what was done to it.
 *
 * @param clip the clip
 * @param seconds its length as it is played
 * @param loudness integrated, in LUFS, before the gain
 * @param peak true peak in dBTP, before the gain
 * @param gain in dB
 */
record Level(ClipKey clip, double seconds, double loudness, double peak, double gain) {
  /** The same with less gain. */
  Level softer(double decibels) {
    return new Level(clip, seconds, loudness, peak, gain - decibels);
  }

  /** A line for each clip, in CSV, with the file that is played. */
  static String csv(List<Level> levels, Map<ClipKey, Path> files) {
    StringBuilder text = new StringBuilder();
    try (CSVPrinter csv = new CSVPrinter(text, CSVFormat.RFC4180)) {
      csv.printRecord("file", "prompt", "system", "seconds", "lufs", "dbtp", "gain");
      List<Level> sorted = new ArrayList<>(levels);
      sorted.sort(Comparator.comparing(level -> level.clip().toString()));
      for (Level level : sorted) {
        csv.printRecord(
            Objects.requireNonNull(files.get(level.clip())).getFileName(),
            level.clip().prompt(),
            level.clip().system(),
            String.format(Locale.ROOT, "%.3f", level.seconds()),
            decibels(level.loudness()),
            decibels(level.peak()),
            decibels(level.gain()));
      }
    } catch (IOException e) {
      throw new AulosException("cannot write the levels: " + e.getMessage(), e);
    }
    return text.toString();
  }

  private static String decibels(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
