package org.aulos.listen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A browser without a window, driven by its DevTools protocol. */
final class Chromium implements AutoCloseable {
  private static final List<Path> BINARIES =
      Stream.of("chromium", "chromium-browser", "google-chrome")
          .map(name -> Path.of("/usr/bin", name))
          .toList();
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final int PATIENCE_SECONDS = 60;

  private final Process process;
  private final String endpoint;

  private Chromium(Process process, String endpoint) {
    this.process = process;
    this.endpoint = endpoint;
  }

  static boolean installed() {
    return BINARIES.stream().anyMatch(Files::isExecutable);
  }

  static Chromium start(Path profile) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                BINARIES.stream().filter(Files::isExecutable).findFirst().orElseThrow().toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--mute-audio",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(profile.resolve("log.txt").toFile())
            .start();
    Path port = profile.resolve("DevToolsActivePort");
    for (int i = 0; i < PATIENCE_SECONDS * 10; i++) {
      if (Files.exists(port) && Files.readAllLines(port).size() > 1) {
        return new Chromium(process, "http://127.0.0.1:" + Files.readAllLines(port).get(0));
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    process.destroyForcibly();
    throw new AssertionError(
        "Chromium did not start: " + Files.readString(profile.resolve("log.txt")));
  }

  /** Opens a page in a tab of its own. */
  Tab open(URI page) throws IOException, InterruptedException {
    JsonNode target = JSON.readTree(ask("PUT", "/json/new?about:blank"));
    Tab tab = new Tab(target.get("id").asText(), target.get("webSocketDebuggerUrl").asText());
    tab.call("Page.navigate", Map.of("url", page.toString()));
    tab.await("document.readyState === 'complete' && location.protocol === 'http:'");
    return tab;
  }

  private String ask(String method, String path) throws IOException, InterruptedException {
    return HTTP.send(
            HttpRequest.newBuilder(URI.create(endpoint + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  @Override
  public void close() {
    try {
      JsonNode browser = JSON.readTree(ask("GET", "/json/version"));
      // Told to, it tidies up behind itself.
      new Tab("", browser.get("webSocketDebuggerUrl").asText()).call("Browser.close", Map.of());
      process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  /** A tab: what is seen in it, and its keyboard. There is no mouse. */
  final class Tab implements WebSocket.Listener {
    private static final int SHIFT = 8;

    /** Codes of keys that are no letters. */
    private static final Map<String, Integer> CODES =
        Map.of("Tab", 9, "Enter", 13, " ", 32, "ArrowLeft", 37, "ArrowRight", 39);

    private final String id;
    private final WebSocket socket;
    private final StringBuilder message = new StringBuilder();
    private final AtomicInteger calls = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();

    private Tab(String id, String address) {
      this.id = id;
      this.socket = HTTP.newWebSocketBuilder().buildAsync(URI.create(address), this).join();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      message.append(data);
      if (last) {
        try {
          JsonNode reply = JSON.readTree(message.toString());
          CompletableFuture<JsonNode> call = waiting.remove(reply.path("id").asInt(-1));
          if (call != null) {
            call.complete(reply);
          }
        } catch (IOException e) {
          throw new AssertionError(e);
        }
        message.setLength(0);
      }
      from.request(1);
      return CompletableFuture.completedFuture(null);
    }

    JsonNode call(String method, Map<String, ?> parameters) {
      int number = calls.incrementAndGet();
      ObjectNode call = JSON.createObjectNode().put("id", number).put("method", method);
      call.set("params", JSON.valueToTree(parameters));
      CompletableFuture<JsonNode> reply = new CompletableFuture<>();
      waiting.put(number, reply);
      socket.sendText(call.toString(), true).join();
      try {
        JsonNode result = reply.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (result.has("error")) {
          throw new AssertionError(method + ": " + result);
        }
        return result.get("result");
      } catch (InterruptedException | ExecutionException | TimeoutException e) {
        throw new AssertionError(method, e);
      }
    }

    /** The value of an expression in the page. */
    JsonNode see(String expression) {
      JsonNode result =
          call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true));
      if (result.has("exceptionDetails")) {
        throw new AssertionError(expression + ": " + result);
      }
      return result.get("result").path("value");
    }

    String text(String selector) {
      return see("document.querySelector(\"" + selector + "\")?.textContent ?? ''").asText();
    }

    /** Waits until an expression holds. */
    void await(String expression) throws InterruptedException {
      for (int i = 0; i < PATIENCE_SECONDS * 20; i++) {
        if (see(expression).asBoolean()) {
          return;
        }
        TimeUnit.MILLISECONDS.sleep(50);
      }
      throw new AssertionError(
          "did not come true: " + expression + "; the page: " + see("document.body.innerText"));
    }

    void awaitTitle(String title) throws InterruptedException {
      await("document.querySelector('h1')?.textContent === '" + title + "'");
    }

    void press(String key) {
      press(key, 0);
    }

    void pressBackwards() {
      press("Tab", SHIFT);
    }

    private void press(String key, int modifiers) {
      int code = CODES.getOrDefault(key, (int) key.charAt(0));
      String text = key.equals("Enter") ? "\r" : key.length() == 1 ? key : "";
      for (String type : List.of("keyDown", "keyUp")) {
        call(
            "Input.dispatchKeyEvent",
            Map.of(
                "type", type,
                "key", key,
                "windowsVirtualKeyCode", code,
                "modifiers", modifiers,
                "text", type.equals("keyDown") ? text : ""));
      }
    }

    void type(String text) {
      text.chars().forEach(letter -> press(String.valueOf((char) letter)));
    }

    /** Goes on with the tab key until the focus is on what a selector names. */
    void tabTo(String selector) {
      for (int i = 0; i < 60; i++) {
        if (see("document.activeElement.matches(\"" + selector + "\")").asBoolean()) {
          return;
        }
        press("Tab");
      }
      throw new AssertionError("the tab key does not lead to " + selector);
    }

    /** Ends the tab without asking it. */
    void kill() throws IOException, InterruptedException {
      ask("GET", "/json/close/" + id);
    }

    void size(int width, int height, boolean dark) {
      call(
          "Emulation.setDeviceMetricsOverride",
          Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 500));
      call(
          "Emulation.setEmulatedMedia",
          Map.of(
              "features",
              List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    }

    /** A picture of the whole page. */
    Path picture(String name) throws IOException {
      JsonNode shot =
          call("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true));
      Path file = Path.of("target", "screenshots", name + ".png");
      Files.createDirectories(file.getParent());
      return Files.write(file, Base64.getDecoder().decode(shot.get("data").asText()));
    }
  }
}
