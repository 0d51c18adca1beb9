package org.aulos.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.aulos.api.AudioFile;
import org.aulos.api.AudioSource;
import org.aulos.api.Clip;
import org.aulos.api.Dataset;
import org.aulos.api.RenderedAudio;
import org.aulos.api.Waveform;
import org.junit.jupiter.api.Test;

/** What every {@link Dataset} promises; a test class makes its data set. */
public interface DatasetContract {
  /** The data set under test; a new one, with the same options, at each call. */
  Dataset dataset();

  /** There is something in it. */
  @Test
  default void hasClips() {
    assertThat(dataset().clips()).as("a data set must hold at least one clip").isNotEmpty();
  }

  /** An id names one clip. */
  @Test
  default void namesEachClipOnce() {
    List<String> ids = dataset().clips().stream().map(Clip::id).toList();

    assertThat(ids)
        .as("the ids of clips must be unique and not blank")
        .doesNotHaveDuplicates()
        .allSatisfy(id -> assertThat(id).isNotBlank());
  }

  /** The clips come in one order. */
  @Test
  default void listsItsClipsInOneOrder() {
    Dataset dataset = dataset();

    assertThat(described(dataset))
        .as("clips() must list the same clips in the same order at each call")
        .isEqualTo(described(dataset));
  }

  /** The same options give the same data set. */
  @Test
  default void isTheSameWhenMadeAgain() {
    assertThat(described(dataset()))
        .as("a data set made twice from the same options must be the same")
        .isEqualTo(described(dataset()));
  }

  /** The classes are those of the clips. */
  @Test
  default void listsEachClassOnce() {
    Dataset dataset = dataset();
    List<String> labels =
        dataset.clips().stream().flatMap(clip -> clip.labels().stream()).distinct().toList();

    assertThat(dataset.classes())
        .as("classes() must list each class once, those of every clip among them")
        .doesNotHaveDuplicates()
        .containsAll(labels);
  }

  /** Files are there, and what is rendered is the same each time: the first clips are tried. */
  @Test
  default void canReadItsFirstClips() {
    dataset().clips().stream().limit(8).forEach(DatasetContract::checkAudio);
  }

  private static void checkAudio(Clip clip) {
    if (clip.audio() instanceof AudioFile file) {
      assertThat(Files.isRegularFile(file.path()))
          .as("the file of clip '%s' must exist: %s", clip.id(), file.path())
          .isTrue();
    } else if (clip.audio() instanceof RenderedAudio audio) {
      Waveform first = audio.render();
      Waveform second = audio.render();
      assertThat(second)
          .as("clip '%s' must render a new waveform at each call", clip.id())
          .isNotSameAs(first);
      for (int channel = 0; channel < first.channels(); channel++) {
        Sameness.check(
            "clips must render the same samples each time",
            "clip '" + clip.id() + "'",
            second.channel(channel),
            first.channel(channel),
            0);
      }
    }
  }

  private static List<List<Object>> described(Dataset dataset) {
    List<List<Object>> described = new ArrayList<>();
    for (Clip clip : dataset.clips()) {
      described.add(
          List.of(
              clip.id(),
              described(clip.audio()),
              clip.labels(),
              clip.tags(),
              String.valueOf(clip.fold()),
              String.valueOf(clip.lyrics())));
    }
    return described;
  }

  private static String described(AudioSource source) {
    return source instanceof RenderedAudio audio ? audio.recipe() : source.toString();
  }
}
