package org.aulos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class DoctorCommandTest {
  @Test
  void aHealthyInstallationPassesEveryCheck() {
    Ran ran = Ran.aulos("doctor");

    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .containsPattern("java +OpenJDK|java +.*VM")
        .containsPattern("engine +PyTorch \\d")
        .containsPattern("tensorflow +(\\d+\\.|absent: .*tensorflow-core-native)")
        .containsPattern("cache +" + System.getenv("AULOS_CACHE"))
        .contains("ok   tensors: ", "ok   audio: ", "ok   pipeline: ")
        .doesNotContain("FAIL");
  }

  @Test
  void findingsComeAsJson() throws IOException {
    JsonNode findings = Ran.aulos("doctor", "--json").json();

    assertThat(findings.path("checks")).hasSize(3);
    assertThat(findings.path("facts").path("aulos").asText()).isNotEmpty();
  }
}
