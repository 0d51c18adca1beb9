package org.aulos.plugins.byola;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.aulos.api.AulosException;
import org.aulos.api.ClipGroup;
import org.aulos.api.EmbeddingBatch;
import org.aulos.api.EmbeddingSet;
import org.aulos.api.Encoder;
import org.aulos.api.GroupedEmbeddings;
import org.aulos.api.TextBatch;

/**
 * Frozen embeddings of all pairs, on the host.
 *
 * @param queries of the clips that queries begin with
 * @param texts of the texts that say what is to differ
 * @param targets of the clips that are looked for
 * @param queryClasses 1 for each class of a query's clip, else 0
 * @param targetClasses likewise of the targets
 */
record QueryExamples(
    List<float[]> queries,
    List<float[]> texts,
    List<float[]> targets,
    List<float[]> queryClasses,
    List<float[]> targetClasses) {
  /** Texts that are encoded at once; a size of its own, so that no setting moves a number. */
  private static final int BATCH = 64;

  /**
   * The pairs of some evidence.
   *
   * @throws AulosException if a group is no pair or has no text
   */
  static QueryExamples of(GroupedEmbeddings evidence, Encoder<TextBatch> encoder) {
    List<ClipGroup> groups = evidence.groups();
    for (ClipGroup group : groups) {
      if (group.text().isBlank()) {
        throw new AulosException(
            "group '" + group.id() + "' has no text that says in what its target differs");
      }
    }
    int[] query = evidence.rows(AuxiliaryRetrieval.QUERY);
    int[] target = evidence.rows(AuxiliaryRetrieval.TARGET);
    List<String> classes =
        List.copyOf(
            new TreeSet<>(
                groups.stream()
                    .flatMap(group -> group.clips().values().stream())
                    .flatMap(clip -> clip.labels().stream())
                    .toList()));
    return new QueryExamples(
        rows(evidence.embeddings(), query),
        encoded(groups.stream().map(ClipGroup::text).toList(), encoder),
        rows(evidence.embeddings(), target),
        marked(groups, AuxiliaryRetrieval.QUERY, classes),
        marked(groups, AuxiliaryRetrieval.TARGET, classes));
  }

  private static List<float[]> rows(EmbeddingSet set, int[] rows) {
    return IntStream.of(rows).mapToObj(set::row).toList();
  }

  private static List<float[]> encoded(List<String> texts, Encoder<TextBatch> encoder) {
    List<float[]> rows = new ArrayList<>();
    for (int start = 0; start < texts.size(); start += BATCH) {
      List<String> some = texts.subList(start, Math.min(texts.size(), start + BATCH));
      EmbeddingBatch batch = encoder.encode(new TextBatch(some));
      try (NDArray vectors = batch.vectors()) {
        float[] values = vectors.toFloatArray();
        int width = encoder.dimension();
        for (int i = 0; i < some.size(); i++) {
          rows.add(Arrays.copyOfRange(values, i * width, (i + 1) * width));
        }
      }
    }
    return rows;
  }

  /** At least one column, since a layer cannot have none; all zeros where nothing has a class. */
  private static List<float[]> marked(List<ClipGroup> groups, String role, List<String> classes) {
    List<float[]> marks = new ArrayList<>();
    for (ClipGroup group : groups) {
      float[] own = new float[Math.max(1, classes.size())];
      group.clip(role).labels().forEach(label -> own[classes.indexOf(label)] = 1);
      marks.add(own);
    }
    return marks;
  }
}
