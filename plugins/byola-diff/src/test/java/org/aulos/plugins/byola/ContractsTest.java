package org.aulos.plugins.byola;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import org.aulos.api.AudioBatch;
import org.aulos.api.Encoder;
import org.aulos.api.GroupedEmbeddings;
import org.aulos.api.Metric;
import org.aulos.api.TextBatch;
import org.aulos.api.Trainer;
import org.aulos.api.spi.Plugin;
import org.aulos.testkit.AudioEncoderContract;
import org.aulos.testkit.MetricContract;
import org.aulos.testkit.PluginContract;
import org.aulos.testkit.TestResources;
import org.aulos.testkit.TextEncoderContract;
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

  @Nested
  @SuppressWarnings("NullAway.Init") // JUnit sets it before each test
  class HashedWordsTest implements TextEncoderContract {
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
    public Encoder<TextBatch> encoder() {
      return new HashedWords(HashedWordsOptions.DEFAULTS, manager);
    }
  }

  @Nested
  @SuppressWarnings("NullAway.Init") // JUnit sets it before each test
  class AuxiliaryRetrievalMetricTest implements MetricContract<GroupedEmbeddings> {
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
    public Metric<GroupedEmbeddings> metric() {
      return new AuxiliaryRetrieval(
          "1",
          AuxiliaryRetrievalTest.SMALL,
          new HashedWords(HashedWordsOptions.DEFAULTS, manager),
          manager,
          5);
    }

    @Override
    public GroupedEmbeddings evidence() {
      return AuxiliaryRetrievalTest.evidence(12, true);
    }

    @Override
    public int clips() {
      return 12;
    }
  }
}
