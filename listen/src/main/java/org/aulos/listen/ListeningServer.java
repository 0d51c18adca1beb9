package org.aulos.listen;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.aulos.api.AulosException;
import org.aulos.runtime.AtomicFiles;
import org.aulos.runtime.ProgressListener;

/**
 * Serves a study to raters on this machine: the loopback interface alone, no network, nothing from
 * elsewhere. Every answer is on the disk before the page hears that it is stored, so a killed
 * process or a closed tab loses none.
 *
 * <p>What a rater's browser receives does not say which system a clip is of: clips are called A, B,
 * … in an order of the rater's own, their addresses are random, they are all of one format, and all
 * are prepared before the first is heard.
 */
public final class ListeningServer implements AutoCloseable {
  private static final String CLIPS = "clips";
  private static final String LOCK = "lock";

  /**
   * A browser keeps at most six connections open, and more than ten raters do not share a machine.
   */
  private static final int THREADS = 64;

  private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT");

  private final HttpServer server;
  private final ExecutorService workers;
  private final Answers answers;
  private final FileChannel lock;
  private final StudyApi api;
  private final ClipAddresses addresses;
  private final ProgressListener progress;

  private ListeningServer(
      HttpServer server,
      Study study,
      Answers answers,
      FileChannel lock,
      Map<ClipKey, Path> clips,
      ProgressListener progress) {
    this.server = server;
    this.answers = answers;
    this.lock = lock;
    this.progress = progress;
    this.addresses = new ClipAddresses(answers.secret(), clips);
    this.api = new StudyApi(study, answers, addresses);
    this.workers = Executors.newFixedThreadPool(THREADS, ListeningServer::daemon);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "listen");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Prepares the clips of a study and begins to serve it.
   *
   * @param study the study
   * @param folder where answers and prepared clips are kept; made if it is not there
   * @param port 0 for any that is free
   * @param progress hears of the preparation, and later of answers that could not be stored; called
   *     from several threads
   * @throws org.aulos.runtime.IncomparableException if the folder holds answers to another state of
   *     the study
   * @throws AulosException if a clip cannot be played, the folder is in use, or the port is taken
   */
  public static ListeningServer start(
      Study study, Path folder, int port, ProgressListener progress) {
    AtomicFiles.createFolder(folder);
    FileChannel lock = lock(folder);
    boolean started = false;
    Answers answers = null;
    HttpServer http = null;
    try {
      http = bind(port); // first, for the clips take a while
      answers = Answers.open(folder);
      answers.claim(study);
      Map<ClipKey, Path> clips = MatchedClips.write(study, folder.resolve(CLIPS), progress);
      ListeningServer server = new ListeningServer(http, study, answers, lock, clips, progress);
      server.begin();
      started = true;
      return server;
    } finally {
      if (!started) {
        if (http != null) {
          http.stop(0);
        }
        if (answers != null) {
          answers.close();
        }
        close(lock);
      }
    }
  }

  private void begin() {
    answers.raters().forEach(addresses::admit);
    server.createContext("/", this::handle);
    server.setExecutor(workers);
    server.start();
  }

  private static HttpServer bind(int port) {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    try {
      return HttpServer.create(address, 0);
    } catch (BindException e) {
      throw new AulosException(
          "port %d cannot be used (%s); choose another, or leave --port out for a free one"
              .formatted(port, e.getMessage()),
          e);
    } catch (IOException e) {
      throw new AulosException("cannot serve on " + address + ": " + e.getMessage(), e);
    }
  }

  /** Keeps a second server from the same folder; the lock goes with the process that holds it. */
  private static FileChannel lock(Path folder) {
    try {
      FileChannel channel =
          FileChannel.open(
              folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!locked(channel)) {
        channel.close();
        throw new AulosException(
            folder + " is in use by another 'aulos listen'; raters may share that one's address");
      }
      return channel;
    } catch (IOException e) {
      throw new AulosException("cannot use the folder " + folder + ": " + e.getMessage(), e);
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false; // held within this process
    }
  }

  /** Where the page is, for a browser on this machine. */
  public URI address() {
    InetSocketAddress address = server.getAddress();
    return URI.create(
        "http://%s:%d/".formatted(address.getAddress().getHostAddress(), address.getPort()));
  }

  /** The database that holds the answers. */
  public Path answers() {
    return answers.file();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Request request = new Request(exchange);
      secure(request);
      try {
        request.requireLoopback();
        route(request);
      } catch (Refusal e) {
        request.refuse(e);
      } catch (AulosException e) {
        progress.warned(String.valueOf(e.getMessage()));
        request.refuse(new Refusal(500, String.valueOf(e.getMessage())));
      } catch (RuntimeException e) {
        progress.warned("a request failed: " + e);
        request.refuse(new Refusal(500, "a fault of Aulos: " + e));
        throw e;
      }
    }
  }

  private static void secure(Request request) {
    request.header("Content-Security-Policy", Pages.POLICY);
    request.header("X-Content-Type-Options", "nosniff");
    request.header("Referrer-Policy", "no-referrer");
    request.header("Cross-Origin-Resource-Policy", "same-origin");
    request.header("Cross-Origin-Opener-Policy", "same-origin");
    request.header("Cache-Control", "no-store");
  }

  private void route(Request request) throws IOException {
    if (!METHODS.contains(request.method())) {
      throw new Refusal(405, "expected one of " + METHODS);
    }
    List<String> path = request.path();
    String first = path.get(0);
    if (first.equals("api") && path.size() > 1) {
      request.requireOwnOrigin();
      api.serve(request);
      return;
    }
    if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
      throw new Refusal(405, "expected GET");
    }
    if (first.equals("audio") && path.size() == 2) {
      request.requireOwnOrigin();
      addresses.serve(request, path.get(1));
      return;
    }
    Pages.named(String.join("/", path))
        .orElseThrow(() -> new Refusal(404, "there is nothing of that name"))
        .serve(request);
  }

  /** Ends the service; answers that came in are stored. */
  @Override
  public void close() {
    server.stop(0);
    workers.shutdownNow();
    answers.close();
    close(lock);
  }

  private static void close(FileChannel lock) {
    try {
      lock.close();
    } catch (IOException e) {
      throw new AulosException("cannot leave the folder of the answers: " + e.getMessage(), e);
    }
  }
}
