package com.acme.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.aulos.api.Clip;
import org.aulos.api.Dataset;
import org.aulos.api.RenderedAudio;
import org.aulos.api.Waveform;

/** Notes of one octave, in five folds. */
record TemplateDataset(List<Clip> clips) implements Dataset {
  private static final List<String> NAMES =
      List.of("a", "b-flat", "b", "c", "d-flat", "d", "e-flat", "e", "f", "f-sharp", "g", "a-flat");

  TemplateDataset(int notes, int clipsPerNote) {
    this(list(notes, clipsPerNote));
  }

  private static List<Clip> list(int notes, int clipsPerNote) {
    List<Clip> clips = new ArrayList<>();
    for (int note = 0; note < notes; note++) {
      for (int take = 0; take < clipsPerNote; take++) {
        String name = NAMES.get(note);
        clips.add(
            Clip.of(name + "-" + take, new Tone(note, take))
                .withLabels(List.of(name))
                .withFold(String.valueOf(take % 5)));
      }
    }
    return List.copyOf(clips);
  }

  /** A second of a note; the take decides its overtones. */
  private record Tone(int note, int take) implements RenderedAudio {
    private static final int RATE = 16_000;
    private static final int OVERTONES = 5;

    @Override
    public String recipe() {
      return "note " + note + ", take " + take;
    }

    @Override
    public Waveform render() {
      Random random = new Random(1_000L * note + take);
      double frequency = 220 * Math.pow(2, note / 12.0);
      float[] samples = new float[RATE];
      for (int overtone = 1; overtone <= OVERTONES; overtone++) {
        double amplitude = random.nextDouble() / (overtone * OVERTONES);
        for (int i = 0; i < samples.length; i++) {
          samples[i] +=
              (float) (amplitude * Math.sin(2 * Math.PI * overtone * frequency * i / RATE));
        }
      }
      return Waveform.mono(samples, RATE);
    }
  }
}
