package org.aulos.plugins.eval;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.aulos.api.Encoder;
import org.aulos.api.FeatureBatch;
import org.aulos.api.FeatureFormat;
import org.aulos.api.OptionsException;
import org.aulos.api.Signature;
import org.aulos.api.spi.Component;
import org.aulos.api.spi.Plugin;
import org.aulos.api.spi.Resources;

/** Offers the baseline features, the pretrained encoders and the metrics. */
public final class EvalPlugin implements Plugin {
  @Override
  public String name() {
    return "eval";
  }

  @Override
  public List<Component<?, ?>> components() {
    return Stream.of(embedding(), probes(), distances()).flatMap(List::stream).toList();
  }

  private static List<Component<?, ?>> embedding() {
    return List.of(
        Component.extractor(
            "log-mel",
            LogMelExtractorOptions.DEFAULTS,
            (options, resources) ->
                onGpu(resources) ? DeviceFrontEnd.of(options) : HostFrontEnd.of(options)),
        Component.extractor(
            "mfcc",
            MfccExtractorOptions.DEFAULTS,
            (options, resources) ->
                onGpu(resources) ? DeviceFrontEnd.of(options) : HostFrontEnd.of(options)),
        Component.encoder("statistics", StatisticsOptions.DEFAULTS, EvalPlugin::statistics),
        Component.encoder("yamnet", YamnetOptions.DEFAULTS, PretrainedEncoders::yamnet),
        Component.encoder("vggish", VggishOptions.DEFAULTS, PretrainedEncoders::vggish),
        Component.encoder("trill", TrillOptions.DEFAULTS, PretrainedEncoders::trill));
  }

  /** What a labelled or paired set is asked. */
  private static List<Component<?, ?>> probes() {
    return List.of(
        Component.metric(
            "linear-probe",
            LinearProbeOptions.DEFAULTS,
            (options, resources) -> new LinearProbe(options, resources.seed())),
        Component.metric(
            "linear-evaluation",
            NetworkProbeOptions.LINEAR_EVALUATION,
            (options, resources) ->
                new NetworkProbe("linear-evaluation", options, resources.seed())),
        Component.metric(
            "mlp-probe",
            NetworkProbeOptions.MLP,
            (options, resources) -> new NetworkProbe("mlp-probe", options, resources.seed())),
        Component.metric(
            "background-known",
            BackgroundKnownOptions.DEFAULTS,
            (options, resources) -> new BackgroundKnown(options, resources.seed())),
        Component.metric(
            "knn-probe",
            KnnProbeOptions.DEFAULTS,
            (options, resources) -> new KnnProbe(options, resources.seed())),
        Component.metric(
            "retrieval",
            RetrievalOptions.DEFAULTS,
            (options, resources) -> new Retrieval(options, resources.seed())),
        Component.metric(
            "text-retrieval",
            TextRetrievalOptions.DEFAULTS,
            (options, resources) -> new TextRetrieval(options, resources.seed())),
        Component.metric(
            "tag-retrieval",
            TagRetrievalOptions.DEFAULTS,
            (options, resources) -> new TagRetrieval(options, resources.seed())),
        Component.metric(
            "zero-shot",
            ZeroShotOptions.DEFAULTS,
            (options, resources) -> new ZeroShot(resources.seed())));
  }

  /** What a set of generated clips is asked. */
  private static List<Component<?, ?>> distances() {
    return List.of(
        Component.metric(
            "fad",
            FadOptions.DEFAULTS,
            (options, resources) ->
                FrechetMetrics.of(
                    new Fad(resources.seed()), options.statistics(), options.model(), resources)),
        Component.metric(
            "fad-infinity",
            FadInfinityOptions.DEFAULTS,
            (options, resources) ->
                FrechetMetrics.of(
                    new FadInfinity(options, resources.seed()),
                    options.statistics(),
                    options.model(),
                    resources)),
        Component.metric(
            "clip-fad",
            ClipFadOptions.DEFAULTS,
            (options, resources) ->
                FrechetMetrics.of(
                    new ClipFad(resources.seed()),
                    options.statistics(),
                    options.model(),
                    resources)),
        Component.metric(
            "kad", KadOptions.DEFAULTS, (options, resources) -> new Kad(options, resources.seed())),
        Component.metric(
            "prdc",
            PrdcOptions.DEFAULTS,
            (options, resources) -> new Prdc(options, resources.seed())),
        Component.metric(
            "inception-score",
            InceptionScoreOptions.DEFAULTS,
            (options, resources) -> new InceptionScore(options, resources.seed())),
        Component.metric(
            "kl-divergence",
            KlDivergenceOptions.DEFAULTS,
            (options, resources) -> new KlDivergence(options, resources.seed())),
        Component.metric(
            "consistency",
            ConsistencyOptions.DEFAULTS,
            (options, resources) -> new Consistency(resources.seed())));
  }

  @Override
  public Map<String, String> facts() {
    return Map.of("tensorflow", PretrainedEncoders.tensorFlow());
  }

  /** On the CPU the kernels of {@code dsp} are several times as fast as tensor operations. */
  private static boolean onGpu(Resources resources) {
    return resources.device().isGpu();
  }

  /**
   * An encoder for the features that reach it.
   *
   * @throws OptionsException if no extractor stands before it
   */
  static Encoder<FeatureBatch> statistics(StatisticsOptions options, Resources resources) {
    FeatureFormat format =
        resources
            .features()
            .orElseThrow(
                () ->
                    new OptionsException(
                        "Encoder 'statistics' sums up features and needs an extractor before it;"
                            + " name one, such as log-mel or mfcc."));
    return onGpu(resources)
        ? Statistics.onDevice(options, format)
        : Statistics.onHost(options, format);
  }

  /** The signature that every metric of this plugin starts from: its name and our version. */
  static Signature signature(String metric) {
    return Signature.of(metric).with("version", new EvalPlugin().version());
  }
}
