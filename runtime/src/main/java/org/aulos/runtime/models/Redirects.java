package org.aulos.runtime.models;

import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.aulos.api.AulosException;

/** The addresses that one request was sent on to. */
final class Redirects {
  private static final Set<Integer> CODES = Set.of(301, 302, 303, 307, 308);

  private final Set<URI> seen = new LinkedHashSet<>();
  private final int most;

  Redirects(URI first, int most) {
    this.most = most;
    seen.add(first);
  }

  /** Whether an answer points elsewhere. */
  static boolean isRedirect(int code) {
    return CODES.contains(code);
  }

  /**
   * Where the answer of {@code at} points to.
   *
   * @param location the field of that name; empty if there is none
   * @throws AulosException if that is nowhere, less safe than before, a circle, or too far
   */
  URI next(URI at, String location) {
    URI next = target(at, location);
    if (!"https".equals(next.getScheme())
        && !("http".equals(next.getScheme()) && "http".equals(at.getScheme()))) {
      throw new AulosException(
          "%s redirects to %s, which is not protected as it is; that is refused"
              .formatted(shown(at), shown(next)));
    }
    if (next.getHost() == null) {
      throw new AulosException("%s redirects to nowhere: %s".formatted(shown(at), shown(next)));
    }
    if (!seen.add(next)) {
      throw new AulosException(
          "the address redirects in a circle: " + way() + " -> " + shown(next));
    }
    if (seen.size() > most + 1) {
      throw new AulosException("more than %d redirects: %s".formatted(most, way()));
    }
    return next;
  }

  private static URI target(URI at, String location) {
    if (location.isEmpty()) {
      throw new AulosException(shown(at) + " redirects, but does not say where to");
    }
    try {
      return at.resolve(location);
    } catch (IllegalArgumentException e) {
      throw new AulosException(
          "%s redirects to what is no address: %s".formatted(shown(at), location), e);
    }
  }

  private String way() {
    return seen.stream().map(Redirects::shown).collect(Collectors.joining(" -> "));
  }

  /** An address for people: what follows the question mark may be a key that opens it. */
  static String shown(URI address) {
    String text = address.toString();
    int query = text.indexOf('?');
    return query < 0 ? text : text.substring(0, query) + "?…";
  }
}
