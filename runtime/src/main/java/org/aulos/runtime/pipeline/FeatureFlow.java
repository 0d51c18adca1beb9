package org.aulos.runtime.pipeline;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.aulos.api.AudioBatch;
import org.aulos.api.AudioFormat;
import org.aulos.api.Clip;
import org.aulos.api.Dataset;
import org.aulos.api.FeatureBatch;
import org.aulos.api.FeatureExtractor;
import org.aulos.runtime.BenchResult.ClipFailure;
import org.aulos.runtime.ProgressListener;
import org.aulos.runtime.RunSettings;

/** Extracts the features of every clip of a data set and hands them on clip by clip. */
public final class FeatureFlow {
  private final Dataset dataset;
  private final FeatureExtractor extractor;
  private final ClipFlow flow;
  private final RunSettings settings;

  /** A flow of the given parts. */
  @Inject
  public FeatureFlow(
      Dataset dataset, FeatureExtractor extractor, ClipFlow flow, RunSettings settings) {
    this.dataset = dataset;
    this.extractor = extractor;
    this.flow = flow;
    this.settings = settings;
  }

  /** Takes the features of a clip. Called from several threads. */
  @FunctionalInterface
  public interface Sink {
    /**
     * Takes the features of one clip.
     *
     * @param clip the clip
     * @param features {@code [frames × bins]} row-major
     * @param frames number of frames
     * @param bins values in each frame
     */
    void take(Clip clip, float[] features, int frames, int bins);
  }

  /** The extractor. */
  public FeatureExtractor extractor() {
    return extractor;
  }

  /**
   * Extracts; returns the clips that could not be read.
   *
   * @param stage what the job is called, for people
   */
  public List<ClipFailure> run(String stage, Sink sink, ProgressListener progress) {
    long start = System.nanoTime();
    List<Clip> clips = EmbeddingPass.limited(dataset, settings.limit());
    Consumer consumer = new Consumer(clips, sink);
    ClipFlow.Outcome flown = flow.run(stage, clips, List.of(consumer), progress);
    List<ClipFlow.Seen> seen = flown.seen();
    List<ClipFailure> failures = new ArrayList<>();
    for (int i = 0; i < clips.size(); i++) {
      String problem = seen.get(i).problem();
      if (problem != null) {
        failures.add(new ClipFailure(clips.get(i).id(), problem));
      }
    }
    progress.finished(
        stage,
        EmbeddingPass.summary(
            clips.size() - failures.size(),
            consumer.audioSeconds(),
            (System.nanoTime() - start) / 1e9,
            failures.size(),
            flown.times()));
    return failures;
  }

  /** Cuts batches into clips. */
  private final class Consumer implements ClipConsumer {
    private final List<Clip> clips;
    private final Sink sink;
    private final double[] seconds;

    Consumer(List<Clip> clips, Sink sink) {
      this.clips = clips;
      this.sink = sink;
      this.seconds = new double[clips.size()];
    }

    @Override
    public AudioFormat audioFormat() {
      return extractor.audioFormat();
    }

    @Override
    public boolean wants(int clip, String digest) {
      return true;
    }

    @Override
    public List<Refused> accept(AudioBatch audio, List<Item> items) {
      List<Refused> refused = new ArrayList<>();
      FeatureBatch batch = extractor.extract(audio);
      float[] values = batch.toFloats();
      int stride = values.length / batch.size();
      for (int i = 0; i < items.size(); i++) {
        int frames = batch.frames(i);
        float[] own = Arrays.copyOfRange(values, i * stride, i * stride + frames * batch.bins());
        Item item = items.get(i);
        if (ClipConsumer.finite(own)) {
          sink.take(clips.get(item.index()), own, frames, batch.bins());
          seconds[item.index()] = item.seconds();
        } else {
          refused.add(new Refused(item, "its features are not finite; are its samples extreme?"));
        }
      }
      return refused;
    }

    double audioSeconds() {
      return Arrays.stream(seconds).sum();
    }
  }
}
