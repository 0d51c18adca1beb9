package org.aulos.audio;

import java.nio.charset.StandardCharsets;
import org.bytedeco.ffmpeg.avutil.LogCallback;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;

/**
 * Keeps FFmpeg off the console and remembers, for each thread, its last error line, which often
 * says more than the error code.
 */
final class FfmpegLog extends LogCallback {
  private static final ThreadLocal<String> LAST = new ThreadLocal<>();

  // Held here because FFmpeg keeps only the native half.
  private static final FfmpegLog INSTANCE = new FfmpegLog();

  private FfmpegLog() {}

  /** Takes over FFmpeg's log, once for the process. */
  static void install() {
    if (avutil.av_log_get_level() != avutil.AV_LOG_ERROR) {
      avutil.av_log_set_level(avutil.AV_LOG_ERROR);
    }
    avutil.setLogCallback(INSTANCE);
  }

  /** Forgets what was logged on this thread. */
  static void clear() {
    LAST.remove();
  }

  /** The error code in words, with the last line that this thread logged. */
  static String describe(int code) {
    byte[] text = new byte[128];
    avutil.av_strerror(code, text, text.length);
    int length = 0;
    while (length < text.length && text[length] != 0) {
      length++;
    }
    String error = new String(text, 0, length, StandardCharsets.UTF_8);
    String line = LAST.get();
    return line == null ? error : error + " (" + line + ")";
  }

  @Override
  public void call(int level, BytePointer message) {
    if (level <= avutil.AV_LOG_ERROR) {
      // The address of the codec that complains differs at each run and tells nobody anything.
      LAST.set(message.getString().strip().replaceAll(" @ 0x[0-9a-f]+\\]", "]"));
    }
  }
}
