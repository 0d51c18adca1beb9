package org.aulos.runtime.dataset;

import java.util.LinkedHashMap;
import java.util.Map;
import org.aulos.api.Dataset;
import org.aulos.api.spi.Resources;

/**
 * The data set {@code gtzan} (Tzanetakis and Cook 2002): thirty seconds of music of ten genres, in
 * the fault-filtered split (Kereliuk, Sturm and Larsen 2015), which leaves out what is there twice,
 * mislabelled or damaged and keeps artists on one side.
 */
final class Gtzan {
  private static final int PUBLISHED = 443 + 197 + 290;

  private Gtzan() {}

  static Dataset create(PublishedOptions options, Resources resources) {
    PublishedFolder folder =
        new PublishedFolder(
            "gtzan",
            "http://marsyas.info/downloads/datasets.html, and its lists train_filtered.txt,"
                + " valid_filtered.txt and test_filtered.txt from"
                + " https://github.com/coreyker/dnn-mgr/tree/master/gtzan",
            options,
            resources,
            "genres",
            "genres_original",
            ".");
    Map<String, String> folds = new LinkedHashMap<>();
    folds.put("train_filtered.txt", PublishedFolder.TRAIN);
    folds.put("valid_filtered.txt", PublishedFolder.VALIDATION);
    folds.put("test_filtered.txt", PublishedFolder.TEST);
    folds.forEach(
        (list, fold) ->
            folder.lines(list, (line, path) -> folder.add(path, path.split("/", 2)[0], fold)));
    return folder.read(PUBLISHED);
  }
}
