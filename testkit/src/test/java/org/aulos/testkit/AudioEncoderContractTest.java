package org.aulos.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.Optional;
import org.aulos.api.AudioBatch;
import org.aulos.api.AudioFormat;
import org.aulos.api.EmbeddingBatch;
import org.aulos.api.Encoder;
import org.junit.jupiter.api.Test;

class AudioEncoderContractTest {
  @Test
  void acceptsAGoodEncoder() {
    ContractRun run = ContractRun.of(Good.class);

    assertThat(run.failures()).isEmpty();
    assertThat(run.tests()).isEqualTo(ContractRun.promises(AudioEncoderContract.class).size());
  }

  @Test
  void refusesAnEncoderThatDoesNotSayWhichAudio() {
    assertThat(ContractRun.of(Silent.class).failures().get("statesTheAudioItExpects"))
        .contains("an encoder of audio must state its audioFormat()");
  }

  @Test
  void refusesAnEncoderThatTakesAnyAudioLeaksAndScribbles() {
    assertThat(ContractRun.of(Careless.class).failures())
        .hasEntrySatisfying(
            "refusesAudioOfAnotherFormat",
            message -> assertThat(message).contains("audio of 8001 Hz, 2 channels must be refused"))
        .hasEntrySatisfying(
            "attachesItsResultAloneToTheManagerOfItsInput",
            message -> assertThat(message).contains("must be the only array that stays"))
        .hasEntrySatisfying(
            "doesNotChangeItsInput",
            message -> assertThat(message).contains("the input must not change"));
  }

  @Test
  void refusesSeveralVectorsOfAClipWithoutWindows() {
    assertThat(ContractRun.of(Frames.class).failures().get("yieldsVectorsOfTheStatedDimension"))
        .contains("an encoder that states no framing() must yield one vector for each clip");
  }

  /** Every sample of a clip is a vector of it, and nobody is told. */
  static final class Frames implements AudioEncoderContract {
    @Override
    public Encoder<AudioBatch> encoder() {
      return new Samples();
    }
  }

  static final class Good implements AudioEncoderContract {
    @Override
    public Encoder<AudioBatch> encoder() {
      return new Power(Optional.of(new AudioFormat(8_000, 2)), false);
    }
  }

  static final class Silent implements AudioEncoderContract {
    @Override
    public Encoder<AudioBatch> encoder() {
      return new Power(Optional.empty(), false);
    }
  }

  static final class Careless implements AudioEncoderContract {
    @Override
    public Encoder<AudioBatch> encoder() {
      return new Power(Optional.of(new AudioFormat(8_000, 2)), true);
    }
  }

  /** The first two samples of each clip. */
  private static final class Samples implements Encoder<AudioBatch> {
    @Override
    public Class<AudioBatch> inputType() {
      return AudioBatch.class;
    }

    @Override
    public Optional<AudioFormat> audioFormat() {
      return Optional.of(new AudioFormat(8_000, 1));
    }

    @Override
    public int dimension() {
      return 1;
    }

    @Override
    public EmbeddingBatch encode(AudioBatch input) {
      int[] counts = new int[input.size()];
      Arrays.fill(counts, 2);
      var vectors = input.manager().zeros(new Shape(2L * counts.length, 1));
      return new EmbeddingBatch(vectors, counts);
    }
  }

  /** Sum of squares of each clip. */
  private record Power(Optional<AudioFormat> audioFormat, boolean careless)
      implements Encoder<AudioBatch> {
    @Override
    public Class<AudioBatch> inputType() {
      return AudioBatch.class;
    }

    @Override
    public int dimension() {
      return 1;
    }

    @Override
    public EmbeddingBatch encode(AudioBatch input) {
      if (!careless && !input.format().equals(audioFormat.orElseThrow())) {
        throw new IllegalArgumentException(
            "expected " + audioFormat.orElseThrow() + " but was " + input.format());
      }
      float[] samples = input.toFloats();
      float[] power = new float[input.size()];
      for (int i = 0; i < samples.length; i++) {
        power[i / (samples.length / power.length)] += samples[i] * samples[i];
      }
      if (careless) {
        input.samples().addi(1);
        input.manager().create(0f);
      }
      return new EmbeddingBatch(input.manager().create(power, new Shape(power.length, 1)));
    }
  }
}
