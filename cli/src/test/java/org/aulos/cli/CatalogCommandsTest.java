package org.aulos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code list} and {@code describe}. */
final class CatalogCommandsTest {
  @Test
  void listShowsComponentsOfEveryRoleThatHasAny() {
    Ran ran = Ran.aulos("list");

    assertThat(ran.code()).isZero();
    assertThat(ran.err()).isEmpty();
    assertThat(ran.out())
        .containsPattern("extractor +log-mel +eval")
        .containsPattern("encoder +statistics +eval")
        .containsPattern("metric +fad +eval")
        .containsPattern("dataset +esc-50 +datasets");
  }

  @ParameterizedTest
  @ValueSource(strings = {"metrics", "metric"})
  void listShowsOneRole(String role) {
    Ran ran = Ran.aulos("list", role);

    assertThat(ran.code()).isZero();
    assertThat(ran.out()).contains("linear-probe").doesNotContain("log-mel", "esc-50");
  }

  @Test
  void listPrintsJson() throws IOException {
    JsonNode metrics = Ran.aulos("list", "metrics", "--json").json();

    assertThat(metrics.findValuesAsText("name")).contains("fad", "knn-probe");
  }

  @Test
  void anUnknownRoleIsAnsweredWithThoseThereAre() {
    Ran ran = Ran.aulos("list", "coders");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("'coders'", "extractors", "encoders", "datasets");
  }

  @Test
  void describeShowsEveryOptionWithTypeDefaultAndMeaning() {
    Ran ran = Ran.aulos("describe", "metric:knn-probe");

    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .startsWith("metric:knn-probe  (plugin eval")
        .containsPattern("k +whole number +\\d+ +\\S+")
        .contains("metric: {use: knn-probe, k: ");
  }

  @Test
  void describeSaysThatThereAreNoOptions() {
    assertThat(Ran.aulos("describe", "metric:zero-shot").out()).contains("It has no options.");
  }

  @Test
  void describePrintsJson() throws IOException {
    JsonNode description = Ran.aulos("describe", "metric:knn-probe", "--json").json();

    assertThat(description.path("component").asText()).isEqualTo("metric:knn-probe");
    assertThat(description.path("options").findValuesAsText("key")).contains("k");
  }

  @Test
  void anUnknownComponentIsAnsweredWithThoseThereAre() {
    Ran ran = Ran.aulos("describe", "extractor:mell");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("'mell'", "log-mel", "mfcc");
  }

  @Test
  void aComponentWithoutItsRoleIsAnsweredWithTheForm() {
    Ran ran = Ran.aulos("describe", "mfcc");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("'mfcc'", "ROLE:NAME");
  }

  @Test
  void describePrintsTheSchemaOfConfigurations() throws IOException {
    JsonNode schema = Ran.aulos("describe", "--json-schema").json();

    assertThat(schema.path("$schema").asText()).contains("2020-12");
    assertThat(schema.at("/$defs/metric:knn-probe/properties/k/minimum").asInt()).isEqualTo(1);
  }

  @Test
  void pluginsAreListedWithTheirClassesAndWhatIsNotKnown() {
    Ran ran = Ran.aulos("plugin", "list");

    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .containsPattern("org.aulos.plugins.eval +\\S+ +\\S+ +found .*EvalPlugin")
        .contains("components, and whether they clash or fail, are known only with --load")
        .doesNotContain("encoder:statistics");
  }

  @Test
  void loadedPluginsAreListedWithTheirComponents() {
    Ran ran = Ran.aulos("plugin", "list", "--load");

    assertThat(ran.out()).containsPattern("eval +.* loaded .*encoder:statistics");
    assertThat(ran.out()).doesNotContain("--load");
  }

  @Test
  void describeWithoutAComponentSaysWhatIsMissing() {
    Ran ran = Ran.aulos("describe");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("ROLE:NAME", "--json-schema");
  }
}
