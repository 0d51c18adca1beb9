package org.aulos.runtime;

import com.google.inject.CreationException;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Module;
import com.google.inject.Stage;
import com.google.inject.spi.Message;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.aulos.api.AulosException;
import org.aulos.api.OptionsException;
import org.aulos.api.PluginException;
import org.aulos.api.spi.Plugin;
import org.aulos.runtime.bench.BenchBinder;
import org.aulos.runtime.bench.BenchConfig;
import org.aulos.runtime.bench.BenchModule;
import org.aulos.runtime.bench.BenchSchema;
import org.aulos.runtime.bench.ExtractConfig;
import org.aulos.runtime.bench.MetricConfig;
import org.aulos.runtime.ladder.LadderModule;
import org.aulos.runtime.ladder.MetricChoices;
import org.aulos.runtime.pipeline.ExtractModule;
import org.aulos.runtime.pipeline.FlowModule;
import org.aulos.runtime.plugin.LoadedPlugin;
import org.aulos.runtime.plugin.PluginRefusal;
import org.aulos.runtime.plugin.PluginSources;
import org.aulos.runtime.plugin.Plugins;
import org.aulos.runtime.train.TrainConfig;
import org.aulos.runtime.train.TrainModule;
import org.jspecify.annotations.Nullable;

/**
 * The entry to Aulos: finds the plugins and runs jobs with them.
 *
 * <pre>{@code
 * Aulos aulos = Aulos.open();
 * try (BenchJob job = aulos.bench(Configuration.read(Path.of("bench.yaml")))) {
 *   RunDirectory run = job.run(Path.of("runs/first"), List.of(), ProgressListener.SILENT);
 *   System.out.println(run.result().scores());
 * }
 * }</pre>
 */
public final class Aulos {
  private final Catalog catalog;
  private final Places places;
  private final List<PluginRefusal> refusedPlugins;
  private final Injector injector;

  private Aulos(List<LoadedPlugin> plugins, List<PluginRefusal> refused, Places places) {
    this.refusedPlugins = refused;
    List<Module> modules = new ArrayList<>();
    modules.add(new RuntimeModule(places));
    plugins.forEach(plugin -> modules.add(new PluginModule(plugin)));
    this.injector = speakingPlainly(() -> Guice.createInjector(Stage.PRODUCTION, modules));
    this.places = places;
    this.catalog = injector.getInstance(Catalog.class);
  }

  /**
   * Aulos with every plugin on the module path and the class path and in the folders that the
   * environment names, and the places that it asks for. Plugins that cannot be used are left out;
   * {@link #refusedPlugins()} tells them.
   */
  public static Aulos open() {
    return open(PluginSources.of(List.of(), System.getenv(), Places.ofEnvironment()));
  }

  /**
   * Aulos with every plugin on the module path and the class path and in the given sources, and the
   * places that the environment asks for.
   *
   * @throws PluginException holding every plugin that cannot be used, if the sources are strict;
   *     otherwise {@link #refusedPlugins()} tells them
   */
  public static Aulos open(PluginSources sources) {
    // Engines look for newer natives on the network unless told otherwise; nothing is fetched that
    // the user has not asked for.
    if (System.getProperty("ai.djl.offline") == null) {
      System.setProperty("ai.djl.offline", "true");
    }
    Plugins plugins = Plugins.load(sources);
    return new Aulos(plugins.loaded(), plugins.refused(), Places.ofEnvironment());
  }

  /**
   * Aulos with the given plugins and places, and no others.
   *
   * @throws PluginException if one cannot be used
   */
  public static Aulos open(Collection<? extends Plugin> plugins, Places places) {
    return new Aulos(plugins.stream().map(LoadedPlugin::of).toList(), List.of(), places);
  }

  /** The plugins that were found but cannot be used, and why. */
  public List<PluginRefusal> refusedPlugins() {
    return refusedPlugins;
  }

  /** Every component there is. */
  public Catalog catalog() {
    return catalog;
  }

  /** Where Aulos keeps what is its own. */
  public Places places() {
    return places;
  }

  /**
   * Checks a benchmark's configuration. Opens nothing.
   *
   * @throws org.aulos.api.OptionsException holding every problem
   */
  public void validate(Configuration configuration) {
    bind(configuration);
  }

  /**
   * The JSON Schema (2020-12) of a benchmark's configuration, every component there is included:
   * mappings, lists, texts, numbers and truth values, as any JSON library writes them.
   */
  public Map<String, Object> schema() {
    return BenchSchema.of(catalog);
  }

  /**
   * A benchmark, ready to run: configuration checked, data sets listed, systems and metrics made.
   *
   * @throws org.aulos.api.OptionsException holding every problem of the configuration
   * @throws AulosException holding every data set, system or metric that cannot be made
   */
  public BenchJob bench(Configuration configuration) {
    BenchConfig config = bind(configuration);
    return new BenchJob(config, child(new BenchModule(config.untrained())), this::train);
  }

  /**
   * Clips to vectors, ready to run. The configuration holds one data set and one system.
   *
   * @throws org.aulos.api.OptionsException holding every problem of the configuration
   * @throws AulosException holding what cannot be made
   */
  public EmbedJob embed(Configuration configuration) {
    BenchConfig config =
        BenchBinder.bindWithoutTasks(
            configuration.keys(), configuration.name(), configuration.folder(), catalog);
    requireOneEach(config, "to embed it");
    return new EmbedJob(child(new BenchModule(config)));
  }

  /**
   * Clips to features, ready to run. The configuration holds a {@code dataset} and an {@code
   * extractor}.
   *
   * @throws org.aulos.api.OptionsException holding every problem of the configuration
   * @throws AulosException holding what cannot be made
   */
  public ExtractJob extract(Configuration configuration) {
    ExtractConfig config = ExtractConfig.bind(configuration.keys(), catalog);
    Module module =
        new ExtractModule(
            config.settings(), config.dataset(), config.extractor(), configuration.folder());
    return new ExtractJob(child(module), config.extractor());
  }

  /**
   * A metric, ready to judge vectors that are there. The configuration holds a {@code metric}.
   *
   * @throws org.aulos.api.OptionsException holding every problem of the configuration
   * @throws AulosException if the metric cannot be made
   */
  public MetricJob metric(Configuration configuration) {
    MetricConfig config = MetricConfig.bind(configuration.keys(), catalog);
    return MetricJob.of(flow(config.settings()), config, configuration.folder());
  }

  /**
   * Metrics, ready to be tried on clips that are made worse step by step. The configuration holds
   * one data set and one system.
   *
   * @param metrics names of metrics, or names and options as YAML; if there are none, the metrics
   *     of the tasks of the configuration are tried, and if that has none, every one there is that
   *     judges sets of clips
   * @throws org.aulos.api.OptionsException holding every problem of the configuration
   * @throws AulosException holding what cannot be made
   */
  public LadderJob ladder(Configuration configuration, List<String> metrics) {
    boolean asked = !metrics.isEmpty() || configuration.keys().get("tasks").isPresent();
    Configuration complete = configuration;
    if (!asked || !metrics.isEmpty()) {
      complete = configuration.with(MetricChoices.assignments(catalog, metrics), "the arguments");
    }
    BenchConfig config = bind(complete);
    requireOneEach(config, "to try metrics on them");
    if (!config.trainings().isEmpty()) {
      throw new OptionsException(
          "the encoder of system '%s' is still to be trained; train it by 'aulos train' first, and name its checkpoint"
              .formatted(config.systems().keySet().iterator().next()));
    }
    return new LadderJob(child(new LadderModule(config)), asked);
  }

  private static void requireOneEach(BenchConfig config, String purpose) {
    if (config.datasets().size() != 1 || config.systems().size() != 1) {
      throw new OptionsException("expected one data set and one system " + purpose);
    }
  }

  /**
   * A training, ready to begin or to go on. The configuration holds a {@code trainer} and a {@code
   * dataset}.
   *
   * @throws org.aulos.api.OptionsException holding every problem of the configuration
   * @throws AulosException holding what cannot be made
   */
  public TrainJob train(Configuration configuration) {
    return train(TrainConfig.bind(configuration.keys(), configuration.folder(), catalog));
  }

  private TrainJob train(TrainConfig config) {
    return new TrainJob(child(new TrainModule(config)));
  }

  private BenchConfig bind(Configuration configuration) {
    return BenchBinder.bind(
        configuration.keys(), configuration.name(), configuration.folder(), catalog);
  }

  /** The graph of a job that brings its own clips. */
  Injector flow(RunSettings settings) {
    return child(new FlowModule(settings));
  }

  /** A graph below the runtime's own. */
  private Injector child(Module module) {
    return speakingPlainly(() -> injector.createChildInjector(module));
  }

  /** What the parts of a graph say is wrong is reported together, in their own words. */
  private static Injector speakingPlainly(Supplier<Injector> creation) {
    try {
      return creation.get();
    } catch (CreationException e) {
      throw inOwnWords(e, e.getErrorMessages());
    }
  }

  private static RuntimeException inOwnWords(
      RuntimeException failure, Collection<Message> messages) {
    Set<String> own = new LinkedHashSet<>();
    boolean options = true;
    boolean plugins = true;
    for (Message message : messages) {
      Optional<AulosException> cause = cause(message.getCause());
      if (cause.isEmpty()) {
        return failure; // a fault of ours: the whole story is worth more than a short one
      }
      own.add(String.valueOf(cause.get().getMessage()));
      options &= cause.get() instanceof OptionsException;
      plugins &= cause.get() instanceof PluginException;
    }
    String text = String.join("\n", own);
    if (plugins) {
      return new PluginException(text, failure);
    }
    return options ? new OptionsException(text, failure) : new AulosException(text, failure);
  }

  private static Optional<AulosException> cause(@Nullable Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof AulosException own) {
        return Optional.of(own);
      }
    }
    return Optional.empty();
  }
}
