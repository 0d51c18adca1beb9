package org.aulos.runtime.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.aulos.api.OptionsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The manifest that comes with Aulos, and those of others. */
final class ModelManifestTest {
  private static final String OWN =
      """
      {"format": "aulos-models-1", "models": [
        {"name": "acme-pitch", "title": "Pitch", "use": "encoder acme-pitch", "homepage": "",
         "licence": {"name": "MIT", "url": ""},
         "files": [
           {"name": "pitch.onnx", "urls": ["https://models.example/pitch.onnx"],
            "sha256": "0123456789abcdef", "packing": "file"}]}]}
      """;

  @TempDir Path folder;

  private ModelManifest read(String text) throws IOException {
    return ModelManifest.read(Files.writeString(folder.resolve("models.json"), text));
  }

  @Test
  void everyBundledModelIsOfferedSafelyUnderALicence() {
    assertThat(ModelManifest.bundled().models())
        .extracting(KnownModel::name)
        .containsExactly("yamnet", "vggish", "vggish-torch", "trill");
    assertThat(ModelManifest.bundled().models())
        .allSatisfy(model -> assertThat(model.licence().url()).startsWith("https://"))
        .flatExtracting(KnownModel::files)
        .flatExtracting(ModelFile::urls)
        .allMatch(url -> url.getScheme().equals("https"));
  }

  @Test
  void aDigestIsNeverStatedWithoutSayingWhoStatesIt() {
    assertThat(ModelManifest.bundled().models())
        .flatExtracting(KnownModel::files)
        .allMatch(file -> (file.sha256() == null) == (file.digestFrom() == null));
  }

  @Test
  void theDigestOfVggishBeginsAsItsNameSays() {
    ModelFile file = ModelManifest.bundled().get("vggish-torch").files().get(0);

    assertThat(file.sha256()).startsWith("10086976");
    assertThat(file.name()).isEqualTo("vggish-10086976.pth");
  }

  @Test
  void aManifestOfOnesOwnAddsModels() throws IOException {
    ModelManifest all = ModelManifest.bundled().with(read(OWN));

    assertThat(all.get("acme-pitch").files().get(0).packing()).isEqualTo(Packing.FILE);
    assertThat(all.find("yamnet")).isPresent();
  }

  @Test
  void aManifestOfOnesOwnMayReplaceAModel() throws IOException {
    ModelManifest all =
        ModelManifest.bundled().with(read(OWN.replace("\"acme-pitch\"", "\"yamnet\"")));

    assertThat(all.models()).hasSameSizeAs(ModelManifest.bundled().models());
    assertThat(all.get("yamnet").title()).isEqualTo("Pitch");
  }

  @Test
  void anUnknownModelIsAnsweredWithThoseThereAre() {
    assertThatThrownBy(() -> ModelManifest.bundled().get("yamet"))
        .isInstanceOf(OptionsException.class)
        .hasMessageContainingAll("'yamet'", "yamnet", "vggish", "--manifest");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          aulos-models-1                    | aulos-models-2               | aulos-models-1
          https://models                    | http://models                | expected an https address
          https://models                    | https://me:secret@models     | an address with a host
          https://models.example/pitch.onnx | file:/etc/passwd             | an address with a host
          0123456789abcdef                  | 0123                         | 8 to 64
          pitch.onnx", "urls"               | ../pitch.onnx", "urls"       | a plain file name
          "acme-pitch", "title"             | "../evil", "title"           | lower-case words
          "packing"                         | "bytes": 0, "packing"        | bytes > 0
          "packing"                         | "pakcing"                    | a value for
          "packing"                         | "colour": 1, "packing"       | colour
          "file"}                           | "rar"}                       | rar
          "title": "Pitch",                 | "title": null,               | title
          ]}                                | ]                            | models.json, line
          """)
  void whatCannotBeRightIsRefused(String right, String wrong, String reason) throws IOException {
    assertThat(OWN).contains(right);

    assertThatThrownBy(() -> read(OWN.replace(right, wrong)))
        .isInstanceOf(OptionsException.class)
        .hasMessageContainingAll("models.json", reason);
  }

  @Test
  void aNameStandsThereOnce() throws IOException {
    String model = OWN.substring(OWN.indexOf("{\"name\": \"acme"), OWN.lastIndexOf("]}"));

    assertThatThrownBy(() -> read(OWN.replace(model, model + "," + model)))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining("'acme-pitch' stands there twice");
  }

  @Test
  void aFileOfAnySizeIsNotRead() {
    assertThatThrownBy(() -> read(" ".repeat((1 << 20) + 1)))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining("more than 1048576 bytes");
  }
}
