package org.aulos.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.samskivert.mustache.MustacheException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportPageTest {
  @Test
  void dataAreTextInTheTemplate() {
    String page =
        ReportPage.render(
            "{{#rows}}<p>{{name}}</p>{{/rows}} {{version}}",
            Map.of("rows", List.of(Map.of("name", "a<b"), Map.of("name", "c"))));

    assertThat(page).isEqualTo("<p>a&lt;b</p><p>c</p> " + AulosVersion.current());
  }

  @Test
  void theLooksAreThoseOfABenchmarksReport() {
    assertThat(ReportPage.render("<style>{{{style}}}</style>", Map.of()))
        .contains("prefers-color-scheme: dark", ".scores .value");
  }

  @Test
  void thePolicyLetsNothingRunAndNothingLoad() {
    assertThat(ReportPage.render("{{{policy}}}", Map.of()))
        .isEqualTo("default-src 'none'; img-src data:; style-src 'unsafe-inline'");
  }

  @Test
  void aNameThatTheDataLackIsAnError() {
    assertThatThrownBy(() -> ReportPage.render("{{#rows}}{{/rows}}", Map.of()))
        .isInstanceOf(MustacheException.class)
        .hasMessageContaining("rows");
  }
}
