package org.aulos.dsp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * One case of numbers from other implementations: {@code NAME.json} describes it and states the
 * tolerances, {@code NAME.safetensors.gz} holds the inputs and the expected values.
 */
final class Fixture {

  private final String json;
  private final String header;
  private final ByteBuffer data;

  private Fixture(String json, byte[] tensors) {
    this.json = json;
    ByteBuffer file = ByteBuffer.wrap(tensors).order(ByteOrder.LITTLE_ENDIAN);
    int headerLength = Math.toIntExact(file.getLong());
    this.header = new String(tensors, Long.BYTES, headerLength, UTF_8);
    int dataStart = Long.BYTES + headerLength;
    this.data = file.slice(dataStart, tensors.length - dataStart).order(ByteOrder.LITTLE_ENDIAN);
  }

  static Fixture load(String name) {
    try (InputStream json = open(name + ".json");
        InputStream tensors = new GZIPInputStream(open(name + ".safetensors.gz"))) {
      return new Fixture(new String(json.readAllBytes(), UTF_8), tensors.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The values of an input. */
  float[] input(String name) {
    return tensor("in." + name);
  }

  /** Part {@code index} of an input of {@code count} equal parts. */
  float[] input(String name, int index, int count) {
    return part(input(name), index, count);
  }

  /** The expected values. */
  float[] expected(String name) {
    return tensor("out." + name);
  }

  /** Compares all values of {@code name} at the tolerance that the case states. */
  void assertMatches(String name, float[] actual) {
    assertPart(name, 0, 1, actual);
  }

  /** Compares part {@code index} of {@code count} equal parts of {@code name}. */
  void assertPart(String name, int index, int count, float[] actual) {
    float[] expected = part(expected(name), index, count);
    double absolute = number(name, "abs_tol");
    double relative = number(name, "rel_tol");
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      double error = Math.abs(actual[i] - (double) expected[i]);
      assertThat(error)
          .as("%s[%d]: expected %s but was %s", name, i, expected[i], actual[i])
          .isLessThanOrEqualTo(absolute + relative * Math.abs(expected[i]));
    }
  }

  /** A number that stands by name anywhere below the entry {@code name}. */
  double number(String name, String field) {
    return find("\"" + name + "\"\\s*:\\s*\\{[^}]*\"" + field + "\"\\s*:\\s*([-+.\\deE]+)", json);
  }

  private float[] tensor(String name) {
    String entry = Pattern.quote("\"" + name + "\"") + "\\s*:\\s*\\{[^}]*\"data_offsets\"\\s*:\\s*";
    int start = (int) find(entry + "\\[\\s*(\\d+)", header);
    int end = (int) find(entry + "\\[\\s*\\d+\\s*,\\s*(\\d+)", header);
    float[] values = new float[(end - start) / Float.BYTES];
    data.slice(start, end - start).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return values;
  }

  private static double find(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as(pattern).isTrue();
    return Double.parseDouble(matcher.group(1));
  }

  private static float[] part(float[] values, int index, int count) {
    int size = values.length / count;
    return Arrays.copyOfRange(values, index * size, (index + 1) * size);
  }

  private static InputStream open(String file) {
    return Objects.requireNonNull(
        Fixture.class.getResourceAsStream("/fixtures/" + file), () -> "no fixture " + file);
  }
}
