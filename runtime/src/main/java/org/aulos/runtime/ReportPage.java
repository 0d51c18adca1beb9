package org.aulos.runtime;

import java.util.HashMap;
import java.util.Map;
import org.aulos.runtime.report.Templates;

/**
 * HTML pages in the looks of a benchmark's report, for the reports of other modules. Each is one
 * file that loads nothing and runs nothing.
 */
public final class ReportPage {
  private static final String POLICY =
      "default-src 'none'; img-src data:; style-src 'unsafe-inline'";

  private ReportPage() {}

  /**
   * Fills a Mustache template.
   *
   * @param template may use, beside its data, {@code {{{style}}}}, the style sheet; {@code
   *     {{policy}}}, the content security policy to state; and {@code {{version}}} of Aulos
   * @param data texts, numbers, truth values, lists and maps of these, by name; every name that the
   *     template uses as a section must be there
   */
  public static String render(String template, Map<String, ?> data) {
    Map<String, Object> all = new HashMap<>(data);
    all.put("style", Templates.style());
    all.put("policy", POLICY);
    all.put("version", AulosVersion.current());
    return Templates.of(template).execute(all);
  }
}
