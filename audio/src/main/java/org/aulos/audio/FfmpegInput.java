package org.aulos.audio;

import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_SIZE;
import static org.bytedeco.ffmpeg.global.avformat.avio_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avio_context_free;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.av_free;
import static org.bytedeco.ffmpeg.global.avutil.av_malloc;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.Read_packet_Pointer_BytePointer_int;
import org.bytedeco.ffmpeg.avformat.Seek_Pointer_long_int;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * One file as FFmpeg's input. FFmpeg never opens a path itself, so a playlist cannot lead it to
 * another file or to the network, and every path that Java can open works, whatever its encoding.
 */
final class FfmpegInput implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 15;

  // One pair of callbacks for the process, because JavaCPP has room for ten of a kind; the opaque
  // pointer that FFmpeg hands back tells which file is meant.
  private static final Map<Long, FfmpegInput> OPEN = new ConcurrentHashMap<>();
  private static final Read READ = new Read();
  private static final Seek SEEK = new Seek();

  private final FileBytes file;
  private final Pointer handle;
  private final AVIOContext context;
  private long position;
  private @Nullable IOException failure;

  FfmpegInput(FileBytes file) {
    this.file = file;
    handle = allocated(av_malloc(1));
    OPEN.put(handle.address(), this);
    BytePointer buffer = new BytePointer(allocated(av_malloc(BUFFER_BYTES)));
    context = allocated(avio_alloc_context(buffer, BUFFER_BYTES, 0, handle, READ, null, SEEK));
  }

  /** Native memory, or the error that Java knows for its lack. */
  static <P extends Pointer> P allocated(@Nullable P pointer) {
    if (pointer == null || pointer.isNull()) {
      throw new OutOfMemoryError("native memory for an audio decoder");
    }
    return pointer;
  }

  AVIOContext context() {
    return context;
  }

  /** Throws what the file system said, which FFmpeg only knows as a number. */
  void rethrow() throws IOException {
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public void close() {
    OPEN.remove(handle.address());
    av_free(context.buffer());
    avio_context_free(context);
    av_free(handle);
  }

  private int read(BytePointer target, int count) {
    ByteBuffer bytes = target.capacity(count).asByteBuffer();
    try {
      int read = file.read(position, bytes);
      if (read <= 0) {
        return AVERROR_EOF;
      }
      position += read;
      return read;
    } catch (IOException e) {
      failure = e;
      return avutil.AVERROR_EIO();
    }
  }

  private long seek(long offset, int whence) {
    switch (whence & 0xFFFF) {
      case 0 -> position = offset;
      case 1 -> position += offset;
      case 2 -> position = file.size() + offset;
      default -> {
        return -1;
      }
    }
    return position;
  }

  private static final class Read extends Read_packet_Pointer_BytePointer_int {
    @Override
    public int call(Pointer opaque, BytePointer target, int count) {
      FfmpegInput input = OPEN.get(opaque.address());
      return input == null ? AVERROR_EOF : input.read(target, count);
    }
  }

  private static final class Seek extends Seek_Pointer_long_int {
    @Override
    public long call(Pointer opaque, long offset, int whence) {
      FfmpegInput input = OPEN.get(opaque.address());
      if (input == null) {
        return -1;
      }
      return (whence & AVSEEK_SIZE) != 0 ? input.file.size() : input.seek(offset, whence);
    }
  }
}
