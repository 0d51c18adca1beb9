package org.aulos.runtime.pipeline;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import org.aulos.api.AulosException;
import org.aulos.api.OptionsException;
import org.aulos.runtime.RunSettings;

/** The engine, the device, and the manager that owns every tensor of a run. */
@Singleton
public final class TensorRuntime implements AutoCloseable {
  private static final String ENGINE = "PyTorch";

  private final NDManager manager;
  private final OperationThreads threads;

  /**
   * Starts the engine on the device that the settings ask for, for batches side by side.
   *
   * @throws OptionsException if there is no such device
   * @throws AulosException if the engine's native library is missing
   */
  public TensorRuntime(RunSettings settings) {
    this(settings, OperationThreads.ONE);
  }

  /**
   * Starts the engine on the device that the settings ask for.
   *
   * @param threads within one operation, unless the engine runs already
   * @throws OptionsException if there is no such device
   * @throws AulosException if the engine's native library is missing
   */
  @Inject
  public TensorRuntime(RunSettings settings, OperationThreads threads) {
    NativeExit.skipDestructors();
    this.threads = threads.settle();
    this.manager = NDManager.newBaseManager(device(settings.device()), ENGINE);
  }

  /** Threads within one operation. */
  public int operationThreads() {
    return threads.count();
  }

  /** Where tensors live. */
  public Device device() {
    return manager.getDevice();
  }

  /** Where tensors live, as the settings name it: {@code cpu} or {@code gpu:N}. */
  public String deviceName() {
    Device device = device();
    return device.isGpu() ? "gpu:" + device.getDeviceId() : "cpu";
  }

  /** Number of GPUs that the engine sees. */
  public int gpus() {
    return Engine.getEngine(ENGINE).getGpuCount();
  }

  /** The root of all managers of the run. */
  public NDManager manager() {
    return manager;
  }

  /** The engine and its version. */
  public Map<String, String> engines() {
    return Map.of(ENGINE, Engine.getEngine(ENGINE).getVersion());
  }

  @Override
  public void close() {
    manager.close();
  }

  private static Device device(String name) {
    int gpus = engineOrFail().getGpuCount();
    if (name.equals("cpu") || (name.equals("auto") && gpus == 0)) {
      return Device.cpu();
    }
    int index = name.startsWith("gpu:") ? Integer.parseInt(name.substring(4)) : 0;
    if (index >= gpus) {
      throw new OptionsException(
          "device '%s' is not there: the engine sees %d GPU(s); use device=cpu, or install a CUDA build of libtorch and name it in PYTORCH_LIBRARY_PATH"
              .formatted(name, gpus));
    }
    return Device.gpu(index);
  }

  private static Engine engineOrFail() {
    try {
      return Engine.getEngine(ENGINE);
    } catch (EngineException e) {
      throw new AulosException(
          "the PyTorch engine cannot start: "
              + e.getMessage()
              + "; expected pytorch-engine, pytorch-jni and pytorch-native-cpu on the path",
          e);
    }
  }
}
