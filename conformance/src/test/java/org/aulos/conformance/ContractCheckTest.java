package org.aulos.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.ServiceLoader;
import org.aulos.runtime.dataset.DatasetsPlugin;
import org.aulos.runtime.plugin.PluginCheck;
import org.aulos.runtime.plugin.PluginCheck.Outcome;
import org.aulos.runtime.plugin.PluginCheck.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContractCheckTest {
  private static final List<Verdict> VERDICTS = new ContractCheck().check(new Loudness());

  @Test
  void isFoundAsAService() {
    assertThat(ServiceLoader.load(PluginCheck.class))
        .hasSize(1)
        .first()
        .isInstanceOf(ContractCheck.class);
  }

  @Test
  void aGoodEncoderKeepsEveryPromise() {
    assertThat(of("encoder:peak"))
        .hasSizeGreaterThan(10)
        .allMatch(verdict -> verdict.outcome() == Outcome.KEPT && verdict.message().isEmpty())
        .extracting(Verdict::promise)
        .contains("yields the same in any order", "can be made with its default options");
  }

  @Test
  void aBrokenPromiseIsToldWithItsReason() {
    List<Verdict> broken =
        of("encoder:leaky").stream().filter(v -> v.outcome() == Outcome.BROKEN).toList();

    assertThat(broken).hasSize(1);
    assertThat(broken.get(0).promise())
        .isEqualTo("attaches its result alone to the manager of its input");
    assertThat(broken.get(0).message()).contains("must be the only array that stays");
  }

  @Test
  void whatTheUserLacksIsNotHeldAgainstAComponent() {
    assertThat(of("encoder:scaled")).hasSize(1);
    assertThat(of("encoder:scaled").get(0).outcome()).isEqualTo(Outcome.NOT_CHECKED);
    assertThat(of("encoder:scaled").get(0).message()).contains("there is no file", "no-such-file");
  }

  @Test
  void aFactoryThatFailsBreaksItsFirstPromise() {
    assertThat(of("encoder:faulty")).hasSize(1);
    assertThat(of("encoder:faulty").get(0).outcome()).isEqualTo(Outcome.BROKEN);
    assertThat(of("encoder:faulty").get(0).message()).contains("nobody thought of this");
  }

  @Test
  void trainersAreNotStarted() {
    assertThat(of("trainer:slow"))
        .extracting(Verdict::outcome)
        .containsExactly(Outcome.KEPT, Outcome.NOT_CHECKED);
  }

  @Test
  void thePluginIsHeldToItsOwnPromises() {
    assertThat(of("plugin loudness"))
        .filteredOn(verdict -> verdict.outcome() == Outcome.BROKEN)
        .extracting(Verdict::promise)
        .as("the tests have no module, and name it nowhere")
        .containsExactlyInAnyOrder("is provided by its module", "is named in meta inf services");
    assertThat(of("plugin loudness"))
        .extracting(Verdict::promise)
        .contains("encoder:peak described");
  }

  @Test
  void dataSetsWhoseFolderIsMissingAreNotChecked() {
    List<Verdict> verdicts = new ContractCheck().check(new DatasetsPlugin());

    assertThat(verdicts)
        .filteredOn(verdict -> verdict.subject().equals("dataset:synthetic-scenes"))
        .allMatch(verdict -> verdict.outcome() == Outcome.KEPT);
    assertThat(verdicts)
        .filteredOn(verdict -> verdict.subject().equals("dataset:esc-50"))
        .extracting(Verdict::outcome)
        .containsExactly(Outcome.NOT_CHECKED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "encoder:neighbourly|the vectors of a clip must not depend on its batch",
        "extractor:wider|must be what featureFormat() states",
        "generator:moody|the same seed must give the same audio",
        "metric:optimist|n must be the number of clips behind the score",
        "dataset:twice|the ids of clips must be unique",
        "plugin broken-twins|has no @Describe",
      })
  void aBrokenTwinIsToldWhatItMustDo(String subject, String message) {
    List<Verdict> broken =
        new ContractCheck()
            .check(new BrokenTwins()).stream()
                .filter(verdict -> verdict.subject().equals(subject))
                .filter(verdict -> verdict.outcome() == Outcome.BROKEN)
                .toList();

    assertThat(broken).extracting(Verdict::message).anyMatch(it -> it.contains(message));
    assertThat(broken)
        .extracting(Verdict::message)
        .as("no traces, no names of classes of JUnit")
        .noneMatch(it -> it.contains("org.junit") || it.contains("\tat "));
  }

  private static List<Verdict> of(String subject) {
    return VERDICTS.stream().filter(verdict -> verdict.subject().equals(subject)).toList();
  }
}
