package org.aulos.plugins.byola;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import org.aulos.api.AudioBatch;
import org.aulos.api.Encoder;
import org.aulos.api.Trainer;
import org.aulos.api.spi.Plugin;
import org.aulos.testkit.AudioEncoderContract;
import org.aulos.testkit.PluginContract;
import org.aulos.testkit.TestResources;
import org.aulos.testkit.TrainerContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** Every component keeps the contract of its role. */
class ContractsTest {
  @Nested
  class PluginTest implements PluginContract {
    @Override
    public Plugin plugin() {
      return new ByolaPlugin();
    }
  }

  @Nested
  @SuppressWarnings("NullAway.Init") // JUnit sets them before each test
  class EncoderTest implements AudioEncoderContract {
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

    @Override
    public Encoder<AudioBatch> encoder() {
      return ByolaEncoder.of(ByolaEncoderOptions.DEFAULTS, TestResources.of(manager, folder));
    }
  }

  @Nested
  @SuppressWarnings("NullAway.Init") // JUnit sets it before each test
  class TrainerTest implements TrainerContract {
    private NDManager manager;

    @BeforeEach
    void open() {
      manager = NDManager.newBaseManager();
    }

    @AfterEach
    void close() {
      manager.close();
    }

    @Override
    public Trainer trainer() {
      return new ByolaTrainer("byola-diff", "test", SmallTraining.OPTIONS, manager);
    }
  }
}
