package org.aulos.runtime.models;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.aulos.api.AulosException;
import org.aulos.runtime.AulosVersion;
import org.jspecify.annotations.Nullable;

/**
 * Fetches files by HTTP. What has arrived stays when a transfer ends early, and the next one goes
 * on from there if the server can tell that the file is still the same (RFC 9110, sections 13 and
 * 14).
 */
public final class Downloader {
  private static final int BUFFER = 1 << 16;
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  /** Answers after which the same request may succeed. */
  private static final Set<Integer> PASSING = Set.of(408, 425, 429, 500, 502, 503, 504);

  private static final Pattern RANGE = Pattern.compile("bytes (\\d+)-(\\d+)/(\\d+|\\*)");
  private static final Pattern SECONDS = Pattern.compile("\\d{1,6}");

  private final HttpClient client;
  private final DownloadLimits limits;

  /**
   * A downloader.
   *
   * @param proxies which proxy leads to an address
   */
  public Downloader(DownloadLimits limits, ProxySelector proxies) {
    this.limits = limits;
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(limits.connect())
            .followRedirects(HttpClient.Redirect.NEVER) // each is checked, see Redirects
            .version(HttpClient.Version.HTTP_1_1) // one transfer gains nothing by streams
            .proxy(proxies)
            .build();
  }

  /**
   * A downloader with {@link DownloadLimits#DEFAULTS} that goes through the proxy of the system
   * properties ({@code https.proxyHost}), or else of the environment ({@code HTTPS_PROXY}).
   *
   * @throws org.aulos.api.OptionsException if the environment names a proxy that is none
   */
  public static Downloader of(Map<String, String> environment) {
    return new Downloader(
        DownloadLimits.DEFAULTS, new ProxyRules(environment, ProxySelector.getDefault()));
  }

  /** A failure that may pass. */
  private static final class Passing extends IOException {
    private static final long serialVersionUID = 1L;

    /** How long the server asks to wait; null if it does not say. */
    private final transient @Nullable Duration wait;

    Passing(String message, @Nullable Duration wait) {
      super(message);
      this.wait = wait;
    }
  }

  /**
   * Fetches {@code file} from one of its addresses into {@code part}, as a whole.
   *
   * @throws AulosException if that cannot be done; what has arrived stays if it may be of use
   */
  void fetch(
      URI address, ModelFile file, PartFile part, StoreLimits store, TransferListener listener) {
    for (int attempt = 1; ; attempt++) {
      try {
        attempt(address, file, part, store, listener);
        return;
      } catch (IOException e) {
        if (isHostUnknown(e)) {
          throw new AulosException(
              ("cannot download %s: its host is not known here; is there a network, or a proxy to"
                      + " name in HTTPS_PROXY? Without one --from takes the file from a folder.")
                  .formatted(Redirects.shown(address)),
              e);
        }
        if (attempt == limits.attempts()) {
          throw new AulosException(
              "cannot download %s: %s (tried %d times).%s"
                  .formatted(
                      Redirects.shown(address),
                      reason(e),
                      attempt,
                      part.isEmpty()
                          ? ""
                          : " What has arrived is kept; the same command goes on from there."),
              e);
        }
        Duration pause = pause(attempt, e);
        listener.told(
            "%s: %s; trying again in %.1f s"
                .formatted(file.name(), reason(e), pause.toMillis() / 1e3));
        sleep(pause);
      }
    }
  }

  /** What no further attempt mends. */
  private static boolean isHostUnknown(IOException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnresolvedAddressException) {
        return true;
      }
    }
    return false;
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private Duration pause(int attempt, IOException failure) {
    Duration asked = failure instanceof Passing passing ? passing.wait : null;
    Duration pause =
        asked == null ? limits.pause().multipliedBy(1L << Math.min(attempt - 1, 10)) : asked;
    return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
  }

  private static void sleep(Duration pause) {
    try {
      TimeUnit.NANOSECONDS.sleep(pause.toNanos());
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static AulosException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new AulosException("interrupted; the same command goes on where this one ended", e);
  }

  private void attempt(
      URI address, ModelFile file, PartFile part, StoreLimits store, TransferListener listener)
      throws IOException {
    long present = part.length();
    Optional<PartFile.Note> resumed =
        part.note().filter(note -> resumable(note, address, file, present));
    if (resumed.isPresent() && present == resumed.get().total()) {
      return;
    }
    HttpResponse<InputStream> response = request(address, resumed.orElse(null), present);
    try (InputStream body = response.body()) {
      long total = begin(address, file, part, resumed.orElse(null), response);
      check(address, file, total, part, store);
      listener.started(file.name(), part.length(), total);
      try {
        copy(body, address, file.bound(store.maxBytes()), part, listener);
      } finally {
        listener.finished();
      }
      long due = file.bytes() == null ? total : file.bytes();
      if (due >= 0 && part.length() < due) {
        throw new Passing("it ended after %d of %d bytes".formatted(part.length(), due), null);
      }
      part.complete();
    }
  }

  /** Without a validator nobody but the digest can tell that the rest belongs to the beginning. */
  private static boolean resumable(PartFile.Note note, URI address, ModelFile file, long present) {
    return note.address().equals(address.toString())
        && (note.validator() != null || file.digestKnown())
        && (note.total() < 0 || present <= note.total());
  }

  private HttpResponse<InputStream> request(
      URI address, PartFile.@Nullable Note resumed, long present) throws IOException {
    Redirects redirects = new Redirects(address, limits.redirects());
    URI at = address;
    while (true) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(at).header("User-Agent", "aulos/" + AulosVersion.current());
      if (resumed != null) {
        request.header("Range", "bytes=" + present + "-");
        if (resumed.validator() != null) {
          request.header("If-Range", resumed.validator());
        }
      }
      HttpResponse<InputStream> response = send(request.build());
      if (!Redirects.isRedirect(response.statusCode())) {
        return response;
      }
      response.body().close();
      at = redirects.next(at, response.headers().firstValue("location").orElse(""));
    }
  }

  /** Not the time-out of the request: from JDK 26 on that one covers the body too. */
  private HttpResponse<InputStream> send(HttpRequest request) throws IOException {
    CompletableFuture<HttpResponse<InputStream>> response =
        client.sendAsync(request, HttpResponse.BodyHandlers.ofInputStream());
    try {
      return response.get(limits.response().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      response.cancel(true);
      throw new Passing("no answer within %s s".formatted(seconds(limits.response())), null);
    } catch (InterruptedException e) {
      response.cancel(true);
      throw interrupted(e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IllegalStateException("the HTTP client failed: " + e.getCause(), e);
    }
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1e3;
  }

  /**
   * Makes {@code part} ready for the body of {@code response}; returns the size of the file, or -1.
   */
  private static long begin(
      URI address,
      ModelFile file,
      PartFile part,
      PartFile.@Nullable Note resumed,
      HttpResponse<?> response)
      throws IOException {
    HttpHeaders headers = response.headers();
    switch (response.statusCode()) {
      case 200 -> {
        refuseWebPage(address, file, headers);
        long total = headers.firstValueAsLong("content-length").orElse(-1);
        refuseOpenEnd(address, file, total, headers);
        part.begin(new PartFile.Note(address.toString(), validator(headers), total));
        return total;
      }
      case 206 -> {
        if (resumed == null || !continues(part.length(), resumed, headers)) {
          part.discard();
          throw new Passing("the server sent another part than it was asked for", null);
        }
        return total(headers);
      }
      case 416 -> {
        part.discard();
        throw new Passing("the server has no more of the file than has arrived", null);
      }
      default -> throw refused(address, response);
    }
  }

  private static IOException refused(URI address, HttpResponse<?> response) {
    int code = response.statusCode();
    if (PASSING.contains(code)) {
      Duration wait =
          response
              .headers()
              .firstValue("retry-after")
              .filter(value -> SECONDS.matcher(value).matches())
              .map(value -> Duration.ofSeconds(Long.parseLong(value)))
              .orElse(null);
      return new Passing("the server answers " + code, wait);
    }
    throw new AulosException(
        "%s answers %d%s".formatted(Redirects.shown(address), code, meaning(code)));
  }

  private static String meaning(int code) {
    return switch (code) {
      case 401, 403 -> ": it is not open to everyone, or not from here";
      case 404, 410 -> ": the file is not there any more";
      case 407 -> ": the proxy asks for a password, which Aulos cannot give";
      default -> "";
    };
  }

  /** Retired addresses like to answer with a page for people. */
  private static void refuseWebPage(URI address, ModelFile file, HttpHeaders headers) {
    if (headers.firstValue("content-type").orElse("").startsWith("text/html")
        && !file.name().endsWith(".html")) {
      throw new AulosException(
          "%s answers with a web page instead of %s"
              .formatted(Redirects.shown(address), file.name()));
    }
  }

  /** A body that lasts until the connection closes looks whole when it is cut off. */
  private static void refuseOpenEnd(URI address, ModelFile file, long total, HttpHeaders headers) {
    boolean endMarked = total >= 0 || headers.firstValue("transfer-encoding").isPresent();
    if (!endMarked && file.bytes() == null && !file.digestKnown()) {
      throw new AulosException(
          "%s does not say how long it is, so nobody could tell whether it came as a whole"
              .formatted(Redirects.shown(address)));
    }
  }

  /** A weak ETag does not promise the same bytes, so it is of no use here. */
  private static @Nullable String validator(HttpHeaders headers) {
    return headers
        .firstValue("etag")
        .filter(tag -> tag.startsWith("\""))
        .or(() -> headers.firstValue("last-modified"))
        .orElse(null);
  }

  private static boolean continues(long present, PartFile.Note noted, HttpHeaders headers) {
    Matcher range = RANGE.matcher(headers.firstValue("content-range").orElse(""));
    String tag = headers.firstValue("etag").orElse("");
    boolean same =
        tag.isEmpty()
            || noted.validator() == null
            || !noted.validator().startsWith("\"")
            || tag.equals(noted.validator());
    return same
        && range.matches()
        && range.group(1).equals(String.valueOf(present))
        && (noted.total() < 0 || total(headers) < 0 || total(headers) == noted.total());
  }

  private static long total(HttpHeaders headers) {
    Matcher range = RANGE.matcher(headers.firstValue("content-range").orElse(""));
    return range.matches() && range.group(3).matches("\\d{1,18}")
        ? Long.parseLong(range.group(3))
        : -1;
  }

  private static void check(
      URI address, ModelFile file, long total, PartFile part, StoreLimits store)
      throws IOException {
    long bound = file.bound(store.maxBytes());
    boolean wrong = file.bytes() != null && total >= 0 && total != file.bytes();
    if (wrong || total > bound) {
      part.discard();
      throw new AulosException(
          "%s has %d bytes but %s %d were expected; nothing was downloaded"
              .formatted(Redirects.shown(address), total, wrong ? "exactly" : "at most", bound));
    }
    DiskSpace.require(part.folder(), Math.max(0, total - part.length()), store.spareBytes());
  }

  private void copy(
      InputStream body, URI address, long bound, PartFile part, TransferListener listener)
      throws IOException {
    byte[] buffer = new byte[BUFFER];
    long present = part.length();
    try (OutputStream out = part.append();
        Pace pace = new Pace(body, limits)) {
      try {
        for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
          present += read;
          if (present > bound) {
            part.discard();
            throw new AulosException(
                "%s has more than the %d bytes that were expected; what had arrived was removed"
                    .formatted(Redirects.shown(address), bound));
          }
          out.write(buffer, 0, read);
          pace.advance(read);
          listener.advanced(present);
        }
        if (pace.lost()) {
          throw new IOException("closed");
        }
      } catch (IOException e) {
        throw pace.lost()
            ? new Passing(
                "less than %d bytes/s for %s s"
                    .formatted(limits.minRate(), seconds(limits.window())),
                null)
            : e;
      }
    }
  }
}
