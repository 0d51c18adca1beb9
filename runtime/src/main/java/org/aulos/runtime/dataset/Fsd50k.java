package org.aulos.runtime.dataset;

import java.util.Arrays;
import java.util.List;
import org.aulos.api.Dataset;
import org.aulos.api.spi.Resources;

/**
 * The data set {@code fsd50k} (Fonseca et al. 2022): sounds of 200 classes, of which a clip may
 * have several, with the official split: of the development set what is for training and
 * validation, and the evaluation set for test.
 */
final class Fsd50k {
  private static final int PUBLISHED = 40_966 + 10_231;
  private static final String LISTS = "FSD50K.ground_truth/";

  private Fsd50k() {}

  static Dataset create(PublishedOptions options, Resources resources) {
    PublishedFolder folder =
        new PublishedFolder("fsd50k", "https://zenodo.org/records/4060432", options, resources);
    for (TableRow row : folder.table(LISTS + "dev.csv", "fname", "labels", "split")) {
      String fold =
          row.one("split").orElseThrow().equals("val")
              ? PublishedFolder.VALIDATION
              : PublishedFolder.TRAIN;
      folder.add("FSD50K.dev_audio/" + name(row), labels(row), fold);
    }
    for (TableRow row : folder.table(LISTS + "eval.csv", "fname", "labels")) {
      folder.add("FSD50K.eval_audio/" + name(row), labels(row), PublishedFolder.TEST);
    }
    return folder.read(PUBLISHED);
  }

  private static String name(TableRow row) {
    return row.one("fname").orElseThrow() + ".wav";
  }

  private static List<String> labels(TableRow row) {
    return Arrays.asList(row.one("labels").orElseThrow().split(","));
  }
}
