package org.aulos.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.aulos.api.AudioException;
import org.aulos.api.Waveform;

/** Writes WAV files; more than two channels as WAVE_FORMAT_EXTENSIBLE without named speakers. */
final class WavWriter {
  private static final int BLOCK_FRAMES = 1 << 12;
  private static final short PCM = 1;
  private static final short FLOAT = 3;
  private static final short EXTENSIBLE = (short) 0xFFFE;
  private static final long GUID_END = 0x719B_3800_AA00_0080L; // Lowest byte first.

  private WavWriter() {}

  /** Writes the file and returns how many samples were clipped. */
  static long write(FileChannel channel, Path file, Waveform audio, AudioEncoding encoding)
      throws IOException {
    int frameBytes = audio.channels() * encoding.bits / 8;
    long dataBytes = (long) audio.frames() * frameBytes;
    if (dataBytes > 0xFFFF_FFFFL - 128) {
      throw new AudioException(
          file, "would need %d bytes, but WAV ends at 4 GiB; write FLAC".formatted(dataBytes));
    }
    Quantizer quantizer = new Quantizer(audio);
    drain(channel, header(audio, encoding, dataBytes));
    ByteBuffer block = little(BLOCK_FRAMES * frameBytes);
    for (int from = 0; from < audio.frames(); from += BLOCK_FRAMES) {
      int to = Math.min(audio.frames(), from + BLOCK_FRAMES);
      switch (encoding.bits) {
        case 16 -> quantizer.put16(block, from, to);
        case 24 -> quantizer.put24(block, from, to);
        default -> quantizer.putFloat(block, from, to);
      }
      drain(channel, block);
    }
    if (dataBytes % 2 != 0) {
      drain(channel, little(1).put((byte) 0));
    }
    return quantizer.clipped();
  }

  private static ByteBuffer header(Waveform audio, AudioEncoding encoding, long dataBytes) {
    boolean floating = encoding == AudioEncoding.WAV_FLOAT32;
    boolean extensible = audio.channels() > 2;
    short tag = floating ? FLOAT : PCM;
    int frameBytes = audio.channels() * encoding.bits / 8;
    int formatBytes = extensible ? 40 : floating ? 18 : 16;
    int size = 12 + 8 + formatBytes + (floating ? 12 : 0) + 8;
    ByteBuffer header = little(size);
    header.put(ascii("RIFF")).putInt((int) (size - 8 + dataBytes + dataBytes % 2));
    header.put(ascii("WAVEfmt ")).putInt(formatBytes).putShort(extensible ? EXTENSIBLE : tag);
    header.putShort((short) audio.channels()).putInt(audio.sampleRate());
    header.putInt(audio.sampleRate() * frameBytes);
    header.putShort((short) frameBytes).putShort((short) encoding.bits);
    if (extensible) {
      header.putShort((short) 22).putShort((short) encoding.bits).putInt(0); // No named speakers.
      header.putInt(tag).putShort((short) 0).putShort((short) 0x10).putLong(GUID_END);
    } else if (floating) {
      header.putShort((short) 0); // No extension; but anything but PCM states so.
    }
    if (floating) {
      header.put(ascii("fact")).putInt(4).putInt(audio.frames());
    }
    return header.put(ascii("data")).putInt((int) dataBytes);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static void drain(FileChannel channel, ByteBuffer buffer) throws IOException {
    buffer.flip();
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    buffer.clear();
  }
}
