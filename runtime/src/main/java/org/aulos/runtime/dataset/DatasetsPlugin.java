package org.aulos.runtime.dataset;

import java.util.List;
import org.aulos.api.Dataset;
import org.aulos.api.spi.Component;
import org.aulos.api.spi.Plugin;

/** The data sets that come with Aulos. */
public final class DatasetsPlugin implements Plugin {
  @Override
  public String name() {
    return "datasets";
  }

  @Override
  public List<Component<?, ?>> components() {
    return List.of(
        Component.dataset(
            "synthetic-scenes", SyntheticScenesOptions.DEFAULTS, SyntheticScenes::create),
        Component.dataset("esc-50", Esc50Options.DEFAULTS, Esc50::create),
        Component.dataset(
            "background-known", BackgroundKnownOptions.DEFAULTS, BackgroundKnown::create),
        Component.dataset(
            "difference-pairs", DifferencePairsOptions.DEFAULTS, DifferencePairs::create),
        Component.dataset("audio-pairs", AudioPairsOptions.DEFAULTS, AudioPairs::create),
        Component.dataset("urbansound8k", UrbanSound8kOptions.DEFAULTS, UrbanSound8k::create),
        published("speech-commands", SpeechCommands::create),
        published("voxceleb1", VoxCeleb1::create),
        published("voxforge", VoxForge::create),
        published("crema-d", CremaD::create),
        Component.dataset("gtzan", GtzanOptions.DEFAULTS, Gtzan::create),
        Component.dataset("nsynth", NsynthOptions.DEFAULTS, Nsynth::create),
        published("surge", Surge::create),
        published("fsd50k", Fsd50k::create),
        Component.dataset("files", FilesOptions.DEFAULTS, FilesDataset::create),
        Component.dataset("folders", FoldersOptions.DEFAULTS, Folders::create),
        Component.dataset("manifest", ManifestOptions.DEFAULTS, Manifest::create),
        Component.dataset("clips-of", ClipsOfOptions.DEFAULTS, ClipsOf::create),
        Component.dataset("transposed", TransposedOptions.DEFAULTS, Transposed::create));
  }

  private static Component<Dataset, PublishedOptions> published(
      String name, Component.Factory<Dataset, PublishedOptions> factory) {
    return Component.dataset(name, PublishedOptions.DEFAULTS, factory);
  }
}
