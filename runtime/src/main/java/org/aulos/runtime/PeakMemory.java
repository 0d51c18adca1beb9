package org.aulos.runtime;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The most memory that a process has held since it began. Systems of a run share it.
 *
 * @param residentBytes memory of the host, heap and native together, as Linux counts it ({@code
 *     VmHWM}); null where it is not known
 * @param heapBytes bound of the Java heap: the peaks of its parts, which need not coincide, summed
 */
public record PeakMemory(@Nullable Long residentBytes, long heapBytes) {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Pattern PEAK = Pattern.compile("(?m)^VmHWM:\\s+(\\d{1,15}) kB$");

  /** That of this process until now. */
  static PeakMemory ofThisProcess() {
    long heap =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP && pool.isValid())
            .map(MemoryPoolMXBean::getPeakUsage)
            .mapToLong(usage -> usage == null ? 0 : usage.getUsed())
            .sum();
    return new PeakMemory(resident(), heap);
  }

  private static @Nullable Long resident() {
    if (!Files.isReadable(STATUS)) {
      return null;
    }
    try {
      return resident(Files.readString(STATUS));
    } catch (IOException e) {
      // A measurement beside the result: without it the run is as good.
      return null;
    }
  }

  /** The peak in what Linux tells of a process; null if it tells none. */
  static @Nullable Long resident(String status) {
    Matcher peak = PEAK.matcher(status);
    return peak.find() ? Long.parseLong(peak.group(1)) * 1024 : null;
  }
}
