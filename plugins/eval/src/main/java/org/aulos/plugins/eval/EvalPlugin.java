package org.aulos.plugins.eval;

import java.util.List;
import java.util.Optional;
import org.aulos.api.Signature;
import org.aulos.api.spi.Component;
import org.aulos.api.spi.Plugin;

/** Offers the baseline features and the metrics. */
public final class EvalPlugin implements Plugin {
  @Override
  public String name() {
    return "eval";
  }

  @Override
  public List<Component<?, ?>> components() {
    return List.of(
        Component.extractor(
            "log-mel",
            LogMelExtractorOptions.DEFAULTS,
            (options, resources) -> HostExtractor.of(options)),
        Component.extractor(
            "mfcc",
            MfccExtractorOptions.DEFAULTS,
            (options, resources) -> HostExtractor.of(options)),
        Component.encoder("statistics", StatisticsOptions.DEFAULTS, Statistics::create),
        Component.metric(
            "linear-probe",
            LinearProbeOptions.DEFAULTS,
            (options, resources) -> new LinearProbe(options, resources.seed())),
        Component.metric(
            "knn-probe",
            KnnProbeOptions.DEFAULTS,
            (options, resources) -> new KnnProbe(options, resources.seed())),
        Component.metric(
            "retrieval",
            RetrievalOptions.DEFAULTS,
            (options, resources) -> new Retrieval(options, resources.seed())),
        Component.metric("fad", FadOptions.DEFAULTS, (options, resources) -> new Fad()));
  }

  /** The signature that every metric of this plugin starts from: its name and our version. */
  static Signature signature(String metric) {
    return Signature.of(metric).with("version", version());
  }

  private static String version() {
    Optional<String> module =
        Optional.ofNullable(EvalPlugin.class.getModule().getDescriptor())
            .flatMap(descriptor -> descriptor.rawVersion());
    // On a class path there is no module, but the manifest of the jar.
    return module
        .or(() -> Optional.ofNullable(EvalPlugin.class.getPackage().getImplementationVersion()))
        .orElse("development");
  }
}
