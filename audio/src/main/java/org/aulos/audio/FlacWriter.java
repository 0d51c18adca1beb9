package org.aulos.audio;

import static org.aulos.audio.FfmpegInput.allocated;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_FLAC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_NEW_EXTRADATA;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_get_side_data;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S32;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_copy;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.aulos.api.AudioException;
import org.aulos.api.Waveform;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.SizeTPointer;
import org.jspecify.annotations.Nullable;

/**
 * Writes FLAC files: FFmpeg's encoder makes the frames, and the container around them is a magic
 * word and the STREAMINFO block (RFC 9639, section 8).
 */
final class FlacWriter implements AutoCloseable {
  private static final int MAX_CHANNELS = 8;
  private static final int STREAM_INFO_BYTES = 34;
  private static final int LAST_BLOCK = 0x80;

  static {
    FfmpegLog.install();
  }

  private final FileChannel channel;
  private final Path file;
  private final Waveform audio;
  private final boolean deep;
  private final AVCodecContext codec;
  private final AVFrame frame = allocated(av_frame_alloc());
  private final AVPacket packet = allocated(av_packet_alloc());

  private FlacWriter(FileChannel channel, Path file, Waveform audio, AudioEncoding encoding) {
    this.channel = channel;
    this.file = file;
    this.audio = audio;
    this.deep = encoding.bits > 16;
    this.codec = allocated(avcodec_alloc_context3(null));
  }

  /** Writes the file and returns how many samples were clipped. */
  static long write(FileChannel channel, Path file, Waveform audio, AudioEncoding encoding)
      throws IOException {
    if (audio.channels() > MAX_CHANNELS) {
      throw new AudioException(
          file,
          "has %d channels, but FLAC holds at most %d; write WAV"
              .formatted(audio.channels(), MAX_CHANNELS));
    }
    Quantizer quantizer = new Quantizer(audio);
    FfmpegLog.clear();
    try (FlacWriter writer = new FlacWriter(channel, file, audio, encoding)) {
      writer.open();
      writer.encode(quantizer);
    }
    return quantizer.clipped();
  }

  private void open() throws IOException {
    AVCodec encoder = allocated(avcodec_find_encoder(AV_CODEC_ID_FLAC));
    codec.sample_fmt(deep ? AV_SAMPLE_FMT_S32 : AV_SAMPLE_FMT_S16);
    codec.bits_per_raw_sample(deep ? 24 : 16);
    codec.sample_rate(audio.sampleRate());
    av_channel_layout_default(codec.ch_layout(), audio.channels());
    codec.thread_count(1);
    AVDictionary none = null;
    check(avcodec_open2(codec, encoder, none));
    frame.format(codec.sample_fmt());
    frame.sample_rate(codec.sample_rate());
    frame.nb_samples(codec.frame_size());
    check(av_channel_layout_copy(frame.ch_layout(), codec.ch_layout()));
    check(av_frame_get_buffer(frame, 0));
    streamInfo(codec.extradata());
  }

  private void encode(Quantizer quantizer) throws IOException {
    int blockFrames = codec.frame_size();
    int sampleBytes = deep ? Integer.BYTES : Short.BYTES;
    for (int from = 0; from < audio.frames(); from += blockFrames) {
      int to = Math.min(audio.frames(), from + blockFrames);
      check(av_frame_make_writable(frame));
      frame.nb_samples(to - from);
      long bytes = (long) (to - from) * audio.channels() * sampleBytes;
      ByteBuffer samples = bytes(frame.data(0), bytes).order(ByteOrder.nativeOrder());
      if (deep) {
        quantizer.put24In32(samples, from, to);
      } else {
        quantizer.put16(samples, from, to);
      }
      send(frame);
    }
    send(null);
  }

  private void send(@Nullable AVFrame next) throws IOException {
    check(avcodec_send_frame(codec, next));
    int code;
    while ((code = avcodec_receive_packet(codec, packet)) >= 0) {
      drain(bytes(packet.data(), packet.size()));
      // The last packet corrects STREAMINFO: frame sizes, number of samples, checksum.
      SizeTPointer unsized = null;
      BytePointer corrected = av_packet_get_side_data(packet, AV_PKT_DATA_NEW_EXTRADATA, unsized);
      if (corrected != null) {
        streamInfo(corrected);
      }
    }
    if (code != AVERROR_EAGAIN() && code != AVERROR_EOF) {
      check(code);
    }
  }

  /** Writes the head of the file and returns to its end. */
  private void streamInfo(BytePointer info) throws IOException {
    long end = channel.position();
    ByteBuffer head = ByteBuffer.allocate(8 + STREAM_INFO_BYTES);
    head.put("fLaC".getBytes(StandardCharsets.US_ASCII));
    head.putInt((LAST_BLOCK << 24) | STREAM_INFO_BYTES);
    head.put(bytes(info, STREAM_INFO_BYTES)).flip();
    channel.position(0);
    drain(head);
    channel.position(Math.max(end, channel.position()));
  }

  private static ByteBuffer bytes(@Nullable BytePointer pointer, long count) {
    return count == 0 || pointer == null
        ? ByteBuffer.allocate(0)
        : pointer.capacity(count).asByteBuffer();
  }

  private void drain(ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  private void check(int code) {
    if (code < 0) {
      throw new AudioException(
          file,
          "FLAC cannot hold %d channels at %d Hz: %s"
              .formatted(audio.channels(), audio.sampleRate(), FfmpegLog.describe(code)));
    }
  }

  @Override
  public void close() {
    av_packet_free(packet);
    av_frame_free(frame);
    avcodec_free_context(codec);
  }
}
