package org.aulos.runtime;

import com.google.inject.Injector;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.aulos.api.FeatureFormat;
import org.aulos.runtime.BenchResult.ClipFailure;
import org.aulos.runtime.config.ComponentBinder.Chosen;
import org.aulos.runtime.pipeline.FeatureFlow;
import org.aulos.runtime.pipeline.TensorRuntime;

/** A data set whose features are ready to be extracted. */
public final class ExtractJob implements AutoCloseable {
  private final Injector injector;
  private final FeatureFlow flow;
  private final Chosen extractor;

  ExtractJob(Injector injector, Chosen extractor) {
    this.injector = injector;
    this.flow = injector.getInstance(FeatureFlow.class);
    this.extractor = extractor;
  }

  /**
   * Writes the features of each clip into a folder: {@code <id>.npy}, {@code [frames, bins]}
   * float32, and {@code features.json} that says how they were made.
   *
   * @return clips that could not be read
   */
  public List<ClipFailure> run(Path folder, ProgressListener progress) {
    List<ClipFailure> failures =
        flow.run(
            "features",
            (clip, features, frames, bins) ->
                AtomicFiles.write(
                    inside(folder, clip.id()), out -> NpyFiles.write(out, features, frames, bins)),
            progress);
    FeatureFormat format = flow.extractor().featureFormat();
    Map<String, Object> about = new LinkedHashMap<>();
    about.put("frameRate", format.frameRate());
    about.put("bins", format.bins());
    long seed = injector.getInstance(RunSettings.class).seed();
    about.put(
        "provenance",
        new Provenances(injector.getInstance(Catalog.class))
            .of(extractor.result(), seed, "", List.of()));
    about.put("failures", failures);
    AtomicFiles.write(
        folder.resolve("features.json"),
        (RunDirectory.json(about) + "\n").getBytes(StandardCharsets.UTF_8));
    return failures;
  }

  /** The file of a clip; ids are names of the user's making and must not lead out of the folder. */
  private static Path inside(Path folder, String id) {
    Path root = folder.toAbsolutePath().normalize();
    Path file = root.resolve(id + ".npy").normalize();
    if (!file.startsWith(root)) {
      throw new org.aulos.api.AulosException("the clip id '" + id + "' leads out of " + folder);
    }
    return file;
  }

  @Override
  public void close() {
    injector.getInstance(TensorRuntime.class).close();
  }
}
