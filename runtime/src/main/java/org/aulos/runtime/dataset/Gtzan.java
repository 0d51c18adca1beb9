package org.aulos.runtime.dataset;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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

  static Dataset create(GtzanOptions options, Resources resources) {
    PublishedFolder folder =
        new PublishedFolder(
            "gtzan",
            "http://marsyas.info/downloads/datasets.html, and its lists train_filtered.txt,"
                + " valid_filtered.txt and test_filtered.txt from"
                + " https://github.com/coreyker/dnn-mgr/tree/master/gtzan",
            options.published(),
            resources,
            "genres",
            "genres_original",
            ".");
    Map<String, String> folds = new LinkedHashMap<>();
    folds.put("train_filtered.txt", PublishedFolder.TRAIN);
    folds.put("valid_filtered.txt", PublishedFolder.VALIDATION);
    folds.put("test_filtered.txt", PublishedFolder.TEST);
    folds.forEach((list, fold) -> add(folder, list, fold, options.skipFirst()));
    return folder.read(options.skipFirst() ? PUBLISHED - folds.size() : PUBLISHED);
  }

  private static void add(PublishedFolder folder, String list, String fold, boolean skipFirst) {
    List<String> paths = new ArrayList<>();
    folder.lines(list, (line, path) -> paths.add(path));
    paths.stream()
        .skip(skipFirst ? 1 : 0)
        .forEach(path -> folder.add(path, path.split("/", 2)[0], fold));
  }
}
