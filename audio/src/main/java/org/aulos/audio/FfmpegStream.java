package org.aulos.audio;

import static org.aulos.audio.FfmpegInput.allocated;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_find_input_format;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale;

import java.io.IOException;
import java.util.OptionalLong;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;

/** The audio stream of one open file, taken out of its container by libavformat. */
final class FfmpegStream implements AutoCloseable {
  static {
    FfmpegLog.install();
  }

  private final FileBytes file;
  private final FfmpegInput input;
  private final AVFormatContext format;
  private int index = -1;

  private FfmpegStream(FileBytes file, FfmpegInput input, AVFormatContext format) {
    this.file = file;
    this.input = input;
    this.format = format;
  }

  /**
   * Opens the file's best audio stream.
   *
   * @param demuxer FFmpeg's name of the container, so that FFmpeg need not guess
   */
  static FfmpegStream open(FileBytes file, String demuxer) throws IOException {
    FfmpegLog.clear();
    FfmpegInput input = new FfmpegInput(file);
    AVFormatContext format = allocated(avformat_alloc_context());
    format.pb(input.context());
    format.flags(format.flags() | AVFormatContext.AVFMT_FLAG_CUSTOM_IO);
    AVDictionary none = null;
    int code = avformat_open_input(format, "", av_find_input_format(demuxer), none);
    if (code < 0) { // FFmpeg has freed the context.
      input.close();
      input.rethrow();
      throw file.error("the %s header is damaged: %s", demuxer, FfmpegLog.describe(code));
    }
    FfmpegStream stream = new FfmpegStream(file, input, format);
    try {
      stream.select();
      return stream;
    } catch (IOException | RuntimeException e) {
      stream.close();
      throw e;
    }
  }

  private void select() throws IOException {
    AVDictionary none = null;
    check(avformat_find_stream_info(format, none), "its streams cannot be made out");
    AVCodec any = null;
    index = av_find_best_stream(format, AVMEDIA_TYPE_AUDIO, -1, -1, any, 0);
    check(index, "holds no audio stream that can be decoded");
    for (int i = 0; i < format.nb_streams(); i++) {
      format.streams(i).discard(i == index ? avcodec.AVDISCARD_DEFAULT : avcodec.AVDISCARD_ALL);
    }
    Limits.channels(file, channels(), "the channel count of its audio stream");
    Limits.sampleRate(file, sampleRate(), "the sample rate of its audio stream");
  }

  /** Throws what a negative code means, the file system's own word first. */
  void check(int code, String problem) throws IOException {
    if (code < 0) {
      input.rethrow();
      throw file.error("%s: %s", problem, FfmpegLog.describe(code));
    }
  }

  AVStream stream() {
    return format.streams(index);
  }

  /** FFmpeg's name of the codec. */
  String codec() {
    return avcodec_get_name(stream().codecpar().codec_id()).getString();
  }

  int sampleRate() {
    return stream().codecpar().sample_rate();
  }

  int channels() {
    return stream().codecpar().ch_layout().nb_channels();
  }

  /** The duration that the container declares, in frames. */
  OptionalLong declaredFrames() {
    long duration = stream().duration();
    if (duration <= 0 || duration == AV_NOPTS_VALUE) {
      return OptionalLong.empty();
    }
    AVRational unit = stream().time_base();
    return OptionalLong.of(av_rescale(duration, (long) unit.num() * sampleRate(), unit.den()));
  }

  /**
   * Reads the next packet of the audio stream.
   *
   * @return false at the end of the file
   */
  boolean next(AVPacket packet) throws IOException {
    int code;
    do {
      avcodec.av_packet_unref(packet);
      code = av_read_frame(format, packet);
    } while (code >= 0 && packet.stream_index() != index);
    if (code == AVERROR_EOF) {
      input.rethrow();
      return false;
    }
    check(code, "reading stopped");
    return true;
  }

  @Override
  public void close() {
    avformat_close_input(format);
    input.close();
  }
}
