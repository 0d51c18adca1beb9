package org.aulos.runtime.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.aulos.api.AudioFile;
import org.aulos.api.AulosException;
import org.aulos.api.ClipGroup;
import org.aulos.api.Dataset;
import org.aulos.api.RenderedAudio;
import org.aulos.api.Waveform;
import org.aulos.audio.AudioEncoding;
import org.aulos.dsp.Loudness;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AudioPairsTest {
  private static final int RATE = 16_000;

  @TempDir Path folder;

  @BeforeEach
  void makeSources() throws IOException {
    Files.createDirectories(folder.resolve("esc"));
    Files.createDirectories(folder.resolve("fsd/dev"));
    tone("esc/dog.wav", 1000, 0.5);
    tone("fsd/dev/rain.wav", 200, 0.1);
  }

  private void tone(String name, double hertz, double peak) {
    float[] samples = new float[6 * RATE];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) (peak * Math.sin(2 * Math.PI * hertz * i / RATE));
    }
    org.aulos.audio.AudioFiles.write(
        folder.resolve(name), Waveform.mono(samples, RATE), AudioEncoding.WAV_FLOAT32);
  }

  private static String event(String role, String file, double time, double length, double snr) {
    return """
        {"time": %2$s, "duration": %3$s, "confidence": 1.0, "value": {"label": "%5$s",
         "source_file": "/home/someone/%1$s", "source_time": 0.5, "event_time": %2$s,
         "event_duration": %3$s, "snr": %4$s, "role": "%5$s", "pitch_shift": null,
         "time_stretch": null}}"""
        .formatted(file, time, length, snr, role);
  }

  private void recipe(String name, String... events) throws IOException {
    Files.writeString(
        folder.resolve(name),
        """
        {"annotations": [{"namespace": "scaper",
          "sandbox": {"scaper": {"duration": 4.0, "sr": 16000, "ref_db": -40}},
          "data": [%s]}], "file_metadata": {}}"""
            .formatted(String.join(", ", events)));
  }

  private void list(String content) throws IOException {
    Files.writeString(folder.resolve("pairs.csv"), content);
  }

  private Dataset read() {
    return AudioPairs.create(
        new AudioPairsOptions(Path.of("pairs.csv"), Path.of("esc"), Path.of("fsd")),
        new FolderResources(folder));
  }

  @Test
  void pairsAreReadWithTheirWordsAndClasses() throws IOException {
    list(
        """
        query,target,text,fold,query-labels,target-labels
        esc/dog.wav,fsd/dev/rain.wav,more rain,train,dog,rain;dog
        fsd/dev/rain.wav,esc/dog.wav,less rain,train,rain,dog
        """);

    Dataset dataset = read();

    assertThat(dataset.clips()).hasSize(2);
    ClipGroup pair = dataset.groups().get(0);
    assertThat(pair.text()).isEqualTo("more rain");
    assertThat(pair.clip("target").labels()).containsExactly("rain", "dog");
    assertThat(pair.clip("query").audio())
        .isEqualTo(AudioFile.whole(folder.resolve("esc/dog.wav")));
  }

  @Test
  void aRecipeOfScaperIsRenderedAtItsLevelsAndTimes() throws IOException {
    recipe("q.jams", event("background", "rain.wav", 0, 4, 0));
    recipe(
        "t.jams",
        event("background", "rain.wav", 0, 4, 0),
        event("foreground", "dog.wav", 1, 2, 6));
    list("query,target,text,fold\nq.jams,t.jams,add a dog,test\n");

    ClipGroup pair = read().groups().get(0);

    float[] query = ((RenderedAudio) pair.clip("query").audio()).render().channel(0);
    float[] target = ((RenderedAudio) pair.clip("target").audio()).render().channel(0);
    float[] added = new float[2 * RATE];
    for (int i = 0; i < query.length; i++) {
      float difference = target[i] - query[i];
      if (i >= RATE && i < 3 * RATE) {
        added[i - RATE] = difference;
      } else {
        assertThat(difference).isZero();
      }
    }
    Loudness meter = Loudness.of(RATE);
    assertThat(query).hasSize(4 * RATE);
    assertThat(meter.integrated(new float[][] {query})).isCloseTo(-40, within(0.05));
    assertThat(meter.integrated(new float[][] {added})).isCloseTo(-34, within(0.05));
    assertThat(pair.clip("target").labels()).containsExactly("foreground");
    assertThat(pair.clip("query").labels()).isEmpty();
  }

  @Test
  void sourcesThatAreMissingAreCounted() throws IOException {
    recipe("q.jams", event("background", "rain.wav", 0, 4, 0));
    recipe(
        "t.jams",
        event("background", "gone.wav", 0, 4, 0),
        event("foreground", "lost.wav", 0, 4, 0));
    list("query,target,text,fold\nq.jams,t.jams,add a dog,test\n");

    assertThatThrownBy(this::read)
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("2 of 3 sources of recipes are neither here nor in")
        .hasMessageContaining("'gone.wav' is the first");
  }

  @Test
  void whatCannotBeIsNamedTogether() throws IOException {
    recipe("late.jams", event("background", "rain.wav", 5, 4, 0));
    recipe("shifted.jams", event("background", "rain.wav", 0, 4, 0).replace("null", "2.0"));
    Files.writeString(folder.resolve("bare.jams"), "{}");
    Files.writeString(folder.resolve("cut.jams"), "{\"annotations\": [");
    list(
        """
        query,target,text,fold
        late.jams,shifted.jams,a,test
        bare.jams,cut.jams,b,test
        esc/dog.wav,nowhere.wav,c,train
        esc/dog.wav,esc/dog.wav,,train
        esc/dog.wav,esc/dog.wav,d,test
        """);

    assertThatThrownBy(this::read)
        .hasMessageContaining("late.jams: has a sound whose times or level cannot be")
        .hasMessageContaining("shifted.jams: shifts pitch or stretches time")
        .hasMessageContaining("bare.jams: expected the annotation 'scaper'")
        .hasMessageContaining("cut.jams: is not JSON")
        .hasMessageContaining("pairs.csv:4: no such file: ")
        .hasMessageContaining("pairs.csv:5: blank text")
        .hasMessageContaining(
            "pairs.csv:6: clip 'esc/dog.wav' is of fold 'test' here and of fold 'train' before");
  }
}
