package org.aulos.runtime;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.google.inject.Injector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.aulos.api.AulosException;
import org.aulos.api.PluginException;
import org.aulos.api.Waveform;
import org.aulos.api.spi.Plugin;
import org.aulos.audio.AudioEncoding;
import org.aulos.audio.AudioFiles;
import org.aulos.runtime.pipeline.TensorRuntime;
import org.aulos.runtime.plugin.ForeignCode;
import org.aulos.runtime.plugin.LoadedPlugin;

/** Examines an installation: what is there, and whether it works. */
public final class Doctor {
  private static final int RATE = 16_000;

  private Doctor() {}

  /**
   * What was found.
   *
   * @param facts versions, devices, threads and folders, by name
   * @param checks what was tried
   */
  public record Findings(Map<String, String> facts, List<Check> checks) {
    /** Whether everything that was tried worked. */
    public boolean healthy() {
      return checks.stream().allMatch(Check::passed);
    }
  }

  /**
   * Something that was tried.
   *
   * @param name what
   * @param passed whether it worked
   * @param finding what came of it, or what went wrong
   */
  public record Check(String name, boolean passed, String finding) {}

  /** Examines an installation; takes a few seconds, most of them for starting the engine. */
  public static Findings examine(Aulos aulos) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("aulos", AulosVersion.current());
    facts.putAll(Machine.describe());
    facts.put("workers", String.valueOf(RunSettings.DEFAULTS.workerCount()));
    facts.put("cache", aulos.places().cache().toString());
    facts.put("models", aulos.places().models().toString());
    facts.put("plugins", plugins(aulos.catalog()));
    for (LoadedPlugin loaded : aulos.catalog().plugins()) {
      facts(loaded.plugin()).forEach(facts::putIfAbsent);
    }
    List<Check> checks = new ArrayList<>();
    checks.add(check("tensors", () -> tensors(aulos, facts)));
    checks.add(check("audio", Doctor::audio));
    checks.add(check("pipeline", () -> pipeline(aulos)));
    return new Findings(facts, checks);
  }

  private static String plugins(Catalog catalog) {
    return String.join(
        ", ",
        catalog.plugins().stream().map(plugin -> plugin.name() + " " + plugin.version()).toList());
  }

  private static Map<String, String> facts(Plugin plugin) {
    try {
      return ForeignCode.call(plugin.getClass(), "facts()", plugin::facts);
    } catch (PluginException e) {
      return Map.of(plugin.name(), String.valueOf(e.getMessage()));
    }
  }

  private static Check check(String name, Supplier<String> trial) {
    try {
      return new Check(name, true, trial.get());
    } catch (AulosException | IllegalStateException | LinkageError e) {
      return new Check(name, false, String.valueOf(e.getMessage()));
    }
  }

  private static String tensors(Aulos aulos, Map<String, String> facts) {
    Injector flow = aulos.flow(RunSettings.DEFAULTS);
    TensorRuntime tensors = flow.getInstance(TensorRuntime.class);
    try (NDManager manager = tensors.manager().newSubManager()) {
      tensors.engines().forEach((engine, version) -> facts.put("engine", engine + " " + version));
      facts.put("device", tensors.deviceName());
      facts.put("gpus", String.valueOf(tensors.gpus()));
      NDArray ones = manager.ones(new ai.djl.ndarray.types.Shape(64, 64));
      float product = ones.matMul(ones).getFloat(0, 0);
      if (product != 64) {
        throw new IllegalStateException("expected 64 as the product of ones but was " + product);
      }
      return "a matrix product is right on " + tensors.deviceName();
    } finally {
      tensors.close();
    }
  }

  private static String audio() {
    float[] samples = new float[RATE];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) (0.5 * Math.sin(2 * Math.PI * 440 * i / RATE));
    }
    try {
      Path file = Files.createTempFile("aulos-doctor", ".flac");
      try {
        AudioFiles.write(file, Waveform.mono(samples, RATE), AudioEncoding.FLAC16);
        float[] read = AudioFiles.read(file).channel(0);
        for (int i = 0; i < samples.length; i++) {
          if (read.length != samples.length || Math.abs(read[i] - samples[i]) > 1.0 / 32_000) {
            throw new IllegalStateException("FLAC came back changed");
          }
        }
      } finally {
        Files.deleteIfExists(file);
      }
      return "a second of FLAC was written and read back";
    } catch (IOException e) {
      throw new AulosException("cannot write a temporary file: " + e, e);
    }
  }

  /** The distance of a data set to itself is 0 through every stage, or a stage is broken. */
  private static String pipeline(Aulos aulos) {
    Configuration configuration =
        Configuration.empty("doctor")
            .with(
                List.of(
                    "limit=36",
                    "cache=false",
                    "datasets.scenes=synthetic-scenes",
                    "systems.mfcc={extractor: mfcc, encoder: statistics}",
                    "tasks.self={metric: fad, reference: {}, evaluated: {}}"));
    long start = System.nanoTime();
    try (BenchJob job = aulos.bench(configuration)) {
      double distance = job.run(ProgressListener.SILENT).scores().get(0).value();
      if (Math.abs(distance) > 1e-3) {
        throw new IllegalStateException("the distance of a data set to itself is " + distance);
      }
      return "36 synthesised clips to vectors in %.1f s; their distance to themselves is 0"
          .formatted((System.nanoTime() - start) / 1e9);
    }
  }
}
