package org.aulos.testkit;

import ai.djl.ndarray.NDArray;
import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.reflect.TypeToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import org.aulos.api.AulosException;

/**
 * Golden numbers: inputs, weights and expected outputs of one computation, made by another
 * implementation, with the tolerance of each.
 *
 * <p>A case is a folder of {@code case.json} (configuration, names, tolerances), {@code
 * io.safetensors} (inputs as {@code in.<name>}, expected tensors as {@code out.<name>}) and, if it
 * needs weights, {@code weights.safetensors}. A tensor passes if {@code abs(actual - expected) <=
 * abs_tol + rel_tol * abs(expected)} for each of its elements; a tensor whose entry names the
 * metric {@code snr_db} passes if its signal-to-noise ratio is large enough.
 *
 * <pre>{@code
 * GoldenCase golden = GoldenCase.resource(getClass(), "golden/dsp-mfcc");
 *
 * golden.assertMatches("mfcc", mfcc(golden.input("wave").floats()));
 * }</pre>
 */
public final class GoldenCase {
  private static final int MAX_BYTES = 1 << 28;

  private final String origin;
  private final JsonObject description;
  private final Map<String, GoldenTensor> io;
  private final Map<String, GoldenTensor> weights;

  private GoldenCase(Folder folder) {
    this.origin = folder.origin();
    try {
      this.description =
          JsonParser.parseString(new String(folder.read("case.json"), StandardCharsets.UTF_8))
              .getAsJsonObject();
    } catch (JsonParseException | IllegalStateException e) {
      throw new AulosException(origin + "/case.json cannot be read as JSON", e);
    }
    this.io = tensors(folder, "io");
    this.weights = tensors(folder, "weights");
  }

  /**
   * The case in a folder.
   *
   * @throws AulosException if a file of it is missing or malformed
   */
  public static GoldenCase in(Path folder) {
    return new GoldenCase(new DiskFolder(folder));
  }

  /**
   * The case in a resource folder of a module's tests.
   *
   * <p>On the module path a resource is visible to this module only if its folder is no legal
   * package name; a hyphen in one of its names, as in {@code golden/dsp-mfcc}, is enough.
   *
   * @param anchor a class of the module that holds the resource
   * @param folder its path from the root of the class path, without a leading slash
   * @throws AulosException if a file of it is missing or malformed
   */
  public static GoldenCase resource(Class<?> anchor, String folder) {
    return new GoldenCase(new ResourceFolder(anchor, folder));
  }

  /**
   * The configuration of the computation: numbers as {@link Double}, lists and maps nested.
   *
   * @see #number(String)
   */
  public Map<String, Object> config() {
    Map<String, Object> config =
        new Gson().fromJson(object(description, "config"), new TypeToken<>() {});
    return Collections.unmodifiableMap(config);
  }

  /**
   * One number of the configuration.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public double number(String name) {
    return primitive(name).getAsDouble();
  }

  /**
   * One whole number of the configuration.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public int integer(String name) {
    return primitive(name).getAsInt();
  }

  /**
   * One word of the configuration.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public String text(String name) {
    return primitive(name).getAsString();
  }

  /** Names of the inputs. */
  public Set<String> inputs() {
    return Collections.unmodifiableSet(object(description, "inputs").keySet());
  }

  /** Names of the expected tensors. */
  public Set<String> expected() {
    return Collections.unmodifiableSet(object(description, "expected").keySet());
  }

  /** Names of the expected numbers. */
  public Set<String> expectedNumbers() {
    return Collections.unmodifiableSet(object(description, "expected_scalars").keySet());
  }

  /**
   * An input.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public GoldenTensor input(String name) {
    return tensor("inputs", name);
  }

  /**
   * An expected tensor.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public GoldenTensor expected(String name) {
    return tensor("expected", name);
  }

  /**
   * An expected number.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public double expectedNumber(String name) {
    return entry("expected_scalars", name).get("value").getAsDouble();
  }

  /**
   * One tensor of the weights.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public GoldenTensor weight(String name) {
    GoldenTensor weight = weights.get(name);
    if (weight == null) {
      throw missing("weights", name, weights.keySet());
    }
    return weight;
  }

  /** The weights by the names that their checkpoint gives them; empty if the case has none. */
  public Map<String, GoldenTensor> weights() {
    return weights;
  }

  /**
   * Fails unless the values are the expected ones within the tolerance of the case.
   *
   * @param name of the expected tensor
   * @param actual all its values, row-major
   * @throws AssertionError if not; it names the worst element and how many failed
   */
  public void assertMatches(String name, float[] actual) {
    double[] doubles = new double[actual.length];
    for (int i = 0; i < actual.length; i++) {
      doubles[i] = actual[i];
    }
    assertMatches(name, doubles);
  }

  /**
   * Fails unless the values are the expected ones within the tolerance of the case.
   *
   * @param name of the expected tensor
   * @param actual all its values, row-major
   * @throws AssertionError if not; it names the worst element and how many failed
   */
  public void assertMatches(String name, double[] actual) {
    GoldenTensor expected = expected(name);
    JsonObject entry = entry("expected", name);
    String what = origin + ": " + name;
    if (entry.has("metric")) {
      JsonObject metric = entry.getAsJsonObject("metric");
      GoldenCheck.signalToNoise(
          what,
          expected,
          actual,
          metric.get("min_db").getAsDouble(),
          metric.get("edge_samples").getAsInt());
    } else {
      GoldenCheck.elements(what, expected, actual, tolerance(entry));
    }
  }

  /**
   * Fails unless the tensor has the expected shape, axes of size 1 aside, and the expected values
   * within the tolerance of the case.
   *
   * @param name of the expected tensor
   * @param actual float32, on any device
   * @throws AssertionError if not; it names the worst element and how many failed
   */
  public void assertMatches(String name, NDArray actual) {
    GoldenCheck.shape(origin + ": " + name, expected(name), actual.getShape().getShape());
    assertMatches(name, actual.toFloatArray());
  }

  /**
   * Fails unless the number is the expected one within the tolerance of the case.
   *
   * @param name of the expected number
   * @throws AssertionError if not
   */
  public void assertMatches(String name, double actual) {
    JsonObject entry = entry("expected_scalars", name);
    GoldenCheck.number(origin + ": " + name, expectedNumber(name), actual, tolerance(entry));
  }

  @Override
  public String toString() {
    return origin;
  }

  private GoldenCheck.Tolerance tolerance(JsonObject entry) {
    return new GoldenCheck.Tolerance(
        entry.get("abs_tol").getAsDouble(), entry.get("rel_tol").getAsDouble());
  }

  private GoldenTensor tensor(String section, String name) {
    String stored = entry(section, name).get("tensor").getAsString();
    GoldenTensor tensor = io.get(stored);
    if (tensor == null) {
      throw new AulosException(origin + " names tensor '" + stored + "' but does not hold it");
    }
    return tensor;
  }

  private JsonObject entry(String section, String name) {
    JsonObject entries = object(description, section);
    if (!entries.has(name)) {
      throw missing(section, name, entries.keySet());
    }
    return entries.getAsJsonObject(name);
  }

  private JsonElement primitive(String name) {
    JsonObject config = object(description, "config");
    if (!config.has(name) || !config.get(name).isJsonPrimitive()) {
      throw missing("config", name, config.keySet());
    }
    return config.get(name);
  }

  private IllegalArgumentException missing(String section, String name, Set<String> names) {
    return new IllegalArgumentException(
        origin + " has no '" + name + "' in " + section + "; available: " + names);
  }

  private static JsonObject object(JsonObject parent, String name) {
    return parent.has(name) ? parent.getAsJsonObject(name) : new JsonObject();
  }

  private Map<String, GoldenTensor> tensors(Folder folder, String kind) {
    JsonObject files = object(description, "files");
    if (!files.has(kind)) {
      return Map.of();
    }
    String file = files.get(kind).getAsString();
    return Collections.unmodifiableMap(
        Safetensors.read(folder.read(file), folder.origin() + "/" + file));
  }

  /** Where the files of a case lie. */
  private interface Folder {
    String origin();

    byte[] read(String file);
  }

  private record DiskFolder(Path folder) implements Folder {
    @Override
    public String origin() {
      return folder.toString();
    }

    @Override
    public byte[] read(String file) {
      try (InputStream in = Files.newInputStream(folder.resolve(file))) {
        return bounded(in, folder.resolve(file).toString());
      } catch (NoSuchFileException e) {
        throw new AulosException("there is no file " + e.getFile(), e);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private record ResourceFolder(Class<?> anchor, String folder) implements Folder {
    @Override
    public String origin() {
      return folder;
    }

    @Override
    public byte[] read(String file) {
      // "../other-case/weights.safetensors" is allowed; class paths know no "..".
      String path = "/" + Path.of(folder).resolve(file).normalize().toString().replace('\\', '/');
      try (InputStream in = anchor.getResourceAsStream(path)) {
        if (in == null) {
          throw new AulosException(
              "there is no resource %s beside %s; is it in src/test/resources, in a folder with a"
                      .formatted(path, anchor.getName())
                  + " hyphen in its name?");
        }
        return bounded(in, path);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static byte[] bounded(InputStream in, String origin) throws IOException {
    byte[] content = in.readNBytes(MAX_BYTES + 1);
    if (content.length > MAX_BYTES) {
      throw new AulosException(origin + " is larger than " + MAX_BYTES + " bytes");
    }
    return content;
  }
}
