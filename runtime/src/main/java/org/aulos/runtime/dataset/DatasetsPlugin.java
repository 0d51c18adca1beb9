package org.aulos.runtime.dataset;

import java.util.List;
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
        Component.dataset("files", FilesOptions.DEFAULTS, FilesDataset::create),
        Component.dataset("folders", FoldersOptions.DEFAULTS, Folders::create),
        Component.dataset("manifest", ManifestOptions.DEFAULTS, Manifest::create));
  }
}
