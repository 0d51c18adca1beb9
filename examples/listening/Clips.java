import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/**
 * Makes clips to try a listening test with: three tunes, each played by three instruments, which
 * stand for systems. {@code java Clips.java FOLDER} writes FOLDER/INSTRUMENT/TUNE.wav.
 */
public final class Clips {
  private static final int RATE = 22_050;
  private static final double NOTE_SECONDS = 0.4;

  /** Semitones above C4, one for each note. */
  private static final Map<String, int[]> TUNES =
      Map.of(
          "ladder", new int[] {0, 2, 4, 5, 7, 9, 11, 12},
          "evening", new int[] {12, 11, 9, 7, 5, 4, 2, 0},
          "cuckoo", new int[] {7, 4, 7, 4, 5, 2, 5, 2});

  private Clips() {}

  /** An instrument: one note. */
  private interface Instrument {
    double[] play(double hertz, int frames);
  }

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments.length > 0 ? arguments[0] : "clips");
    Map<String, Instrument> instruments =
        Map.of("organ", Clips::organ, "string", Clips::string, "whistle", Clips::whistle);
    for (String name : instruments.keySet()) {
      Files.createDirectories(folder.resolve(name));
      for (String tune : TUNES.keySet()) {
        write(folder.resolve(name).resolve(tune + ".wav"), melody(tune, instruments.get(name)));
      }
    }
  }

  private static double[] melody(String tune, Instrument instrument) {
    int[] notes = TUNES.get(tune);
    int length = (int) (NOTE_SECONDS * RATE);
    double[] samples = new double[notes.length * length];
    for (int i = 0; i < notes.length; i++) {
      double hertz = 261.63 * Math.pow(2, notes[i] / 12.0);
      double[] note = instrument.play(hertz, length);
      for (int n = 0; n < length; n++) {
        double edge = Math.min(1, Math.min(n, length - 1 - n) / (0.01 * RATE));
        samples[i * length + n] = edge * note[n];
      }
    }
    return samples;
  }

  private static double[] whistle(double hertz, int frames) {
    double[] note = new double[frames];
    for (int n = 0; n < frames; n++) {
      note[n] = 0.2 * Math.sin(2 * Math.PI * 2 * hertz * n / RATE);
    }
    return note;
  }

  private static double[] organ(double hertz, int frames) {
    double[] note = new double[frames];
    for (int harmonic = 1; harmonic <= 5; harmonic++) {
      for (int n = 0; n < frames; n++) {
        note[n] += 0.5 / harmonic / 3 * Math.sin(2 * Math.PI * harmonic * hertz * n / RATE);
      }
    }
    return note;
  }

  /** A plucked string (Karplus and Strong, Computer Music Journal 7, 1983). */
  private static double[] string(double hertz, int frames) {
    Random pluck = new Random(1);
    double[] loop = pluck.doubles((int) Math.round(RATE / hertz), -0.9, 0.9).toArray();
    double[] note = new double[frames];
    for (int n = 0; n < frames; n++) {
      int here = n % loop.length;
      note[n] = loop[here];
      loop[here] = 0.498 * (loop[here] + loop[(here + 1) % loop.length]);
    }
    return note;
  }

  private static void write(Path file, double[] samples) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
    for (double sample : samples) {
      bytes.putShort((short) Math.round(32_767 * sample));
    }
    AudioFormat format = new AudioFormat(RATE, 16, 1, true, false);
    try (AudioInputStream in =
        new AudioInputStream(new ByteArrayInputStream(bytes.array()), format, samples.length)) {
      AudioSystem.write(in, AudioFileFormat.Type.WAVE, file.toFile());
    }
  }
}
