package org.aulos.runtime.ladder;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.aulos.api.spi.Role;
import org.aulos.runtime.Catalog;
import org.aulos.runtime.config.ComponentBinder.Chosen;
import org.aulos.runtime.config.OptionNames;
import org.aulos.runtime.config.RecordBinder;

/**
 * Which metrics are tried. One whose option {@code measure} chooses among several scores is tried
 * with each of them.
 */
public final class MetricChoices {
  private static final String MEASURE = "measure";

  private MetricChoices() {}

  /**
   * Assignments that make a task of each metric.
   *
   * @param written names, or names and options as YAML; empty for every metric there is
   */
  public static List<String> assignments(Catalog catalog, List<String> written) {
    List<String> metrics =
        written.isEmpty()
            ? catalog.entries(Role.METRIC).stream().map(entry -> entry.component().name()).toList()
            : written;
    List<String> assignments = new ArrayList<>();
    for (String metric : metrics) {
      boolean named = metric.matches("[a-z0-9-]+");
      Optional<Catalog.Entry> entry = catalog.find(Role.METRIC, metric);
      List<String> measures = entry.map(MetricChoices::measures).orElse(List.of());
      if (measures.isEmpty()) {
        String task = named ? metric : "metric-" + (assignments.size() + 1);
        assignments.add("tasks.%s.metric=%s".formatted(task, metric));
      }
      for (String measure : measures) {
        assignments.add(
            "tasks.%1$s-%2$s.metric={use: %1$s, measure: %2$s}".formatted(metric, measure));
      }
    }
    return assignments;
  }

  /** The names of the measures that a metric chooses from; none if it has no such option. */
  private static List<String> measures(Catalog.Entry entry) {
    RecordComponent option =
        RecordBinder.components(entry.component().defaults().getClass()).get(MEASURE);
    return option == null || !option.getType().isEnum()
        ? List.of()
        : Arrays.stream(option.getType().getEnumConstants())
            .map(constant -> OptionNames.constant((Enum<?>) constant))
            .toList();
  }

  /** What tells a metric from others: its measure, if it has one, and other options of its own. */
  static String label(Chosen metric) {
    Map<String, Object> own = new LinkedHashMap<>(RecordBinder.values(metric.options()));
    Map<String, Object> standard = RecordBinder.values(metric.entry().component().defaults());
    StringBuilder label = new StringBuilder(metric.entry().component().name());
    if (!measures(metric.entry()).isEmpty()) {
      label.append(' ').append(own.remove(MEASURE));
    }
    own.forEach(
        (key, value) -> {
          if (!Objects.equals(value, standard.get(key))) {
            label.append(", ").append(key).append(' ').append(value);
          }
        });
    return label.toString();
  }
}
