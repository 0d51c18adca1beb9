package org.aulos.runtime.models;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A publisher of models on this machine, as well-behaved as a test wants it. */
final class ModelServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  /** Ranges that were asked for, in order; "whole" where none was. */
  final List<String> asked = new CopyOnWriteArrayList<>();

  /** Hosts that were asked for, in order. */
  final List<String> hosts = new CopyOnWriteArrayList<>();

  ModelServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  URI address(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }

  /** Answers requests for {@code path} by these, one after the other; the last one stays. */
  URI answer(String path, HttpHandler... handlers) {
    Queue<HttpHandler> queue = new ArrayDeque<>(List.of(handlers));
    server.createContext(
        path,
        exchange -> {
          String range = exchange.getRequestHeaders().getFirst("Range");
          asked.add(range == null ? "whole" : range);
          hosts.add(String.valueOf(exchange.getRequestHeaders().getFirst("Host")));
          HttpHandler next;
          synchronized (queue) {
            next = queue.size() > 1 ? queue.remove() : queue.element();
          }
          try (exchange) {
            next.handle(exchange);
          }
        });
    return address(path);
  }

  /** All bytes, whatever was asked for. */
  static HttpHandler whole(byte[] bytes) {
    return exchange -> send(exchange, 200, bytes, bytes.length);
  }

  /** A server that knows ranges, and tells files apart by {@code etag}. */
  static HttpHandler ranges(byte[] bytes, String etag) {
    return ranges(bytes, etag, true);
  }

  /** A server that knows ranges, but does not look whether the file is still the same. */
  static HttpHandler carelessRanges(byte[] bytes, String etag) {
    return ranges(bytes, etag, false);
  }

  private static HttpHandler ranges(byte[] bytes, String etag, boolean careful) {
    return exchange -> {
      exchange.getResponseHeaders().set("ETag", etag);
      Headers headers = exchange.getRequestHeaders();
      String range = headers.getFirst("Range");
      String condition = headers.getFirst("If-Range");
      if (range == null || (careful && condition != null && !condition.equals(etag))) {
        send(exchange, 200, bytes, bytes.length);
        return;
      }
      int from = Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
      exchange
          .getResponseHeaders()
          .set("Content-Range", "bytes %d-%d/%d".formatted(from, bytes.length - 1, bytes.length));
      byte[] rest = Arrays.copyOfRange(bytes, from, bytes.length);
      send(exchange, 206, rest, rest.length);
    };
  }

  /** Promises all bytes and sends some; leaves the client the time to take them. */
  static HttpHandler cutOff(byte[] bytes, int after, String etag) {
    return exchange -> {
      exchange.getResponseHeaders().set("ETag", etag);
      send(exchange, 200, Arrays.copyOf(bytes, after), bytes.length);
      sleep(200);
    };
  }

  private static void sleep(int millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Bytes of no stated length. */
  static HttpHandler chunked(byte[] bytes) {
    return exchange -> send(exchange, 200, bytes, 0);
  }

  static HttpHandler status(int code) {
    return exchange -> exchange.sendResponseHeaders(code, -1);
  }

  static HttpHandler redirect(String target) {
    return exchange -> {
      exchange.getResponseHeaders().set("Location", target);
      exchange.sendResponseHeaders(302, -1);
    };
  }

  static HttpHandler page(String html) {
    return exchange -> {
      exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
      byte[] bytes = html.getBytes(java.nio.charset.StandardCharsets.UTF_8);
      send(exchange, 200, bytes, bytes.length);
    };
  }

  /** A byte every 20 ms, for longer than any test waits. */
  static HttpHandler drip() {
    return exchange -> {
      exchange.sendResponseHeaders(200, 100_000);
      for (int i = 0; i < 1000; i++) {
        exchange.getResponseBody().write(i);
        exchange.getResponseBody().flush();
        sleep(20);
      }
    };
  }

  /** No answer for longer than any test waits. */
  static HttpHandler silence() {
    return exchange -> sleep(20_000);
  }

  private static void send(HttpExchange exchange, int code, byte[] bytes, long promised)
      throws IOException {
    exchange.sendResponseHeaders(code, promised);
    exchange.getResponseBody().write(bytes);
    exchange.getResponseBody().flush();
  }

  @Override
  public void close() {
    threads.shutdownNow();
    server.stop(0);
  }
}
