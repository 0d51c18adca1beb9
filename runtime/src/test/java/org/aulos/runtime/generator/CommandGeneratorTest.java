package org.aulos.runtime.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.aulos.api.AulosException;
import org.aulos.api.GenerationRequest;
import org.aulos.api.OptionsException;
import org.aulos.api.Prompt;
import org.aulos.api.Waveform;
import org.aulos.audio.AudioEncoding;
import org.aulos.audio.AudioFiles;
import org.aulos.testkit.Signals;
import org.aulos.testkit.TestResources;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The programs are scripts of a line, given to {@code sh -c}. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the programs are shell scripts")
class CommandGeneratorTest {
  private static final Prompt RAIN = new Prompt("rain", "drip, drop", "soft rain", null);

  private final NDManager manager = NDManager.newBaseManager();
  @TempDir Path folder;

  @BeforeEach
  void makeAClip() {
    AudioFiles.write(
        folder.resolve("tone.wav"), Signals.sine(440, 0.5, 8_000), AudioEncoding.WAV_PCM16);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private Waveform run(double timeout, Prompt prompt, String... command) {
    CommandOptions options = new CommandOptions(List.of(command), 8_000, 1, timeout, 0);
    return CommandGenerator.create(options, TestResources.of(manager, folder))
        .generate(List.of(prompt), new GenerationRequest(manager, 2.5, 42))
        .waveforms()
        .get(0);
  }

  /** Runs a script whose first argument is the output, then the further arguments. */
  private Waveform script(String script, Prompt prompt, String... arguments) {
    List<String> command = new ArrayList<>(List.of("sh", "-c", script, "sh", "{output}"));
    command.addAll(List.of(arguments));
    return run(30, prompt, command.toArray(String[]::new));
  }

  @Test
  void itsClipIsTheFileThatItWrites() {
    assertThat(script("cp tone.wav \"$1\"", RAIN).frames()).isEqualTo(4_000);
  }

  @Test
  void placeholdersAreFilledIn() throws IOException {
    script(
        "shift_out=$1; shift; printf '%s|' \"$@\" > got; cp tone.wav \"$shift_out\"",
        RAIN, "{prompt}", "--words={lyrics}", "{id}-{seed}", "{seconds}", "{\"json\": 1}");

    assertThat(folder.resolve("got"))
        .hasContent("soft rain|--words=drip, drop|rain-42|2.5|{\"json\": 1}|");
  }

  @Test
  void whatAPromptSaysIsAnArgumentAndNothingElse() throws IOException {
    String evil = "$(touch pwned) `touch pwned` ; touch pwned \"'\\ {seed}\n--out=pwned";

    script(
        "printf '%s' \"$2\" > got; cp tone.wav \"$1\"",
        new Prompt("x", null, evil, null), "{prompt}");

    assertThat(Files.readString(folder.resolve("got"))).isEqualTo(evil);
    assertThat(folder.resolve("pwned")).doesNotExist();
  }

  @Test
  void lyricsStandInForADescription() throws IOException {
    script(
        "printf '%s' \"$2\" > got; cp tone.wav \"$1\"",
        new Prompt("x", "drip", null, null), "{prompt}");

    assertThat(folder.resolve("got")).hasContent("drip");
  }

  @Test
  void aPromptThatLacksWhatTheCommandAsksForIsRefused() {
    assertThatThrownBy(() -> script("exit 0", new Prompt("x", "drip", null, null), "{description}"))
        .isInstanceOf(AulosException.class)
        .hasMessage("the prompt 'x' has no description, which the command asks for");
    assertThatThrownBy(() -> script("exit 0", new Prompt("x", null, "a\0b", null), "{prompt}"))
        .hasMessageContaining("NUL");
  }

  @Test
  void anExitCodeIsToldWithTheLastLinesOfStandardError() {
    assertThatThrownBy(
            () ->
                script(
                    "seq 1 100000 >&2; printf 'half\\rwhole\\n\\033[1mout of memory\\n' >&2; exit 3",
                    RAIN))
        .isInstanceOf(AulosException.class)
        .message()
        .startsWith("'sh' ended with exit code 3\n")
        .endsWith("\n  | 100000\n  | half\n  | whole\n  |  [1mout of memory")
        .hasLineCount(21)
        .doesNotContain("| 50\n");
  }

  @Test
  void aProgramThatIsSilentAboutItsFailureIsToldSo() {
    assertThatThrownBy(() -> script("exit 4", RAIN))
        .hasMessage("'sh' ended with exit code 4 and wrote nothing to standard error");
  }

  @Test
  void aProgramThatTakesTooLongIsEndedWithAllItStarted() throws IOException {
    String script = "sleep 600 & echo $! > child; echo waiting >&2; wait";

    assertThatThrownBy(
            () ->
                assertTimeoutPreemptively(
                    Duration.ofSeconds(20), () -> run(0.5, RAIN, "sh", "-c", script, "{output}")))
        .hasMessageStartingWith(
            "'sh' had not ended after 0.5 s and was ended; raise timeout-seconds")
        .hasMessageEndingWith("| waiting");
    long child = Long.parseLong(Files.readString(folder.resolve("child")).strip());
    assertThat(gone(child)).isTrue();
  }

  /** Whether a process is gone within five seconds; that of a dead parent waits for a new one. */
  private static boolean gone(long pid) {
    return ProcessHandle.of(pid)
        .map(
            process ->
                process.onExit().orTimeout(5, TimeUnit.SECONDS).handle((p, e) -> e == null).join())
        .orElse(true);
  }

  @Test
  void anInterruptEndsTheProgram() throws Exception {
    String script = "echo $$ > self; sleep 600; true";
    Thread caller =
        new Thread(
            () ->
                assertThatThrownBy(() -> run(600, RAIN, "sh", "-c", script, "{output}"))
                    .hasMessage("interrupted"));
    caller.start();
    while (!Files.exists(folder.resolve("self")) || Files.size(folder.resolve("self")) == 0) {
      Thread.sleep(10);
    }
    caller.interrupt();
    caller.join(10_000);

    assertThat(caller.isAlive()).isFalse();
    long self = Long.parseLong(Files.readString(folder.resolve("self")).strip());
    assertThat(gone(self)).isTrue();
  }

  @Test
  void aProgramThatDoesNotExistIsNamed() {
    assertThatThrownBy(() -> run(5, RAIN, "no-such-program", "{output}"))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("'no-such-program' cannot be started")
        .hasMessageContaining("write its full path, or install it");
  }

  @Test
  void aFileUnderAnotherNameIsPointedOut() {
    assertThatThrownBy(() -> script("cp tone.wav \"$1.wav\"", RAIN))
        .hasMessage(
            "'sh' ended well but did not write the file {output}, clip.wav, but clip.wav.wav");
  }

  @Test
  void aFileThatIsNoSoundIsRefused() {
    assertThatThrownBy(() -> script("echo no sound > \"$1\"", RAIN))
        .isInstanceOf(AulosException.class)
        .hasMessageStartingWith("'sh' wrote a file that is no sound\n");
  }

  @Test
  void anotherRateIsRefusedWithTheOptionToSet() {
    AudioFiles.write(
        folder.resolve("tone.wav"), Signals.sine(440, 0.5, 16_000), AudioEncoding.WAV_PCM16);

    assertThatThrownBy(() -> script("cp tone.wav \"$1\"", RAIN))
        .hasMessage(
            "'sh' wrote 16000 Hz and 1 channels, but sample-rate and channels say 8000 and 1; set them to what it writes");
  }

  @Test
  void nothingStaysBehindAmongTemporaryFiles() throws IOException {
    script(
        "dirname \"$1\" > where; mkdir \"$1.d\"; cp tone.wav \"$1.d\"; cp tone.wav \"$1\"", RAIN);

    assertThat(Path.of(Files.readString(folder.resolve("where")).strip())).doesNotExist();
  }

  @Test
  void aScriptOfTheFolderIsAnInput() throws IOException {
    Files.writeString(folder.resolve("gen.sh"), "cp tone.wav \"$1\"");
    List<Path> opened = new ArrayList<>();
    CommandGenerator.create(
        new CommandOptions(List.of("sh", "gen.sh", "{output}"), 8_000, 1, 5, 0),
        new RecordingResources(TestResources.of(manager, folder), opened));

    assertThat(opened).containsExactly(Path.of("gen.sh"));
  }

  @Test
  void commandsThatCannotWorkAreRefusedAtOnce() {
    assertRefused("there is no command; name a program");
    assertRefused("the command has no {output}", "sh", "{prompt}");
    assertRefused("placeholder {promt}; those there are: {prompt}", "sh", "{promt}", "{output}");
  }

  private void assertRefused(String why, String... command) {
    assertThatThrownBy(() -> run(5, RAIN, command))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining(why);
  }

  @Test
  void numbersOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new CommandOptions(List.of(), 0, 1, 1, 0))
        .hasMessage("expected sample-rate in 1..768000 but was 0");
    assertThatThrownBy(() -> new CommandOptions(List.of(), 8_000, 1, 0, 0))
        .hasMessageContaining("timeout-seconds");
    assertThatThrownBy(() -> new CommandOptions(List.of(), 8_000, 1, 1, -1))
        .hasMessageContaining("parameters");
  }
}
