package org.aulos.audio;

import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_DBL;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLT;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S32;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_U8;
import static org.bytedeco.ffmpeg.global.avutil.av_get_packed_sample_fmt;
import static org.bytedeco.ffmpeg.global.avutil.av_sample_fmt_is_planar;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;

/**
 * The samples of one decoded frame, in whatever of FFmpeg's formats; valid until the frame is used
 * again.
 */
record FfmpegBlock(AVFrame frame, PcmEncoding encoding, int channels, boolean planar)
    implements SampleCollector.Block {

  static FfmpegBlock of(FileBytes file, AVFrame frame) {
    int packed = av_get_packed_sample_fmt(frame.format());
    PcmEncoding encoding;
    if (packed == AV_SAMPLE_FMT_FLT) {
      encoding = PcmEncoding.F32;
    } else if (packed == AV_SAMPLE_FMT_S16) {
      encoding = PcmEncoding.S16;
    } else if (packed == AV_SAMPLE_FMT_S32) {
      encoding = PcmEncoding.S32;
    } else if (packed == AV_SAMPLE_FMT_U8) {
      encoding = PcmEncoding.U8;
    } else if (packed == AV_SAMPLE_FMT_DBL) {
      encoding = PcmEncoding.F64;
    } else {
      throw file.error(
          "its samples have FFmpeg's format %d, which is not known; convert the file to FLAC or WAV",
          frame.format());
    }
    return new FfmpegBlock(
        frame,
        encoding,
        frame.ch_layout().nb_channels(),
        av_sample_fmt_is_planar(frame.format()) != 0);
  }

  boolean floating() {
    return encoding.floating;
  }

  @Override
  public void copy(int channel, int from, float[] target, int targetFrom, int count) {
    int bytes = encoding.bytes;
    int stride = planar ? bytes : bytes * channels;
    BytePointer plane = frame.extended_data(planar ? channel : 0);
    ByteBuffer samples =
        plane
            .capacity((long) frame.nb_samples() * stride)
            .asByteBuffer()
            .order(ByteOrder.nativeOrder());
    int offset = from * stride + (planar ? 0 : channel * bytes);
    encoding.decode(samples, offset, stride, target, targetFrom, count);
  }
}
