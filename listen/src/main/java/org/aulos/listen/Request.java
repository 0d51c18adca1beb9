package org.aulos.listen;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A request and the way to answer it. */
final class Request {
  /**
   * The header by which a page shows whose it is. No cookie: another site cannot make one send it.
   */
  static final String RATER = "Aulos-Rater";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** More than any answer takes, comments included. */
  private static final int MOST_BYTES = 1 << 16;

  /** The names of this machine; any port, for tunnels end at other ones. */
  private static final Pattern LOOPBACK =
      Pattern.compile("(localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d{1,5})?");

  private final HttpExchange exchange;
  private final List<String> path;

  Request(HttpExchange exchange) {
    this.exchange = exchange;
    this.path = Arrays.asList(exchange.getRequestURI().getPath().substring(1).split("/", -1));
  }

  /** GET, PUT and so on. */
  String method() {
    return exchange.getRequestMethod();
  }

  /** The path, split at slashes. */
  List<String> path() {
    return path;
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
  }

  /**
   * Refuses a name of this machine that is not its own, by which a page from elsewhere would pass
   * for ours once its name has been bound to this address (DNS rebinding).
   */
  void requireLoopback() {
    List<String> hosts = exchange.getRequestHeaders().getOrDefault("Host", List.of());
    if (hosts.size() != 1 || !LOOPBACK.matcher(hosts.get(0)).matches()) {
      throw new Refusal(
          403, "this page is served to this machine alone, not to " + String.join(", ", hosts));
    }
  }

  /** Refuses what a page of another origin has asked for. */
  void requireOwnOrigin() {
    String own = "http://" + header("Host").orElse("");
    if (!header("Origin").map(own::equals).orElse(true)
        || !header("Sec-Fetch-Site").map(List.of("same-origin", "none")::contains).orElse(true)) {
      throw new Refusal(403, "this is for the page that Aulos serves alone");
    }
  }

  /** The body, which must be a JSON object. */
  JsonNode json() throws IOException {
    // No form can send this type, and no script of another origin without asking first.
    if (!header("Content-Type").orElse("").startsWith("application/json")) {
      throw new Refusal(415, "expected application/json");
    }
    byte[] bytes = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      throw new Refusal(413, "expected at most " + MOST_BYTES + " bytes");
    }
    try {
      JsonNode body = JSON.readTree(bytes);
      if (body.isObject()) {
        return body;
      }
    } catch (JacksonException e) {
      throw new Refusal(400, "not JSON: " + e.getOriginalMessage());
    }
    throw new Refusal(400, "expected a JSON object");
  }

  /** Answers with JSON. */
  void respond(int status, JsonNode body) throws IOException {
    respond(status, "application/json; charset=utf-8", JSON.writeValueAsBytes(body));
  }

  /** Answers with a reason. */
  void refuse(Refusal refusal) throws IOException {
    respond(refusal.status(), JSON.createObjectNode().put("problem", refusal.getMessage()));
  }

  /** Answers with all of some bytes. */
  void respond(int status, String type, byte[] bytes) throws IOException {
    header("Content-Type", type);
    begin(status, bytes.length);
    if (!method().equals("HEAD")) {
      exchange.getResponseBody().write(bytes);
    }
  }

  /** Sets a header of the response. */
  void header(String name, String value) {
    exchange.getResponseHeaders().set(name, value);
  }

  /**
   * Sends the head of a response whose body, if there is one, is written to {@link #exchange()}.
   */
  void begin(int status, long length) throws IOException {
    exchange.sendResponseHeaders(status, length == 0 || method().equals("HEAD") ? -1 : length);
  }

  HttpExchange exchange() {
    return exchange;
  }
}
