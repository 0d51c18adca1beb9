package org.aulos.runtime.bench;

import com.google.inject.AbstractModule;
import com.google.inject.Provider;
import com.google.inject.Singleton;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.MapBinder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.aulos.api.Dataset;
import org.aulos.api.Generator;
import org.aulos.api.Metric;
import org.aulos.api.spi.Role;
import org.aulos.runtime.config.ComponentBinder.Chosen;
import org.aulos.runtime.pipeline.ComponentFactory;
import org.aulos.runtime.pipeline.Embedder;
import org.aulos.runtime.pipeline.FlowModule;
import org.aulos.runtime.pipeline.NamedDatasets;
import org.aulos.runtime.pipeline.Pipeline;
import org.aulos.runtime.pipeline.PipelineModule;
import org.aulos.runtime.pipeline.SystemConfig;

/**
 * Composes one benchmark: its data sets, its metrics, and a {@link PipelineModule} for each of its
 * systems.
 */
public final class BenchModule extends AbstractModule {
  private final BenchConfig config;

  /** Composes the given benchmark. */
  public BenchModule(BenchConfig config) {
    this.config = config;
  }

  @Override
  protected void configure() {
    bind(BenchConfig.class).toInstance(config);
    install(new FlowModule(config.settings()));
    bind(Bench.class).in(Singleton.class);
    bind(KeptClips.class);
    bind(Embedder.class);
    Provider<ComponentFactory> factory = getProvider(ComponentFactory.class);

    bind(NamedDatasets.class)
        .toProvider(() -> new NamedDatasets(config.namedDatasets(), config.data(), factory.get()))
        .in(Singleton.class);
    Provider<NamedDatasets> own = getProvider(NamedDatasets.class);
    MapBinder<String, Dataset> datasets =
        MapBinder.newMapBinder(binder(), String.class, Dataset.class);
    config
        .datasets()
        .forEach(
            (name, chosen) ->
                datasets
                    .addBinding(name)
                    .toProvider(() -> own.get().named(name))
                    .in(Singleton.class));

    MapBinder<String, Seeded<Metric<?>>> metrics =
        MapBinder.newMapBinder(
            binder(), new TypeLiteral<String>() {}, new TypeLiteral<Seeded<Metric<?>>>() {});
    config
        .tasks()
        .forEach(
            (name, task) ->
                metrics
                    .addBinding(name)
                    .toProvider(() -> metric(task.metric(), factory.get()))
                    .in(Singleton.class));

    MapBinder<String, Pipeline> pipelines =
        MapBinder.newMapBinder(binder(), String.class, Pipeline.class);
    MapBinder<String, Seeded<Pipeline>> seeded =
        MapBinder.newMapBinder(
            binder(), new TypeLiteral<String>() {}, new TypeLiteral<Seeded<Pipeline>>() {});
    Map<String, SystemConfig> all = new LinkedHashMap<>(config.systems());
    all.putAll(config.generators().ears());
    all.forEach(
        (name, system) -> {
          install(new PipelineModule(system));
          pipelines.addBinding(name).to(PipelineModule.key(name));
          Provider<Pipeline> first = getProvider(PipelineModule.key(name));
          seeded
              .addBinding(name)
              .toProvider(() -> seeded(first.get(), factory.get()))
              .in(Singleton.class);
        });
    bindGenerators(factory);
  }

  private void bindGenerators(Provider<ComponentFactory> factory) {
    bind(Generation.class);
    bind(Contestants.class).in(Singleton.class);
    MapBinder<String, Generator> generators =
        MapBinder.newMapBinder(binder(), String.class, Generator.class);
    GeneratorsConfig others = config.generators();
    others
        .choices()
        .forEach(
            (name, chosen) ->
                generators
                    .addBinding(name)
                    .toProvider(made(factory, Role.GENERATOR, chosen, others.folder()))
                    .in(Singleton.class));
  }

  /** A system under each seed, if it is random. */
  private Seeded<Pipeline> seeded(Pipeline first, ComponentFactory factory) {
    return Seeded.make(
        config.seeds(),
        seed ->
            seed == config.settings().seed()
                ? first
                : Pipeline.assemble(config.named(first.config(), seed), factory.withSeed(seed)),
        Pipeline::random);
  }

  /** A metric under each seed, if it is random. */
  private Seeded<Metric<?>> metric(Chosen chosen, ComponentFactory factory) {
    Seeded<ComponentFactory.Made<Metric<?>>> made =
        Seeded.make(
            config.seeds(),
            seed -> factory.withSeed(seed).make(Role.METRIC, chosen, config.data(), null),
            ComponentFactory.Made::random);
    return new Seeded<>(
        made.variants().stream().<Metric<?>>map(ComponentFactory.Made::component).toList());
  }

  private static <R> Provider<R> made(
      Provider<ComponentFactory> factory, Role<R> role, Chosen chosen, Path folder) {
    return () -> factory.get().make(role, chosen, folder, null).component();
  }
}
