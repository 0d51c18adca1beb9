package org.aulos.runtime.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.aulos.runtime.models.ModelServer.whole;
import static org.aulos.runtime.models.Models.SMALL;
import static org.aulos.runtime.models.Models.downloader;
import static org.aulos.runtime.models.Models.known;
import static org.aulos.runtime.models.Models.model;
import static org.aulos.runtime.models.Models.tarGz;
import static org.aulos.runtime.models.Models.unknown;
import static org.aulos.runtime.models.Models.weights;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.aulos.api.AulosException;
import org.aulos.runtime.Digests;
import org.aulos.runtime.models.InstalledModel.Content;
import org.aulos.runtime.models.InstalledModel.Trust;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a store keeps, replaces, imports and finds broken. */
final class ModelStoreTest {
  private static final byte[] WEIGHTS = weights(10_000);
  private static final URI NOWHERE = URI.create("http://127.0.0.1:9/weights.bin");

  @TempDir Path home;
  private ModelServer server;
  private ModelStore store;
  private final Models.Ear ear = new Models.Ear();

  @BeforeEach
  void start() throws IOException {
    server = new ModelServer();
    store =
        new ModelStore(
            home.resolve("models"),
            SMALL,
            Clock.fixed(Instant.parse("2026-11-21T12:00:00.5Z"), ZoneOffset.UTC));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private InstalledModel pull(ModelFile file) {
    return store.pull(model(file), downloader(), false, ear);
  }

  private InstalledModel importFrom(Path original) {
    return store.importFrom("own", original, Licence.UNKNOWN, false, ear);
  }

  private static void refused(ThrowingCallable call, String... parts) {
    assertThatThrownBy(call).isInstanceOf(AulosException.class).hasMessageContainingAll(parts);
  }

  @Test
  void theRecordTellsWhatItIsAndWhereItCameFrom() {
    URI address = server.answer("/a", whole(WEIGHTS));

    InstalledModel model = pull(known(WEIGHTS, address));

    String digest = Digests.sha256(WEIGHTS);
    assertThat(model.installed()).isEqualTo("2026-11-21T12:00:00Z");
    assertThat(model.licence().name()).isEqualTo("CC0-1.0");
    assertThat(model.sources())
        .containsExactly(
            new InstalledModel.Source(
                "weights.bin", address.toString(), 10_000, digest, Trust.KNOWN_DIGEST));
    assertThat(model.files()).containsExactly(new Content("weights.bin", 10_000, digest));
    assertThat(store.installed()).containsExactly(model);
  }

  @Test
  void anArchiveBecomesAFolder() throws IOException {
    byte[] archive = tarGz(Map.of("saved_model.pb", "graph", "variables/index", "index"));
    URI address = server.answer("/a", whole(archive));

    pull(Models.file(Digests.sha256(archive), null, Packing.TAR_GZ, address));

    assertThat(store.place("tiny").resolve("variables/index")).hasContent("index");
    assertThat(store.verify("tiny")).isEqualTo(new Verification("tiny", 2, 10, List.of()));
  }

  @Test
  void oneFolderAroundAnArchiveIsLeftOut() throws IOException {
    byte[] archive = tarGz(Map.of("yamnet_1/saved_model.pb", "graph", "yamnet_1/variables/a", "1"));
    URI address = server.answer("/a", whole(archive));

    pull(Models.file(null, null, Packing.TAR_GZ, address));

    assertThat(store.verify("tiny").problems()).isEmpty();
    assertThat(store.place("tiny").resolve("saved_model.pb")).hasContent("graph");
    assertThat(store.place("tiny").resolve("variables/a")).hasContent("1");
  }

  @Test
  void aRefusedArchiveLeavesNothing() throws IOException {
    URI address = server.answer("/a", whole(tarGz(Map.of("../evil", "evil"))));

    refused(() -> pull(Models.file(null, null, Packing.TAR_GZ, address)), "weights.bin", "../evil");
    assertThat(home.resolve("models")).isDirectoryNotContaining("glob:**tiny*");
  }

  @Test
  void whatIsNoArchiveLeavesNothing() {
    URI address = server.answer("/a", whole(WEIGHTS));

    refused(() -> pull(Models.file(null, null, Packing.ZIP, address)), "cannot unpack weights.bin");
    assertThat(home.resolve("models")).isDirectoryNotContaining("glob:**tiny*");
  }

  @Test
  void anEmptyArchiveIsNoModel() throws IOException {
    URI address = server.answer("/a", whole(tarGz(Map.of())));

    refused(() -> pull(Models.file(null, null, Packing.TAR_GZ, address)), "no file");
  }

  @Test
  void aModelOfSeveralFilesIsThereWhenAllAre() {
    URI weights = server.answer("/a", whole(WEIGHTS));
    URI missing = server.answer("/b", ModelServer.status(404));
    ModelFile other =
        new ModelFile("labels.csv", List.of(missing), null, null, null, null, Packing.FILE);
    KnownModel model = model(known(WEIGHTS, weights), other);

    refused(() -> store.pull(model, downloader(), false, ear), "404");

    assertThat(store.installed("tiny")).isEmpty();
    assertThat(store.place("tiny")).doesNotExist();
  }

  @Test
  void whatIsInstalledIsNotAskedForAgain() {
    ModelFile file = known(WEIGHTS, server.answer("/a", whole(WEIGHTS)));

    assertThat(pull(file)).isEqualTo(pull(file));
    assertThat(server.asked).hasSize(1);
  }

  @Test
  void aModelIsReplacedIfThatIsWanted() {
    byte[] newer = weights(20_000);
    pull(known(WEIGHTS, server.answer("/a", whole(WEIGHTS))));

    store.pull(model(known(newer, server.answer("/b", whole(newer)))), downloader(), true, ear);

    assertThat(store.place("tiny").resolve("weights.bin")).hasBinaryContent(newer);
    assertThat(store.verify("tiny").sound()).isTrue();
  }

  @Test
  void aFailedReplacementLeavesTheOldOne() {
    pull(known(WEIGHTS, server.answer("/a", whole(WEIGHTS))));
    KnownModel wrong = model(known(weights(20_000), server.answer("/b", whole(weights(5)))));

    refused(() -> store.pull(wrong, downloader(), true, ear), "SHA-256");
    assertThat(store.verify("tiny").sound()).isTrue();
  }

  @Test
  void withoutADigestTheFirstDownloadIsTrustedAndTold() {
    InstalledModel model = pull(unknown(server.answer("/a", whole(WEIGHTS))));

    assertThat(model.sources().get(0).trust()).isEqualTo(Trust.FIRST_USE);
    assertThat(ear.told)
        .singleElement()
        .asString()
        .contains("no SHA-256 of weights.bin", Digests.sha256(WEIGHTS), "tiny.json");
  }

  @Test
  void whatWasTrustedOnceHasToStayTheSame() throws IOException {
    pull(unknown(server.answer("/a", whole(WEIGHTS))));
    org.apache.commons.io.file.PathUtils.deleteDirectory(store.place("tiny"));
    byte[] other = weights(30);

    refused(
        () -> pull(unknown(server.answer("/b", whole(other)))),
        Digests.sha256(WEIGHTS),
        Digests.sha256(other),
        "tiny.json");
    assertThat(pull(unknown(server.answer("/c", whole(WEIGHTS)))).files()).hasSize(1);
    assertThat(ear.told).hasSize(1);
  }

  @Test
  void theFirstDigitsOfADigestAreChecked() {
    String digits = Digests.sha256(WEIGHTS).substring(0, 8);
    URI address = server.answer("/a", whole(WEIGHTS));

    InstalledModel model = pull(Models.file(digits, null, Packing.FILE, address));

    assertThat(model.sources().get(0).trust()).isEqualTo(Trust.FIRST_DIGITS);
    assertThat(ear.told).singleElement().asString().contains("only the beginning of the SHA-256");
  }

  @Test
  void wrongFirstDigitsAreRefused() {
    URI address = server.answer("/a", whole(WEIGHTS));

    refused(
        () -> pull(Models.file("00000000", null, Packing.FILE, address)),
        "should begin with 00000000",
        Digests.sha256(WEIGHTS));
  }

  @Test
  void aFolderOfFilesServesWithoutANetwork() throws IOException {
    Path files = Files.createDirectories(home.resolve("usb"));
    Files.write(files.resolve("weights.bin"), WEIGHTS);

    InstalledModel model = store.pullFrom(model(known(WEIGHTS, NOWHERE)), files, false, ear);

    assertThat(store.place("tiny").resolve("weights.bin")).hasBinaryContent(WEIGHTS);
    assertThat(model.sources().get(0).address()).startsWith("file:").endsWith("weights.bin");
    assertThat(files.resolve("weights.bin")).hasBinaryContent(WEIGHTS);
  }

  @Test
  void filesOfAFolderAreCheckedAlike() throws IOException {
    Path files = Files.createDirectories(home.resolve("usb"));
    KnownModel model = model(known(WEIGHTS, NOWHERE));

    refused(() -> store.pullFrom(model, files, false, ear), "no file weights.bin", "127.0.0.1:9");
    Files.write(files.resolve("weights.bin"), weights(3));
    refused(() -> store.pullFrom(model, files, false, ear), Digests.sha256(WEIGHTS));
    Files.write(files.resolve("weights.bin"), new byte[(1 << 20) + 1]);
    refused(() -> store.pullFrom(model, files, false, ear), "at most 1048576");
    assertThat(store.installed()).isEmpty();
  }

  @Test
  void aFileOfOnesOwnIsImported() throws IOException {
    Path file = Files.write(home.resolve("my.pth"), WEIGHTS);

    InstalledModel model = importFrom(file);

    assertThat(store.place("own").resolve("my.pth")).hasBinaryContent(WEIGHTS);
    assertThat(model.sources().get(0).trust()).isEqualTo(Trust.IMPORTED);
    assertThat(store.verify("own").sound()).isTrue();
  }

  @Test
  void aFolderOfOnesOwnIsImported() throws IOException {
    Path folder = home.resolve("saved");
    Files.write(Files.createDirectories(folder.resolve("variables")).resolve("data"), WEIGHTS);

    importFrom(folder);

    assertThat(store.place("own").resolve("variables/data")).hasBinaryContent(WEIGHTS);
  }

  @Test
  void anArchiveOfOnesOwnIsUnpacked() throws IOException {
    Path archive = Files.write(home.resolve("My.TGZ"), tarGz(Map.of("saved_model.pb", "graph")));

    InstalledModel model = importFrom(archive);

    assertThat(store.place("own").resolve("saved_model.pb")).hasContent("graph");
    assertThat(model.sources().get(0).sha256()).isEqualTo(Digests.sha256(archive));
  }

  @Test
  void anArchiveThatIsNoneIsNotImported() throws IOException {
    Path archive = Files.write(home.resolve("my.zip"), WEIGHTS);

    refused(() -> importFrom(archive), "cannot unpack", "my.zip");
    assertThat(home.resolve("models")).isDirectoryNotContaining("glob:**own*");
  }

  @Test
  void anImportDoesNotReplaceUnasked() throws IOException {
    Path file = Files.write(home.resolve("my.pth"), WEIGHTS);
    importFrom(file);
    Files.write(file, new byte[] {1});

    refused(() -> importFrom(file), "'own' is installed already", "--force");
    store.importFrom("own", file, Licence.UNKNOWN, true, ear);
    assertThat(store.place("own").resolve("my.pth")).hasBinaryContent(new byte[] {1});
  }

  @Test
  void whatCannotBeImportedIsTold() throws IOException {
    Path folder = Files.createDirectories(home.resolve("saved"));
    refused(() -> importFrom(home.resolve("absent")), "no file or folder", "absent");
    refused(() -> importFrom(folder), "no file");
    refused(() -> importFrom(home), "into itself");
    Files.createSymbolicLink(folder.resolve("link"), Path.of("elsewhere"));
    refused(() -> importFrom(folder), "link", "neither a plain file");
    assertThat(store.installed()).isEmpty();
  }

  @Test
  void aFolderThatSomebodyElseMadeIsLeftAlone() throws IOException {
    Files.createDirectories(store.place("tiny"));
    ModelFile file = known(WEIGHTS, server.answer("/a", whole(WEIGHTS)));

    refused(() -> pull(file), "tiny", "not installed by Aulos", "--force");
    assertThat(store.unrecorded()).containsExactly("tiny");
    assertThat(store.installed()).isEmpty();
  }

  @Test
  void everyDifferenceIsFound() throws IOException {
    byte[] archive = tarGz(Map.of("a", "first", "b", "second", "c", "third"));
    URI address = server.answer("/a", whole(archive));
    pull(Models.file(null, null, Packing.TAR_GZ, address));
    Files.writeString(store.place("tiny").resolve("a"), "fIrst");
    Files.delete(store.place("tiny").resolve("b"));
    Files.writeString(store.place("tiny").resolve("d"), "more");

    assertThat(store.verify("tiny").problems())
        .hasSize(3)
        .anyMatch(
            problem ->
                problem.matches("a was SHA-256 .* but is .*" + Digests.sha256("fIrst") + ".*"))
        .contains("b is missing", "d does not belong to it");
  }

  @Test
  void whatIsNotInstalledCannotBeVerified() {
    refused(() -> store.verify("tiny"), "'tiny' is not installed", "aulos models pull tiny");
  }

  @Test
  void aBrokenRecordIsTold() throws IOException {
    pull(known(WEIGHTS, server.answer("/a", whole(WEIGHTS))));
    Files.writeString(store.folder().resolve("tiny.json"), "{\"format\": 7");

    refused(() -> store.installed(), "tiny.json", "Delete it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "..", "../evil", "a/b", "Name", "a b", "-a", ".hidden", "a.json"})
  void namesThatAreNoFolderAreRefused(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> store.place(name))
        .withMessageContaining("'" + name + "'");
  }
}
