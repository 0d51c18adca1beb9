package org.aulos.listen;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a file that a request asks for (RFC 9110, section 14).
 *
 * @param start first byte
 * @param end byte after the last
 */
record ByteRange(long start, long end) {
  private static final Pattern SINGLE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  /**
   * The range that a header asks for.
   *
   * @return empty for all of it: several ranges, or a form that is not known, may be ignored
   * @throws Refusal with status 416 if the range lies outside the file
   */
  static Optional<ByteRange> of(String header, long size) {
    Matcher range = SINGLE.matcher(header.strip());
    if (!range.matches() || header.strip().equals("bytes=-")) {
      return Optional.empty();
    }
    String first = range.group(1);
    String last = range.group(2);
    long start = first.isEmpty() ? Math.max(0, size - Long.parseLong(last)) : Long.parseLong(first);
    long end = first.isEmpty() || last.isEmpty() ? size : Math.min(size, Long.parseLong(last) + 1);
    if (!first.isEmpty() && !last.isEmpty() && Long.parseLong(last) < start) {
      return Optional.empty();
    }
    if (start >= size) {
      throw new Refusal(416, "the clip has " + size + " bytes");
    }
    return Optional.of(new ByteRange(start, end));
  }

  long length() {
    return end - start;
  }
}
