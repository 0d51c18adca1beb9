package org.aulos.runtime.pipeline;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.aulos.api.Clip;
import org.aulos.api.spi.Plugin;
import org.aulos.api.spi.Role;
import org.aulos.runtime.Catalog;
import org.aulos.runtime.Places;
import org.aulos.runtime.ProgressListener;
import org.aulos.runtime.RunSettings;
import org.aulos.runtime.TinyPlugin;
import org.aulos.runtime.config.ComponentBinder.Chosen;
import org.aulos.runtime.config.ConfigNode.Origin;
import org.aulos.runtime.plugin.LoadedPlugin;
import org.jspecify.annotations.Nullable;

/** The parts of a pipeline put together by hand, in a folder of the test. */
final class Workbench implements AutoCloseable {
  private final Path folder;
  private final RunSettings settings;
  private final Catalog catalog;
  private final TensorRuntime tensors;
  private final ComponentFactory factory;

  Workbench(Path folder, RunSettings settings) {
    this(folder, settings, new TinyPlugin());
  }

  Workbench(Path folder, RunSettings settings, Plugin plugin) {
    this.folder = folder;
    this.settings = settings;
    this.catalog = new Catalog(Set.of(LoadedPlugin.of(plugin)));
    this.tensors = new TensorRuntime(settings);
    this.factory = new ComponentFactory(catalog, tensors, settings, places());
  }

  /** Settings on the CPU, clips that fail passed over. */
  static RunSettings settings(int limit, int workers, int batchSize, boolean cache) {
    return new RunSettings(42, limit, "cpu", workers, batchSize, 600, false, cache);
  }

  private Places places() {
    return Places.below(folder);
  }

  ComponentFactory factory() {
    return factory;
  }

  Chosen choose(Role<?> role, String name, Record options) {
    return new Chosen(catalog.require(role, name), options, Origin.of("own.yaml:5"));
  }

  Chosen choose(Role<?> role, String name) {
    return choose(role, name, catalog.require(role, name).component().defaults());
  }

  Pipeline assemble(String name, @Nullable Chosen extractor, Chosen encoder) {
    return Pipeline.assemble(
        new SystemConfig(name, "systems." + name, extractor, encoder, null, folder, null), factory);
  }

  /** The mean of two-bin features. */
  Pipeline mean(String name, double scale, int copies) {
    return assemble(
        name,
        choose(Role.EXTRACTOR, "two-bins", new TinyPlugin.TwoBinsOptions(scale)),
        choose(Role.ENCODER, "mean", new TinyPlugin.MeanOptions(copies)));
  }

  /** The peak, the size and the length of the audio. */
  Pipeline peak(String name) {
    return assemble(name, null, choose(Role.ENCODER, "peak"));
  }

  /** The peak of each window of the audio. */
  Pipeline windows(String name) {
    return assemble(name, null, choose(Role.ENCODER, "windows"));
  }

  EmbeddingPass.Outcome embed(List<Clip> clips, Pipeline... pipelines) {
    ClipFlow flow = new ClipFlow(new ClipReader(settings), tensors, settings);
    return new EmbeddingPass(flow, settings, places())
        .run("own", () -> clips, List.of(pipelines), ProgressListener.SILENT);
  }

  @Override
  public void close() {
    tensors.close();
  }
}
