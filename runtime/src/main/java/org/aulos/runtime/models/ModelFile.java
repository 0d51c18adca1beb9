package org.aulos.runtime.models;

import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.aulos.runtime.models.InstalledModel.Trust;
import org.jspecify.annotations.Nullable;

/**
 * One file of a model, as its publisher offers it.
 *
 * @param name the name under which it is kept, or looked for in a folder
 * @param urls where it is offered, in the order in which they are tried; {@code https}, or {@code
 *     http} if {@code sha256} is whole or the host is this machine
 * @param sha256 its SHA-256 in lower-case hexadecimal, or the first 8 digits or more if no more is
 *     published; null if none is
 * @param digestFrom who says so; null if there is no digest
 * @param bytes its size; null if it is not published
 * @param maxBytes the size that it cannot exceed; null for that of the store
 * @param packing how the model is packed into it
 */
public record ModelFile(
    String name,
    List<URI> urls,
    @Nullable String sha256,
    @Nullable String digestFrom,
    @Nullable Long bytes,
    @Nullable Long maxBytes,
    Packing packing) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{8,64}");
  private static final int WHOLE = 64;
  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

  /** A file. */
  public ModelFile {
    Required.all("name", name, "urls", urls, "packing", packing);
    require(NAME.matcher(name).matches(), "a plain file name", name);
    require(!urls.isEmpty(), "one address or more", urls);
    require(
        sha256 == null || DIGEST.matcher(sha256).matches(),
        "8 to 64 lower-case hexadecimal digits of a SHA-256",
        sha256);
    require(bytes == null || bytes > 0, "bytes > 0", bytes);
    require(maxBytes == null || maxBytes > 0, "maxBytes > 0", maxBytes);
    urls = List.copyOf(urls);
    for (URI url : urls) {
      checkAddress(url, sha256 != null && sha256.length() == WHOLE);
    }
  }

  private static void checkAddress(URI url, boolean digestKnown) {
    require(url.getHost() != null && url.getRawUserInfo() == null, "an address with a host", url);
    boolean safe = digestKnown || THIS_MACHINE.contains(url.getHost());
    require(
        "https".equals(url.getScheme()) || ("http".equals(url.getScheme()) && safe),
        "an https address (http needs a whole sha256)",
        url);
  }

  private static void require(boolean condition, String expected, @Nullable Object found) {
    if (!condition) {
      throw new IllegalArgumentException("expected " + expected + " but was " + found);
    }
  }

  /** Whether every digit of its digest is known before it is downloaded. */
  boolean digestKnown() {
    return sha256 != null && sha256.length() == WHOLE;
  }

  /** Why it is believed once it has passed every check. */
  public Trust trust() {
    if (digestKnown()) {
      return Trust.KNOWN_DIGEST;
    }
    return sha256 == null ? Trust.FIRST_USE : Trust.FIRST_DIGITS;
  }

  /** The size that it cannot exceed, {@code most} being that of any file. */
  long bound(long most) {
    if (bytes != null) {
      return bytes;
    }
    return maxBytes == null ? most : Math.min(most, maxBytes);
  }
}
