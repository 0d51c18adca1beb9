package org.aulos.runtime.dataset;

import org.aulos.api.Dataset;
import org.aulos.api.spi.Resources;

/**
 * The data set {@code urbansound8k} (Salamon, Jacoby and Bello 2014): excerpts of urban sounds of
 * ten classes, in the ten official folds.
 */
final class UrbanSound8k {
  private static final int PUBLISHED = 8_732;

  private UrbanSound8k() {}

  static Dataset create(PublishedOptions options, Resources resources) {
    PublishedFolder folder =
        new PublishedFolder(
            "urbansound8k", "https://zenodo.org/records/1203745", options, resources);
    for (TableRow row :
        folder.table("metadata/UrbanSound8K.csv", "slice_file_name", "fold", "class")) {
      String fold = row.one("fold").orElseThrow();
      String name = row.one("slice_file_name").orElseThrow();
      folder.add("audio/fold" + fold + "/" + name, row.one("class").orElseThrow(), fold);
    }
    return folder.read(PUBLISHED);
  }
}
