package org.aulos.listen;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Addresses of clips that say nothing: other ones for each rater, the same after a restart. Only
 * those of raters who have joined lead anywhere.
 */
final class ClipAddresses {
  private static final String HMAC = "HmacSHA256";
  private static final int TOKEN_BYTES = 16;
  private static final int BUFFER = 1 << 16;

  private final byte[] secret;
  private final Map<ClipKey, Path> files;
  private final Map<String, Path> known = new ConcurrentHashMap<>();

  ClipAddresses(String secret, Map<ClipKey, Path> files) {
    this.secret = HexFormat.of().parseHex(secret);
    this.files = Map.copyOf(files);
  }

  /** Makes the addresses of a rater lead to the clips. */
  void admit(Rater rater) {
    files.forEach((key, file) -> known.put(token(rater, key), file));
  }

  /** The address of a clip for a rater. */
  String of(Rater rater, ClipKey clip) {
    return "/audio/" + token(rater, clip);
  }

  private String token(Rater rater, ClipKey clip) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(secret, HMAC));
      // Lengths before the texts, so that no two clips are one text.
      String text =
          "%s %d %s %s"
              .formatted(rater.key(), clip.prompt().length(), clip.prompt(), clip.system());
      byte[] full = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
      byte[] token = ByteBuffer.allocate(TOKEN_BYTES).put(full, 0, TOKEN_BYTES).array();
      return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every Java platform has " + HMAC, e);
    }
  }

  /** Serves the clip of a token, or the part of it that is asked for. */
  void serve(Request request, String token) throws IOException {
    Path file = known.get(token);
    if (file == null) {
      throw new Refusal(404, "there is no such clip");
    }
    long size = Files.size(file);
    Optional<ByteRange> range = Optional.empty();
    try {
      range = request.header("Range").flatMap(header -> ByteRange.of(header, size));
    } catch (Refusal e) {
      request.header("Content-Range", "bytes */" + size);
      throw e;
    }
    request.header("Accept-Ranges", "bytes");
    request.header("Content-Type", "audio/wav");
    range.ifPresent(
        part ->
            request.header(
                "Content-Range", "bytes %d-%d/%d".formatted(part.start(), part.end() - 1, size)));
    ByteRange part = range.orElse(new ByteRange(0, size));
    request.begin(range.isPresent() ? 206 : 200, part.length());
    if (!request.method().equals("HEAD")) {
      copy(file, part, request.exchange().getResponseBody());
    }
  }

  private static void copy(Path file, ByteRange part, OutputStream out) throws IOException {
    try (FileChannel in = FileChannel.open(file)) {
      in.position(part.start());
      byte[] buffer = new byte[BUFFER];
      var stream = Channels.newInputStream(in);
      long left = part.length();
      while (left > 0) {
        int read = stream.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (read < 0) {
          throw new IOException(file + " has become shorter");
        }
        out.write(buffer, 0, read);
        left -= read;
      }
    }
  }
}
