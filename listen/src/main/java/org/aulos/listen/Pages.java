package org.aulos.listen;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/** The page, its script, its looks and its icon. */
final class Pages {
  /**
   * Nothing but what this server sends: no other origin, no inline script, no frame around the
   * page.
   */
  static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self';"
          + " connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

  private static final Map<String, Page> PAGES =
      Map.of(
          "", page("page.html", "text/html; charset=utf-8"),
          "page.js", page("page.js", "text/javascript; charset=utf-8"),
          "page.css", page("page.css", "text/css; charset=utf-8"),
          "icon.svg", page("icon.svg", "image/svg+xml"));

  private Pages() {}

  /** A file that is served. */
  static final class Page {
    private final String type;
    private final byte[] bytes;

    private Page(String type, byte[] bytes) {
      this.type = type;
      this.bytes = bytes;
    }

    void serve(Request request) throws IOException {
      request.respond(200, type, bytes);
    }
  }

  /** The page of a name. */
  static Optional<Page> named(String name) {
    return Optional.ofNullable(PAGES.get(name));
  }

  private static Page page(String name, String type) {
    try (InputStream in = Pages.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the jar of org.aulos.listen lacks " + name);
      }
      return new Page(type, in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
