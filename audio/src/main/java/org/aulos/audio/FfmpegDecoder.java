package org.aulos.audio;

import static org.aulos.audio.FfmpegInput.allocated;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG2_SKIP_MANUAL;
import static org.bytedeco.ffmpeg.global.avcodec.AV_EF_CRCCHECK;
import static org.bytedeco.ffmpeg.global.avcodec.AV_EF_EXPLODE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_CORRUPT;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import java.io.IOException;
import java.util.OptionalLong;
import org.aulos.api.Waveform;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/**
 * Decodes one {@link FfmpegStream} with libavcodec, in the calling thread alone. The first fault
 * that the decoder reports ends it: nothing is concealed, skipped or shortened.
 */
final class FfmpegDecoder implements AutoCloseable {
  private final FileBytes file;
  private final FfmpegStream stream;
  private final boolean trims;
  private final AVCodecContext codec;
  private final AVPacket packet = allocated(av_packet_alloc());
  private final AVFrame frame = allocated(av_frame_alloc());
  private @Nullable SampleCollector collector;

  /**
   * A decoder of the stream, which stays the caller's to close.
   *
   * @param trims whether libavcodec drops the samples that the container wants dropped
   */
  FfmpegDecoder(FileBytes file, FfmpegStream stream, boolean trims) {
    this.file = file;
    this.stream = stream;
    this.trims = trims;
    this.codec = allocated(avcodec_alloc_context3(null));
  }

  /**
   * Decodes the excerpt.
   *
   * @param declared frames that the file declares, if it does
   */
  Waveform decode(Excerpt excerpt, OptionalLong declared) throws IOException {
    open();
    boolean more = true;
    while (more && !(collector != null && collector.full())) {
      more = stream.next(packet);
      if (more && (packet.flags() & AV_PKT_FLAG_CORRUPT) != 0) {
        throw failure("is incomplete", 0);
      }
      send(more ? packet : null);
      receive(excerpt, declared);
    }
    return collector(excerpt, declared, 0).waveform();
  }

  private void open() throws IOException {
    AVCodec decoder = avcodec_find_decoder(stream.stream().codecpar().codec_id());
    if (decoder == null) {
      throw file.error(
          "the codec %s has no decoder here; convert the file to FLAC or WAV", stream.codec());
    }
    String problem = "the %s header is damaged".formatted(stream.codec());
    stream.check(avcodec_parameters_to_context(codec, stream.stream().codecpar()), problem);
    codec.thread_count(1);
    codec.err_recognition(AV_EF_CRCCHECK | AV_EF_EXPLODE);
    codec.pkt_timebase(stream.stream().time_base());
    if (!trims) {
      codec.flags2(codec.flags2() | AV_CODEC_FLAG2_SKIP_MANUAL);
    }
    AVDictionary none = null;
    stream.check(avcodec_open2(codec, decoder, none), problem);
  }

  private void send(@Nullable AVPacket next) {
    int code = avcodec_send_packet(codec, next);
    if (code < 0 && code != AVERROR_EOF) {
      throw failure("cannot be decoded", code);
    }
  }

  private void receive(Excerpt excerpt, OptionalLong declared) {
    int code;
    while ((code = avcodec_receive_frame(codec, frame)) >= 0) {
      if (frame.sample_rate() != codec.sample_rate()
          || frame.ch_layout().nb_channels() != codec.ch_layout().nb_channels()) {
        throw failure("changes the sample rate or the channels; split the file there", 0);
      }
      FfmpegBlock block = FfmpegBlock.of(file, frame);
      collector(excerpt, declared, start()).append(block, frame.nb_samples(), block.floating());
    }
    if (code != AVERROR_EAGAIN() && code != AVERROR_EOF) {
      throw failure("cannot be decoded", code);
    }
  }

  /**
   * Where the first decoded frame lies. Untrimmed Vorbis starts before 0: its first packet only
   * primes the decoder, yet FFmpeg delivers samples for it.
   */
  private long start() {
    if (trims) {
      return 0;
    }
    long primed = -frame.nb_samples();
    return frame.pts() == AV_NOPTS_VALUE ? primed : Math.min(primed, frame.pts());
  }

  private SampleCollector collector(Excerpt excerpt, OptionalLong declared, long start) {
    if (collector == null) {
      int rate = Limits.sampleRate(file, codec.sample_rate(), "the decoded sample rate");
      int channels =
          Limits.channels(file, codec.ch_layout().nb_channels(), "the decoded channel count");
      FrameRange range = FrameRange.of(file, rate, excerpt);
      collector = new SampleCollector(range, channels, declared, start);
    }
    return collector;
  }

  private RuntimeException failure(String problem, int code) {
    long position = collector == null ? 0 : Math.max(0, collector.position());
    String detail = code == 0 ? "" : ": " + FfmpegLog.describe(code);
    return file.error(
        "the %s packet at byte %d, after %d decoded frames, %s%s",
        stream.codec(), packet.pos(), position, problem, detail);
  }

  @Override
  public void close() {
    av_frame_free(frame);
    av_packet_free(packet);
    avcodec_free_context(codec);
  }
}
