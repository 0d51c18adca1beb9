package org.aulos.plugins.coala;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.aulos.api.AudioBatch;
import org.aulos.api.Encoder;
import org.aulos.api.TagBatch;
import org.aulos.api.Trainer;
import org.aulos.api.spi.Plugin;
import org.aulos.testkit.AudioEncoderContract;
import org.aulos.testkit.PluginContract;
import org.aulos.testkit.TagEncoderContract;
import org.aulos.testkit.TestResources;
import org.aulos.testkit.TrainerContract;
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

  @Nested
  class TagsTest implements TagEncoderContract {
    @Override
    public Encoder<TagBatch> encoder() {
      try {
        return SmallTags.write(folder, List.of("rock", "guitar", "loud", "piano"), manager);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Nested
  class AttentionTrainerTest implements TrainerContract {
    @Override
    public Trainer trainer() {
      return SmallTraining.trainer(CoalaTrainerOptions.Tags.ATTENTION, folder, manager);
    }
  }

  @Nested
  class OriginalTrainerTest implements TrainerContract {
    @Override
    public Trainer trainer() {
      return SmallTraining.trainer(CoalaTrainerOptions.Tags.MULTI_HOT, folder, manager);
    }
  }
}
