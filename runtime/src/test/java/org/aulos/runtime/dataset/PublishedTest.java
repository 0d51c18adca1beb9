package org.aulos.runtime.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.aulos.api.AulosException;
import org.aulos.api.Clip;
import org.aulos.api.Dataset;
import org.aulos.api.spi.Component;
import org.aulos.api.spi.Role;
import org.aulos.runtime.config.RecordBinder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Data sets in the layout of their authors, on trees of a few files. */
class PublishedTest {
  @TempDir Path folder;

  private void write(String path, String content) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  private void touch(String... paths) throws IOException {
    for (String path : paths) {
      write(path, "");
    }
  }

  private Dataset read(String name, boolean complete) {
    Component<?, ?> component =
        new DatasetsPlugin()
            .components().stream().filter(own -> own.name().equals(name)).findFirst().orElseThrow();
    return Role.DATASET.cast(
        component.create(
            RecordBinder.with(component.defaults(), "complete", complete),
            new FolderResources(folder)));
  }

  /** Id, labels and fold of each clip. */
  private static List<String> told(Dataset dataset) {
    return dataset.clips().stream().map(PublishedTest::told).toList();
  }

  private static String told(Clip clip) {
    return clip.id() + " " + String.join("+", clip.labels()) + " " + clip.fold();
  }

  @Test
  void urbanSoundHasTenFolds() throws IOException {
    write(
        "metadata/UrbanSound8K.csv",
        """
        slice_file_name,fsID,start,end,salience,fold,classID,class
        100032-3-0-0.wav,100032,0.0,0.317551,1,5,3,dog_bark
        102305-6-0-0.wav,102305,0.0,2.6,1,10,6,gun_shot
        """);
    touch("audio/fold5/100032-3-0-0.wav", "audio/fold10/102305-6-0-0.wav");

    assertThat(told(read("urbansound8k", false)))
        .containsExactly(
            "audio/fold5/100032-3-0-0.wav dog_bark 5", "audio/fold10/102305-6-0-0.wav gun_shot 10");
  }

  private void urbanSounds() throws IOException {
    write(
        "metadata/UrbanSound8K.csv",
        """
        slice_file_name,fsID,start,end,salience,fold,classID,class
        100032-3-0-0.wav,100032,0.0,0.317551,1,5,3,dog_bark
        100032-3-0-1.wav,100032,1.0,1.317551,1,5,3,dog_bark
        102305-6-0-0.wav,102305,0.0,2.6,1,10,6,gun_shot
        """);
    touch(
        "audio/fold5/100032-3-0-0.wav",
        "audio/fold5/100032-3-0-1.wav",
        "audio/fold10/102305-6-0-0.wav");
  }

  private Dataset urbanSounds(String tags, String vocabulary) {
    return UrbanSound8k.create(
        new UrbanSound8kOptions(Path.of("."), false, Path.of(tags), Path.of(vocabulary)),
        new FolderResources(folder));
  }

  @Test
  void tagsOfUrbanSoundGoByTheNumberOnFreesound() throws IOException {
    urbanSounds();
    write("tags.json", "{\"100032\": [\"dog\", \"bark\"], \"7\": [\"drill\"]}");

    assertThat(urbanSounds("tags.json", "").clips())
        .extracting(Clip::tags)
        .containsExactly(List.of("dog", "bark"), List.of("dog", "bark"), List.of());
  }

  @Test
  void tagsOfUrbanSoundMayBeNumbersOfAVocabulary() throws IOException {
    urbanSounds();
    write("vocabulary.json", "{\"0\": \"bark\", \"1\": \"gun\", \"2\": \"dog\"}");
    write("tags.json", "{\"100032\": [1, 0, 1], \"102305\": [0, 0, 0]}");

    assertThat(urbanSounds("tags.json", "vocabulary.json").clips())
        .extracting(Clip::tags)
        .containsExactly(List.of("bark", "dog"), List.of("bark", "dog"), List.of());
  }

  @Test
  void tagsThatAreNoneAreNamed() throws IOException {
    urbanSounds();
    write("other.json", "{\"0\": \"bark\", \"2\": \"dog\"}");
    write("tags.json", "{\"100032\": [1, 0, 1], \"102305\": \"gun\"}");

    assertThatThrownBy(() -> urbanSounds("tags.json", ""))
        .hasMessageContaining("holds 3 numbers under '100032' but the vocabulary has 0 words")
        .hasMessageContaining("expected a list of tags under '102305'");
    assertThatThrownBy(() -> urbanSounds("tags.json", "other.json"))
        .hasMessageContaining("other.json: expected the word of number 1 but was 2");
    assertThatThrownBy(() -> urbanSounds("gone.json", "")).hasMessageContaining("gone.json");
  }

  @Test
  void tagsOfOtherRecordingsAreNoTags() throws IOException {
    urbanSounds();
    write("tags.json", "{\"1\": [\"dog\"]}");

    assertThatThrownBy(() -> urbanSounds("tags.json", ""))
        .hasMessageContaining("tags.json: has tags of none of the 3 recordings");
  }

  @Test
  void speechCommandsAreForTrainingUnlessAListSaysOtherwise() throws IOException {
    touch(
        "yes/0a_nohash_0.wav",
        "yes/0b_nohash_0.wav",
        "no/0a_nohash_0.wav",
        "_background_noise_/running_tap.wav");
    write("validation_list.txt", "yes/0b_nohash_0.wav\n");
    write("testing_list.txt", "no/0a_nohash_0.wav\nno/gone_nohash_0.wav\n");

    assertThat(told(read("speech-commands", false)))
        .containsExactly(
            "no/0a_nohash_0.wav no test",
            "yes/0a_nohash_0.wav yes train",
            "yes/0b_nohash_0.wav yes validation");
  }

  @Test
  void whatAListOfSpeechCommandsNamesIsMissed() throws IOException {
    touch("yes/0a_nohash_0.wav");
    write("validation_list.txt", "yes/0b_nohash_0.wav\n");
    write("testing_list.txt", "");

    assertThatThrownBy(() -> read("speech-commands", true))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("1 of 2 recordings are missing, 'yes/0b_nohash_0.wav' is the first")
        .hasMessageContaining("expected 105829 recordings but there are 2")
        .hasMessageContaining("http://download.tensorflow.org/data/speech_commands_v0.02.tar.gz");
  }

  @ParameterizedTest
  @ValueSource(strings = {"wav/", "dev/wav/"})
  void speakersOfVoxCelebAreSplitForIdentification(String place) throws IOException {
    write(
        "iden_split.txt",
        """
        3 id10001/1zcIwhmdeo4/00001.wav
        1 id10001/7gWzIy6yIIk/00001.wav
        2 id10002/7gWzIy6yIIk/00001.wav
        """);
    touch(
        place + "id10001/1zcIwhmdeo4/00001.wav",
        place + "id10001/7gWzIy6yIIk/00001.wav",
        place + "id10002/7gWzIy6yIIk/00001.wav");

    assertThat(told(read("voxceleb1", false)))
        .containsExactly(
            "id10001/1zcIwhmdeo4/00001.wav id10001 test",
            "id10001/7gWzIy6yIIk/00001.wav id10001 train",
            "id10002/7gWzIy6yIIk/00001.wav id10002 validation");
  }

  @Test
  void aLineThatIsNoneIsNamed() throws IOException {
    write("iden_split.txt", "1 id10001/a/1.wav\n4 id10001/a/2.wav\n");

    assertThatThrownBy(() -> read("voxceleb1", false))
        .hasMessageContaining("iden_split.txt:2: expected 1, 2 or 3 and the path of a recording");
  }

  @Test
  void voxForgeHoldsTheListedArchivesByLanguage() throws IOException {
    String de = "www.repository.voxforge1.org/downloads/de/Trunk/Audio/Main/16kHz_16bit/";
    String en = "www.repository.voxforge1.org/downloads/en/Trunk/Audio/Main/16kHz_16bit/";
    write(
        "voxforge_urls.txt",
        "http://" + de + "anna-20080320-abc.tgz\nhttp://" + en + "bob-20090101-xyz.tgz\n");
    touch(
        de + "anna-20080320-abc/wav/de1.wav",
        de + "anna-20080320-abc/wav/de2.wav",
        de + "anna-20080320-abc/etc/README",
        de + "later-20230101-new/wav/de1.wav",
        en + "bob-20090101-xyz/wav/a0001.wav");

    Dataset dataset = read("voxforge", true);

    assertThat(dataset.clips())
        .extracting(clip -> clip.id().replaceAll(".*16bit/", "") + " " + clip.labels())
        .containsExactly(
            "anna-20080320-abc/wav/de1.wav [de]",
            "anna-20080320-abc/wav/de2.wav [de]",
            "bob-20090101-xyz/wav/a0001.wav [en]");
    assertThat(dataset.clips().get(0).fold()).isEqualTo(dataset.clips().get(1).fold());
  }

  @Test
  void archivesOfVoxForgeThatAreNotUnpackedAreCounted() throws IOException {
    write("voxforge_urls.txt", "x/de/Trunk/a-1-a.tgz\nx/de/Trunk/b-1-b.tgz\n");
    touch("x/de/Trunk/a-1-a/wav/1.wav", "x/de/Trunk/b-1-b.tgz");

    assertThatThrownBy(() -> read("voxforge", true))
        .hasMessageContaining("1 of 2 archives are missing or not unpacked, 'b-1-b' is the first");
    assertThat(read("voxforge", false).clips()).hasSize(1);
  }

  @Test
  void actorsOfCremaAreSplitAsInTensorFlowDatasets() throws IOException {
    // numpy.random.RandomState(0).shuffle of 1001..1091, cut at 63 and 72.
    touch(
        "AudioWAV/1003_DFA_ANG_XX.wav",
        "AudioWAV/1015_IEO_HAP_HI.wav",
        "AudioWAV/1010_IEO_SAD_LO.wav");

    assertThat(told(read("crema-d", false)))
        .containsExactly(
            "AudioWAV/1003_DFA_ANG_XX.wav anger train",
            "AudioWAV/1010_IEO_SAD_LO.wav sad test",
            "AudioWAV/1015_IEO_HAP_HI.wav happy validation");
  }

  @Test
  void aNameThatIsNoneOfCremaIsNamed() throws IOException {
    touch("AudioWAV/1003_DFA_JOY_XX.wav", "AudioWAV/2000_DFA_ANG_XX.wav");

    assertThatThrownBy(() -> read("crema-d", false))
        .hasMessageContaining("1003_DFA_JOY_XX.wav: expected a name as in 1001_DFA_ANG_XX.wav")
        .hasMessageContaining("2000_DFA_ANG_XX.wav: expected a name as in 1001_DFA_ANG_XX.wav");
  }

  @ParameterizedTest
  @ValueSource(strings = {"genres/", "genres_original/", ""})
  void gtzanIsWhatItsFilteredListsName(String place) throws IOException {
    write("train_filtered.txt", "blues/blues.00029.wav\n");
    write("valid_filtered.txt", "jazz/jazz.00001.wav\n");
    write("test_filtered.txt", "rock/rock.00002.wav\n");
    touch(
        place + "blues/blues.00029.wav",
        place + "jazz/jazz.00001.wav",
        place + "jazz/jazz.00054.wav",
        place + "rock/rock.00002.wav");

    assertThat(told(read("gtzan", false)))
        .containsExactly(
            "blues/blues.00029.wav blues train",
            "jazz/jazz.00001.wav jazz validation",
            "rock/rock.00002.wav rock test");
  }

  @Test
  void theFirstOfEachListOfGtzanMayBeTakenForAHeader() throws IOException {
    write("train_filtered.txt", "\nblues/blues.00029.wav\nblues/blues.00030.wav\n");
    write("valid_filtered.txt", "jazz/jazz.00001.wav\n");
    write("test_filtered.txt", "rock/rock.00002.wav\nrock/rock.00003.wav\n");
    touch("blues/blues.00029.wav", "blues/blues.00030.wav", "rock/rock.00003.wav");
    var resources = new FolderResources(folder);

    assertThat(told(Gtzan.create(new GtzanOptions(Path.of("."), false, true), resources)))
        .containsExactly("blues/blues.00030.wav blues train", "rock/rock.00003.wav rock test");
    assertThatThrownBy(() -> Gtzan.create(new GtzanOptions(Path.of("."), true, true), resources))
        .hasMessageContaining("expected 927 recordings but there are 2");
  }

  @Test
  void listsThatAreMissingAreAllNamed() throws IOException {
    write("valid_filtered.txt", "jazz/jazz.00001.wav\n");

    assertThatThrownBy(() -> read("gtzan", true))
        .hasMessageContaining("has 2 problems")
        .hasMessageContaining("train_filtered.txt: is missing")
        .hasMessageContaining("test_filtered.txt: is missing")
        .hasMessageContaining("https://github.com/coreyker/dnn-mgr/tree/master/gtzan");
  }

  private static String note(String name, String family) {
    return "\"%s\": {\"qualities\": [0, 1], \"instrument_family_str\": \"%s\", \"pitch\": 60}"
        .formatted(name, family);
  }

  @Test
  void notesOfNsynthAreOfAFamily() throws IOException {
    write(
        "nsynth-train/examples.json",
        "{" + note("bass_synthetic_068-049-025", "bass") + ", " + note("gone", "reed") + "}");
    write("nsynth-valid/examples.json", "{" + note("keyboard_1", "keyboard") + "}");
    write("nsynth-test/examples.json", "{}");
    touch("nsynth-train/audio/bass_synthetic_068-049-025.wav", "nsynth-valid/audio/keyboard_1.wav");

    assertThat(told(read("nsynth", false)))
        .containsExactly(
            "nsynth-train/audio/bass_synthetic_068-049-025.wav bass train",
            "nsynth-valid/audio/keyboard_1.wav keyboard validation");
    assertThatThrownBy(() -> read("nsynth", true))
        .hasMessageContaining(
            "1 of 3 recordings are missing, 'nsynth-train/audio/gone.wav' is the first")
        .hasMessageContaining("nsynth-train/examples.json: expected 289205 but there are 2")
        .hasMessageContaining("nsynth-test/examples.json: expected 4096 but there are 0");
  }

  /** Six notes of bass, four of reed and one of synth_lead to train with, one of each to test. */
  private void manyNotes() throws IOException {
    StringBuilder train = new StringBuilder(note("synth_lead_0", "synth_lead"));
    touch("nsynth-train/audio/synth_lead_0.wav", "nsynth-test/audio/bass_t.wav");
    touch("nsynth-test/audio/reed_t.wav");
    for (int i = 0; i < 6; i++) {
      train.append(", ").append(note("bass_" + i, "bass"));
      touch("nsynth-train/audio/bass_" + i + ".wav");
      if (i < 4) {
        train.append(", ").append(note("reed_" + i, "reed"));
        touch("nsynth-train/audio/reed_" + i + ".wav");
      }
    }
    write("nsynth-train/examples.json", "{" + train + "}");
    write(
        "nsynth-test/examples.json",
        "{" + note("bass_t", "bass") + ", " + note("reed_t", "reed") + "}");
  }

  private Dataset notes(String list, int perFamily, long seed) {
    return Nsynth.create(
        new NsynthOptions(
            Path.of("."),
            false,
            List.of("train", "test"),
            List.of("bass", "reed"),
            Path.of(list),
            perFamily,
            seed),
        new FolderResources(folder));
  }

  @Test
  void asManyNotesOfEachFamilyMayBeDrawn() throws IOException {
    manyNotes();
    List<String> drawn = told(notes("", 3, 1));

    assertThat(drawn).hasSize(3 + 3 + 2).doesNotHaveDuplicates();
    assertThat(drawn).filteredOn(note -> note.endsWith("bass train")).hasSize(3);
    assertThat(drawn).filteredOn(note -> note.endsWith("reed train")).hasSize(3);
    assertThat(drawn).noneMatch(note -> note.contains("synth_lead"));
    assertThat(told(notes("", 3, 1))).isEqualTo(drawn);
    assertThat(IntStream.range(2, 9).mapToObj(seed -> told(notes("", 3, seed))))
        .anyMatch(other -> !other.equals(drawn));
  }

  @Test
  void aFamilyOfTooFewNotesIsNamed() throws IOException {
    manyNotes();

    assertThatThrownBy(() -> notes("", 5, 1))
        .hasMessageContaining("expected 5 training notes of family 'reed' but there are 4");
  }

  @Test
  void theNotesToTrainWithMayBeListed() throws IOException {
    manyNotes();
    write("list.json", "{\"bass\": [\"bass_4\", \"bass_1\"], \"reed\": [\"reed_0\"]}");

    assertThat(told(notes("list.json", 3, 1)))
        .containsExactly(
            "nsynth-train/audio/bass_1.wav bass train",
            "nsynth-train/audio/bass_4.wav bass train",
            "nsynth-train/audio/reed_0.wav reed train",
            "nsynth-test/audio/bass_t.wav bass test",
            "nsynth-test/audio/reed_t.wav reed test");
  }

  @Test
  void listedNotesThatThereAreNotAreCounted() throws IOException {
    manyNotes();
    write("list.json", "{\"bass\": [\"bass_4\", \"bass_9\"], \"synth\": [\"synth_lead_0\"]}");

    assertThatThrownBy(() -> notes("list.json", 0, 1))
        .hasMessageContaining("list.json: 2 of its 3 notes are no notes of nsynth-train");
  }

  @Test
  void partsOfNsynthAreNamedAsTheyAre() {
    assertThatThrownBy(
            () ->
                new NsynthOptions(
                    Path.of("."), true, List.of("valid"), List.of(), Path.of(""), 0, 1))
        .hasMessageContaining("expected folds among train, validation, test");
  }

  @Test
  void aListOfNotesThatIsCutOffIsNoList() throws IOException {
    write("nsynth-train/examples.json", "{" + note("a", "bass") + ", \"b\": {");
    write("nsynth-valid/examples.json", "[]");
    write("nsynth-test/examples.json", "{\"c\": {}}");

    assertThatThrownBy(() -> read("nsynth", false))
        .hasMessageContaining("nsynth-train/examples.json: is not whole JSON")
        .hasMessageContaining("nsynth-valid/examples.json: expected an object")
        .hasMessageContaining("note 'c' has no instrument_family_str");
  }

  @Test
  void soundsOfSurgeAreOfAPitchAndPresetsAreNotParted() throws IOException {
    for (String preset : List.of("Basses/Deep 2", "Keys/Bell", "Leads/Saw")) {
      touch(preset + "/note-021.ogg", preset + "/note-108.ogg");
    }

    Dataset dataset = read("surge", false);

    assertThat(dataset.classes()).containsExactlyInAnyOrder("21", "108");
    assertThat(dataset.clips().get(0).id()).isEqualTo("Basses/Deep 2/note-021.ogg");
    for (int preset = 0; preset < 3; preset++) {
      assertThat(dataset.clips().get(2 * preset).fold())
          .isEqualTo(dataset.clips().get(2 * preset + 1).fold());
    }
  }

  @Test
  void aSoundOfSurgeWithoutAPitchIsNamed() throws IOException {
    touch("Bell/note-109.ogg", "Bell/high.ogg");

    assertThatThrownBy(() -> read("surge", false))
        .hasMessageContaining("note-109.ogg: expected a name that ends in a MIDI pitch")
        .hasMessageContaining("high.ogg: expected a name that ends in a MIDI pitch");
  }

  @Test
  void clipsOfFsd50kHaveSeveralLabelsAndTheOfficialSplit() throws IOException {
    write(
        "FSD50K.ground_truth/dev.csv",
        """
        fname,labels,mids,split
        64760,"Electric_guitar,Guitar","/m/02sgy,/m/0342h",train
        16399,Rain,/m/06mb1,val
        """);
    write("FSD50K.ground_truth/eval.csv", "fname,labels,mids\n37199,Rain,/m/06mb1\n");
    touch(
        "FSD50K.dev_audio/64760.wav", "FSD50K.dev_audio/16399.wav", "FSD50K.eval_audio/37199.wav");

    assertThat(told(read("fsd50k", false)))
        .containsExactly(
            "FSD50K.dev_audio/64760.wav Electric_guitar+Guitar train",
            "FSD50K.dev_audio/16399.wav Rain validation",
            "FSD50K.eval_audio/37199.wav Rain test");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "urbansound8k",
        "speech-commands",
        "voxceleb1",
        "voxforge",
        "crema-d",
        "gtzan",
        "nsynth",
        "surge",
        "fsd50k"
      })
  void anEmptyFolderSaysWhatToGetAndFromWhere(String name) {
    assertThatThrownBy(() -> read(name, false))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("Data set '" + name + "' in ")
        .hasMessageContaining("Get '" + name + "' from ")
        .hasMessageContaining("http");
  }

  @Test
  void aFolderThatIsNotThereSaysWhatToGetAndFromWhere() {
    assertThatThrownBy(
            () ->
                UrbanSound8k.create(
                    new UrbanSound8kOptions(Path.of("nowhere"), true, Path.of(""), Path.of("")),
                    new FolderResources(folder)))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("nowhere")
        .hasMessageContaining("https://zenodo.org/records/1203745");
  }

  @Test
  void groupsAreShuffledAsNumPyDoes() {
    // RandomState(0) shuffles the sorted names of 0..699 to 374, 642, 134, …, 637, … 601, 85.
    GroupSplit many = GroupSplit.of(IntStream.range(0, 700).mapToObj(Integer::toString).toList());
    assertThat(List.of("374", "642", "134")).extracting(many::fold).containsOnly("train");
    assertThat(List.of("637", "81", "269")).extracting(many::fold).containsOnly("validation");
    assertThat(List.of("513", "601", "85")).extracting(many::fold).containsOnly("test");

    // c i e j b g h | | d a f: with ten groups rounding leaves none for validation.
    GroupSplit few = GroupSplit.of(List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "a"));
    assertThat(List.of("c", "i", "e", "j", "b", "g", "h"))
        .extracting(few::fold)
        .containsOnly("train");
    assertThat(List.of("d", "a", "f")).extracting(few::fold).containsOnly("test");
  }
}
