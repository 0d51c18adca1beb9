package org.aulos.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.aulos.api.AudioException;
import org.aulos.api.Waveform;
import org.aulos.testkit.SharedData;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Good and broken files of every codec, where the collection lies beside the checkout. */
class CodecCollectionTest {
  /** What these formats cannot declare, or this file declares wrongly, stays at the end. */
  private static final Map<String, Integer> PADDED =
      Map.of(
          "aac_adts_mono.aac",
          23_552,
          "aac_adts_stereo.aac",
          23_552,
          "wav_ima_adpcm_mono.wav",
          22_451);

  /** Signals that are not the formula. */
  private static final List<String> OTHER_SIGNAL =
      List.of("clip_dog", "one_sample", "silence", "full_scale", "zero_length");

  /** What the message of a broken file must say, besides its name. */
  private static final Map<String, String> PLACES =
      Map.ofEntries(
          Map.entry(
              "truncated_data.wav", "byte 36 declares 44100 bytes, but the file ends after 20001"),
          Map.entry("huge_declared_size.wav", "byte 36 declares 2147483632 bytes"),
          Map.entry("huge_fmt_chunk.wav", "fmt chunk at byte 12 declares 2147483632 bytes"),
          Map.entry("nan_float.wav", "sample 100 of channel 0 is NaN"),
          Map.entry("all_nan_float.wav", "sample 0 of channel 0 is NaN"),
          Map.entry("zero_hz.wav", "the sample rate at byte 24 is 0 Hz"),
          Map.entry("max_hz.wav", "the sample rate at byte 24 is 4294967295 Hz"),
          Map.entry("odd_bits.wav", "the bits per sample at byte 34 are 13"),
          Map.entry("corrupt_frames.flac", "after 18432 decoded frames"),
          Map.entry("truncated.flac", "after 23040 decoded frames"),
          Map.entry("truncated.ogg", "ends at byte 7315 inside an Ogg page"),
          Map.entry("truncated.mp3", "at byte 4198 has 418 bytes, but the file ends after 416"),
          Map.entry("garbage_start.mp3", "begins at byte 30"),
          Map.entry("truncated.m4a", "mdat box at byte 36"),
          Map.entry("text.wav", "starts with 'This is a te'"));

  @TestFactory
  Stream<DynamicTest> goodFilesAreReadInFull() throws IOException {
    return rows("valid").map(row -> DynamicTest.dynamicTest(row.get("file"), () -> good(row)));
  }

  @TestFactory
  Stream<DynamicTest> brokenFilesAreRefusedWithTheirPlace() throws IOException {
    return rows("broken").map(row -> DynamicTest.dynamicTest(row.get("file"), () -> broken(row)));
  }

  @Test
  void flacHoldsExactlyWhatWavHolds() {
    Path folder = SharedData.assume("data/codecs").resolve("valid");

    assertThat(AudioFiles.read(folder.resolve("clip_dog.flac")).channel(0))
        .containsExactly(AudioFiles.read(folder.resolve("clip_dog.wav")).channel(0));
  }

  @Test
  void clipsOfEsc10HaveTheLengthThatLibsndfileFinds() throws IOException {
    List<Integer> lengths;
    try (Stream<Path> clips = Files.list(SharedData.assume("data/esc10/audio"))) {
      lengths = clips.map(clip -> AudioFiles.read(clip).frames()).toList();
    }

    assertThat(lengths).hasSize(400);
    assertThat(lengths).filteredOn(frames -> frames == 220_544).hasSize(380);
    assertThat(lengths).contains(160_704, 319_296);
  }

  private static Stream<CSVRecord> rows(String group) throws IOException {
    Path table = SharedData.assume("data/codecs").resolve("codecs.csv");
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (var rows = format.parse(Files.newBufferedReader(table))) {
      return rows.getRecords().stream().filter(row -> row.get("group").equals(group));
    }
  }

  private static Path path(CSVRecord row) {
    return SharedData.assume("data/codecs").resolve(row.get("file"));
  }

  private static void good(CSVRecord row) {
    Path file = path(row);
    String name = file.getFileName().toString();

    Waveform audio = AudioFiles.read(file);

    int frames = PADDED.getOrDefault(name, Integer.valueOf(row.get("frames")));
    assertThat(audio.frames()).isEqualTo(frames);
    assertThat(audio.sampleRate()).isEqualTo(Integer.parseInt(row.get("sample_rate")));
    assertThat(audio.channels()).isEqualTo(Integer.parseInt(row.get("channels")));
    if (OTHER_SIGNAL.stream().noneMatch(name::contains)) {
      closeToFormula(row, audio);
    }
  }

  private static void closeToFormula(CSVRecord row, Waveform audio) {
    if (row.get("lossy").equals("1")) {
      // 16.7 dB were seen of AAC, whose encoder starts badly; a shift by ten frames leaves 4 dB.
      boolean delayed = row.get("container").equals("adts");
      double least = delayed ? Double.NEGATIVE_INFINITY : 16;
      assertThat(Signal.signalToError(audio)).isGreaterThan(least);
    } else {
      int bits = Integer.parseInt(row.get("bits"));
      int valid = row.get("note").contains("20 valid bits") ? 20 : bits;
      // Half a step where samples were rounded, a whole one where FFmpeg cut 32 bits to 24.
      double steps = bits == 24 && !row.get("container").equals("wav") ? 1 : 0.5;
      // A float near 0.5 has its own half step, 2^-25, for what its 24 bits cannot hold.
      assertThat(Signal.largestError(audio))
          .isLessThanOrEqualTo(Math.scalb(steps, 1 - valid) * 1.001 + 0x1p-25);
    }
  }

  private static void broken(CSVRecord row) {
    Path file = path(row);
    if (row.get("note").contains("content is readable")) {
      assertThat(AudioFiles.read(file).frames()).isEqualTo(22_050);
      return;
    }

    assertThatExceptionOfType(AudioException.class)
        .isThrownBy(() -> AudioFiles.read(file))
        .withMessageStartingWith(file.toString())
        .withMessageContaining(PLACES.getOrDefault(file.getFileName().toString(), ": "));
  }
}
