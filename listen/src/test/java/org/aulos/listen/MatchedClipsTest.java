package org.aulos.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.aulos.api.AulosException;
import org.aulos.api.Waveform;
import org.aulos.audio.AudioFiles;
import org.aulos.dsp.Loudness;
import org.aulos.runtime.ProgressListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MatchedClipsTest {
  @TempDir Path folder;

  private final List<String> warnings = new ArrayList<>();

  private Map<ClipKey, Path> matched(Path file) {
    return MatchedClips.write(Study.read(file), folder.resolve("out"), new Warnings());
  }

  private static Path clip(Map<ClipKey, Path> clips, String prompt, String system) {
    return Objects.requireNonNull(clips.get(new ClipKey(prompt, system)));
  }

  private final class Warnings implements ProgressListener {
    @Override
    public void started(String stage, int total) {}

    @Override
    public void advanced(String stage, int done) {}

    @Override
    public void finished(String stage, String summary) {}

    @Override
    public void warned(String message) {
      warnings.add(message);
    }
  }

  private static double loudness(Path clip) {
    Waveform sound = AudioFiles.read(clip);
    return Loudness.of(sound.sampleRate()).integrated(channels(sound));
  }

  private static double peak(Path clip) {
    Waveform sound = AudioFiles.read(clip);
    return Loudness.of(sound.sampleRate()).truePeak(channels(sound));
  }

  private static float[][] channels(Waveform sound) {
    float[][] channels = new float[sound.channels()][];
    for (int i = 0; i < channels.length; i++) {
      channels[i] = sound.channel(i);
    }
    return channels;
  }

  @Test
  void allClipsPlayAtTheLoudnessOfTheStudy() {
    Map<ClipKey, Path> clips = matched(TestStudy.write(folder));

    // A hundredth of a unit: steps of 16 bits.
    assertThat(clips)
        .hasSize(6)
        .allSatisfy((key, clip) -> assertThat(loudness(clip)).isCloseTo(-23, within(0.01)));
    assertThat(warnings).isEmpty();
  }

  @Test
  void neitherFormatNorSizeTellsSystemsApart() {
    Map<ClipKey, Path> clips = matched(TestStudy.write(folder));

    assertThat(clips.values())
        .extracting(clip -> AudioFiles.probe(clip).toString() + Files.size(clip))
        .containsOnly(
            AudioFiles.probe(clips.values().iterator().next()).toString() + (44 + 48_000 * 4));
  }

  @Test
  void clipsOfAPromptAreSoftenedTogetherRatherThanClipped() {
    Path file = TestStudy.write(folder, 1, "loudness: -8\n");
    // A click in a soft tone: far peak, little loudness.
    float[] clicking = new float[48_000];
    for (int i = 0; i < clicking.length; i++) {
      clicking[i] = (float) (0.05 * Math.sin(2 * Math.PI * 440 * i / 48_000));
    }
    clicking[20_000] = 0.9f;
    TestStudy.sound(folder.resolve("clips/notos/verse-0.wav"), Waveform.mono(clicking, 48_000));

    Map<ClipKey, Path> clips = matched(file);

    double first = loudness(clip(clips, "verse-0", "zephyr"));
    assertThat(first).isLessThan(-12);
    assertThat(clips.values())
        .allSatisfy(clip -> assertThat(loudness(clip)).isCloseTo(first, within(0.05)))
        .allSatisfy(clip -> assertThat(peak(clip)).isLessThan(MatchedClips.CEILING + 0.01));
    assertThat(warnings).singleElement().asString().contains("play softer together: verse-0 by");
  }

  @Test
  void oneChannelIsAsLoudAsTwoOfTheSame() {
    // The browser plays one channel on both sides; matched as one it would sound 3 LU louder.
    Map<ClipKey, Path> clips = matched(TestStudy.write(folder));

    Waveform mono = AudioFiles.read(clip(clips, "verse-0", "boreas"));
    assertThat(mono.channels()).isEqualTo(2);
    assertThat(mono.channel(0)).isEqualTo(mono.channel(1));
  }

  @Test
  void longClipsAreCutAndFaded() {
    Path file = TestStudy.write(folder, 1, "max-seconds: 1\n");
    TestStudy.tone(folder.resolve("clips/zephyr/verse-0.wav"), 440, 0.2, 3, 48_000, 1);

    Waveform cut = AudioFiles.read(clip(matched(file), "verse-0", "zephyr"));

    assertThat(cut.seconds()).isEqualTo(1);
    assertThat(cut.channel(0)[47_999]).isCloseTo(0, within(1e-3f));
  }

  @Test
  void silenceStaysSilentAndIsTold() {
    Path file = TestStudy.write(folder, 1, "");
    TestStudy.tone(folder.resolve("clips/zephyr/verse-0.wav"), 440, 0, 1, 48_000, 1);

    Map<ClipKey, Path> clips = matched(file);

    assertThat(loudness(clip(clips, "verse-0", "zephyr"))).isInfinite();
    assertThat(loudness(clip(clips, "verse-0", "notos"))).isCloseTo(-23, within(0.01));
    assertThat(warnings).singleElement().asString().contains("prompt 'verse-0', system 'zephyr'");
  }

  @Test
  void allClipsThatCannotBePlayedAreReportedAtOnce() throws IOException {
    Path file = TestStudy.write(folder);
    Files.writeString(folder.resolve("clips/zephyr/verse-0.wav"), "no sound");
    TestStudy.tone(folder.resolve("clips/notos/verse-1.wav"), 440, 0.1, 1, 48_000, 6);

    assertThatThrownBy(() -> matched(file))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("prompt 'verse-0', system 'zephyr'")
        .hasMessageContaining("prompt 'verse-1', system 'notos'")
        .hasMessageContaining("has 6 channels; mix it down to two");
  }

  @Test
  void theGainOfEachClipIsWrittenDown() throws IOException {
    matched(TestStudy.write(folder));

    assertThat(Files.readAllLines(folder.resolve("out/levels.csv")))
        .hasSize(1 + 6)
        .startsWith("file,prompt,system,seconds,lufs,dbtp,gain")
        // A tone of amplitude 0.3 peaks at 20 log 0.3.
        .anySatisfy(line -> assertThat(line).contains("verse-0,notos,1.000,").contains(",-10.46,"));
  }

  @Test
  void lengthsThatTellSystemsApartAreTold() {
    Path file = TestStudy.write(folder);
    TestStudy.tone(folder.resolve("clips/zephyr/verse-1.wav"), 440, 0.2, 2.5, 48_000, 1);

    matched(file);

    assertThat(warnings)
        .singleElement()
        .asString()
        .contains("clips differ in length", "verse-1 (1.0 to 2.5 s)", "equal-lengths: true");
  }

  @Test
  void clipsOfAPromptAreCutToTheShortestIfThatIsAskedFor() {
    Path file = TestStudy.write(folder, 2, "equal-lengths: true\n");
    TestStudy.tone(folder.resolve("clips/zephyr/verse-1.wav"), 440, 0.2, 2.5, 48_000, 1);

    assertThat(matched(file).values())
        .allSatisfy(clip -> assertThat(AudioFiles.read(clip).seconds()).isEqualTo(1));
    assertThat(warnings).isEmpty();
  }
}
