package org.aulos.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.aulos.api.AulosException;
import org.aulos.api.Dataset;
import org.aulos.api.FeatureFormat;
import org.aulos.api.PluginException;
import org.aulos.api.spi.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestResourcesTest {
  private final NDManager manager = NDManager.newBaseManager(Device.cpu());

  @TempDir private Path folder;

  @AfterEach
  void closeManager() {
    manager.close();
  }

  @Test
  void lendWhatTheTestStates() {
    Dataset dataset = List::of;
    var resources =
        TestResources.of(manager, folder)
            .withSeed(7)
            .withFeatures(new FeatureFormat(100, 64))
            .withComponent(Role.DATASET, "none", dataset);

    assertThat(resources.device()).isEqualTo(Device.cpu());
    assertThat(resources.manager()).isSameAs(manager);
    assertThat(resources.seed()).isEqualTo(7);
    assertThat(resources.features()).contains(new FeatureFormat(100, 64));
    assertThat(resources.component(Role.DATASET, "none")).isSameAs(dataset);
    assertThat(resources.cache()).isDirectory();
  }

  @Test
  void resolveFilesAgainstTheFolder() throws IOException {
    Path weights = Files.writeString(folder.resolve("weights"), "");

    assertThat(TestResources.of(manager, folder).file(Path.of("weights"))).isEqualTo(weights);
  }

  @Test
  void refuseWhatThereIsNot() {
    var resources = TestResources.of(manager, folder);

    assertThatThrownBy(() -> resources.file(Path.of("weights")))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining(folder.resolve("weights").toString());
    assertThatThrownBy(() -> resources.component(Role.DATASET, "none"))
        .isInstanceOf(PluginException.class)
        .hasMessage("no dataset named 'none'; available: []");
  }
}
