package org.aulos.plugins.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.aulos.api.Direction;
import org.aulos.api.Metric;
import org.aulos.api.PromptedEmbeddings;
import org.aulos.api.SampleScore;
import org.aulos.api.Score;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Zero-shot classification: the class whose name has the greatest cosine with the clip. Of equally
 * near classes the first in alphabetical order is chosen.
 *
 * <p>Details are chance (1 / classes) and, over the cosines as scores of each class against all
 * others, the macro means of average precision, which is how well the name of a class finds its
 * clips, with its own chance, and of the area under the ROC curve.
 */
final class ZeroShot implements Metric<PromptedEmbeddings> {
  private final long seed;

  ZeroShot(long seed) {
    this.seed = seed;
  }

  @Override
  public Class<PromptedEmbeddings> evidenceType() {
    return PromptedEmbeddings.class;
  }

  @Override
  public Score score(PromptedEmbeddings evidence) {
    Classes.of(evidence.clips());
    List<String> names = evidence.classes().ids();
    DMatrixRMaj clips = Rows.unit(evidence.clips().embeddings());
    DMatrixRMaj classes = Rows.unit(evidence.classes());
    DMatrixRMaj cosines = CommonOps_DDRM.multTransB(clips, classes, null);
    List<SampleScore> samples = samples(evidence, names, cosines);
    double[] hits = samples.stream().mapToDouble(SampleScore::value).toArray();
    Score score =
        Score.of(
                Retrieval.mean(hits),
                Direction.HIGHER_IS_BETTER,
                hits.length,
                EvalPlugin.signature("zero-shot").with("similarity", "cosine"))
            .withInterval(Bootstrap.interval(List.of(hits), seed))
            .withSamples(samples)
            .withDetail(Score.CHANCE, 1.0 / names.size());
    List<Detection> detections = detections(evidence, names, cosines);
    return score
        .withDetail("mAP", mean(detections, Detection::averagePrecision))
        .withDetail(Score.CHANCE + " mAP", mean(detections, Detection::chance))
        .withDetail("ROC AUC", mean(detections, Detection::areaUnderRoc));
  }

  private static double mean(List<Detection> detections, ToDoubleFunction<Detection> measure) {
    return detections.stream().mapToDouble(measure).average().orElseThrow();
  }

  /** In the order of the ids, whatever the order the clips were gathered in. */
  private static List<SampleScore> samples(
      PromptedEmbeddings evidence, List<String> names, DMatrixRMaj cosines) {
    List<SampleScore> samples = new ArrayList<>();
    for (int clip : Splits.byId(evidence.clips())) {
      samples.add(
          SampleScore.prediction(
              evidence.clips().embeddings().ids().get(clip),
              evidence.clips().labels().get(clip),
              names.get(Rows.greatest(cosines, clip))));
    }
    return samples;
  }

  /** Each class that some clips have and others have not. */
  private static List<Detection> detections(
      PromptedEmbeddings evidence, List<String> names, DMatrixRMaj cosines) {
    List<String> labels = evidence.clips().labels();
    List<Detection> detections = new ArrayList<>();
    for (int k = 0; k < names.size(); k++) {
      int column = k;
      double[] scores =
          IntStream.range(0, labels.size()).mapToDouble(i -> cosines.get(i, column)).toArray();
      boolean[] present = new boolean[labels.size()];
      for (int i = 0; i < present.length; i++) {
        present[i] = labels.get(i).equals(names.get(k));
      }
      Detection.of(scores, present).ifPresent(detections::add);
    }
    return detections;
  }
}
