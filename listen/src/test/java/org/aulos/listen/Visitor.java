package org.aulos.listen;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** Speaks to a server as a page would, or as one would that should not. */
final class Visitor {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final URI address;
  private String key = "";

  Visitor(URI address) {
    this.address = address;
  }

  /**
   * What came back.
   *
   * @param response status, headers and the bytes of the body
   */
  record Reply(HttpResponse<byte[]> response) {
    int status() {
      return response.statusCode();
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    String text() {
      return new String(response.body(), StandardCharsets.UTF_8);
    }

    JsonNode json() {
      try {
        return JSON.readTree(text());
      } catch (JacksonException e) {
        throw new AssertionError("not JSON: " + text(), e);
      }
    }
  }

  HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(path));
    return key.isEmpty() ? request : request.header(Request.RATER, key);
  }

  static Reply send(HttpRequest.Builder request) {
    try {
      return new Reply(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  Reply get(String path, String... headers) {
    HttpRequest.Builder request = request(path);
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  HttpRequest.Builder with(String method, String path, String json) {
    return request(path)
        .header("Content-Type", "application/json")
        .method(method, HttpRequest.BodyPublishers.ofString(json));
  }

  Reply put(String path, String json) {
    return send(with("PUT", path, json));
  }

  /** Says who it is; keeps the key if it is let in. */
  Reply join(String name, boolean resume) {
    Reply reply =
        send(
            with(
                "POST",
                "/api/raters",
                "{\"name\": \"%s\", \"resume\": %s}".formatted(name, resume)));
    key = reply.json().path("key").asText("");
    return reply;
  }

  String key() {
    return key;
  }
}
