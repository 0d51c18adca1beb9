package org.aulos.runtime.train;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.aulos.api.AudioBatch;
import org.aulos.api.AudioFormat;
import org.aulos.api.AulosException;
import org.aulos.api.Clip;
import org.aulos.api.Dataset;
import org.aulos.api.TrainingData;
import org.aulos.api.Waveform;
import org.aulos.runtime.pipeline.ClipReader;
import org.aulos.runtime.pipeline.Workers;

/** Clips whose audio is decoded on worker threads while the trainer is busy with those before. */
final class DecodedAhead implements TrainingData {
  /** Batches that are decoded while the trainer has one in its hands. */
  private static final int BATCHES_AHEAD = 2;

  /** 256 MiB of float samples wait at most, beside the batch that is asked for. */
  private static final long MAX_WAITING_SAMPLES = 1L << 26;

  private final ReadableClips dataset;
  private final Path directory;
  private final long seed;
  private final ClipReader reader;
  private final ExecutorService workers;
  private final KeptAudio kept;
  private final AtomicLong delivered = new AtomicLong();

  /**
   * Training data.
   *
   * @param workers decode; whoever started them ends them
   * @param keptBytes room for decoded audio that later passes find again
   */
  DecodedAhead(
      ReadableClips dataset,
      Path directory,
      long seed,
      ClipReader reader,
      ExecutorService workers,
      long keptBytes) {
    this.dataset = dataset;
    this.directory = directory;
    this.seed = seed;
    this.reader = reader;
    this.workers = workers;
    this.kept = new KeptAudio(keptBytes);
  }

  @Override
  public Dataset dataset() {
    return dataset;
  }

  @Override
  public Path directory() {
    return directory;
  }

  @Override
  public String fingerprint() {
    return dataset.fingerprint();
  }

  @Override
  public long seed() {
    return seed;
  }

  /** Clips that the trainer was given so far, each as often as it was given. */
  long delivered() {
    return delivered.get();
  }

  @Override
  public Iterator<AudioBatch> batches(
      NDManager manager, AudioFormat format, List<Integer> clips, int batchSize) {
    if (batchSize < 1) {
      throw new IllegalArgumentException("expected batchSize >= 1 but was " + batchSize);
    }
    for (int clip : clips) {
      Objects.checkIndex(clip, dataset.clips().size());
    }
    return new Pass(manager, format, List.copyOf(clips), batchSize);
  }

  private Waveform decode(int position, AudioFormat format) {
    return kept.find(position, format)
        .orElseGet(
            () -> {
              Waveform audio = ClipReader.convert(read(dataset.clips().get(position)), format);
              kept.offer(position, format, audio);
              return audio;
            });
  }

  /** A clip cannot be left out any more: which steps come next would depend on it. */
  private Waveform read(Clip clip) {
    try {
      return reader.read(clip);
    } catch (AulosException e) {
      throw new AulosException(
          "clip '%s' cannot be read, though its header promised it: %s; repair or remove the file, then train into another folder"
              .formatted(clip.id(), e.getMessage()),
          e);
    }
  }

  /** One pass over some clips. Used by one thread, that of the trainer. */
  private final class Pass implements Iterator<AudioBatch> {
    private final NDManager manager;
    private final AudioFormat format;
    private final List<Integer> clips;
    private final int batchSize;
    private final Deque<Future<Waveform>> ahead = new ArrayDeque<>();
    private int given;
    private int asked;
    private long longest = 1;

    Pass(NDManager manager, AudioFormat format, List<Integer> clips, int batchSize) {
      this.manager = manager;
      this.format = format;
      this.clips = clips;
      this.batchSize = batchSize;
      ask(batchSize);
    }

    @Override
    public boolean hasNext() {
      return given < clips.size();
    }

    @Override
    public AudioBatch next() {
      if (!hasNext()) {
        throw new NoSuchElementException("all " + clips.size() + " clips were given");
      }
      ask(batchSize);
      List<Waveform> batch = new ArrayList<>();
      for (int i = Math.min(batchSize, clips.size() - given); i > 0; i--) {
        Waveform audio = Workers.await(ahead.remove());
        longest = Math.max(longest, (long) audio.frames() * audio.channels());
        batch.add(audio);
      }
      given += batch.size();
      delivered.addAndGet(batch.size());
      ask((int) Math.min((long) BATCHES_AHEAD * batchSize, MAX_WAITING_SAMPLES / longest));
      return AudioBatch.of(manager, batch);
    }

    /** Has so many clips decoded beyond those given, in their order. */
    private void ask(int count) {
      while (asked < Math.min((long) given + count, clips.size())) {
        int position = clips.get(asked);
        ahead.add(workers.submit(() -> decode(position, format)));
        asked++;
      }
    }
  }
}
