package com.acme.generator;

import java.util.List;
import java.util.Random;
import org.aulos.api.AudioBatch;
import org.aulos.api.AudioFormat;
import org.aulos.api.GenerationRequest;
import org.aulos.api.Generator;
import org.aulos.api.Prompt;
import org.aulos.api.Waveform;

/** Melodies of sines over two octaves. Heeds nothing of a prompt but its id. */
record TemplateGenerator(double lowest, int notes) implements Generator {
  private static final AudioFormat FORMAT = AudioFormat.mono(16_000);

  @Override
  public AudioFormat audioFormat() {
    return FORMAT;
  }

  @Override
  public AudioBatch generate(List<Prompt> prompts, GenerationRequest request) {
    if (prompts.isEmpty()) {
      throw new IllegalArgumentException("expected at least one prompt");
    }
    return AudioBatch.of(
        request.manager(), prompts.stream().map(prompt -> melody(prompt, request)).toList());
  }

  private Waveform melody(Prompt prompt, GenerationRequest request) {
    // Seed and id alone decide, so that neighbours in a batch do not matter.
    Random random = new Random(31 * request.seed() + prompt.id().hashCode());
    float[] samples = new float[(int) Math.ceil(request.seconds() * FORMAT.sampleRate())];
    int length = Math.max(1, FORMAT.sampleRate() / notes);
    double frequency = lowest;
    for (int i = 0; i < samples.length; i++) {
      if (i % length == 0) {
        frequency = lowest * Math.pow(2, random.nextInt(25) / 12.0);
      }
      double fade = 1 - (double) (i % length) / length;
      samples[i] =
          (float) (0.5 * fade * Math.sin(2 * Math.PI * frequency * i / FORMAT.sampleRate()));
    }
    return Waveform.mono(samples, FORMAT.sampleRate());
  }
}
