package org.aulos.runtime.dataset;

import java.util.List;
import java.util.Map;
import org.aulos.api.Dataset;
import org.aulos.api.spi.Resources;

/**
 * The data set {@code urbansound8k} (Salamon, Jacoby and Bello 2014): excerpts of urban sounds of
 * ten classes, in the ten official folds.
 */
final class UrbanSound8k {
  private static final int PUBLISHED = 8_732;

  private UrbanSound8k() {}

  static Dataset create(UrbanSound8kOptions options, Resources resources) {
    PublishedFolder folder =
        new PublishedFolder(
            "urbansound8k", "https://zenodo.org/records/1203745", options.published(), resources);
    Map<String, List<String>> tags =
        options.tagged()
            ? FreesoundTags.read(options.tags(), options.vocabulary(), resources, folder.problems())
            : Map.of();
    List<TableRow> rows =
        folder.table("metadata/UrbanSound8K.csv", "slice_file_name", "fsID", "fold", "class");
    boolean anyTag = false;
    for (TableRow row : rows) {
      String fold = row.one("fold").orElseThrow();
      List<String> own = tags.getOrDefault(row.one("fsID").orElseThrow(), List.of());
      anyTag |= !own.isEmpty();
      folder.add(
          "audio/fold" + fold + "/" + row.one("slice_file_name").orElseThrow(),
          List.of(row.one("class").orElseThrow()),
          own,
          fold);
    }
    if (options.tagged() && !anyTag && folder.problems().none()) {
      folder
          .problems()
          .add(options.tags(), "has tags of none of the %d recordings".formatted(rows.size()));
    }
    return folder.read(PUBLISHED);
  }
}
