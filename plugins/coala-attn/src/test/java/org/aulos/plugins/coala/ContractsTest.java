package org.aulos.plugins.coala;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import org.aulos.api.AudioBatch;
import org.aulos.api.Encoder;
import org.aulos.api.spi.Plugin;
import org.aulos.testkit.AudioEncoderContract;
import org.aulos.testkit.PluginContract;
import org.aulos.testkit.TestResources;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** Every component keeps the contract of its role. */
@SuppressWarnings("NullAway.Init") // JUnit sets them before each test
class ContractsTest {
  @TempDir private Path folder;
  private NDManager manager;

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager();
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @Nested
  class PluginTest implements PluginContract {
    @Override
    public Plugin plugin() {
      return new CoalaPlugin();
    }
  }

  @Nested
  class AudioTest implements AudioEncoderContract {
    @Override
    public Encoder<AudioBatch> encoder() {
      return CoalaAudioEncoder.of(CoalaAudioOptions.DEFAULTS, TestResources.of(manager, folder));
    }
  }
}
